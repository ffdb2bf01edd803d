/** Group A under reordering: an intruder beside the owner. */
@NullMarked
package org.ferrywasm.stress.confinement;

import org.jspecify.annotations.NullMarked;
