/** Group B under reordering: what all threads share, published through data races and used at once. */
@NullMarked
package org.ferrywasm.stress.sharing;

import org.jspecify.annotations.NullMarked;
