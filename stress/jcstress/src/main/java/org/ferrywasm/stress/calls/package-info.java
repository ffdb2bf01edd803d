/** Group F under reordering: calls that wait, and what other threads may do about them. */
@NullMarked
package org.ferrywasm.stress.calls;

import org.jspecify.annotations.NullMarked;
