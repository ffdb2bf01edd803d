/** Group C under reordering: plain counts that pass from thread to thread. */
@NullMarked
package org.ferrywasm.stress.counts;

import org.jspecify.annotations.NullMarked;
