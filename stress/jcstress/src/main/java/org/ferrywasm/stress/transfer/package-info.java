/** Groups E and F under reordering: what a Store takes along, and who gets it. */
@NullMarked
package org.ferrywasm.stress.transfer;

import org.jspecify.annotations.NullMarked;
