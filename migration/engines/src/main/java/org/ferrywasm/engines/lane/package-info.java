/** The kit's lane: Ferry, which must hold every clause, and Wreck, in which clauses must see what is missing. */
@NullMarked
package org.ferrywasm.engines.lane;

import org.jspecify.annotations.NullMarked;
