/**
 * The thread contract as clauses that run against any engine: {@link org.ferrywasm.contract.Clauses} lists them, a
 * {@link org.ferrywasm.contract.Verdict} is what comes of one.
 */
@NullMarked
package org.ferrywasm.contract;

import org.jspecify.annotations.NullMarked;
