/**
 * The thread contract as clauses that run against any engine: a {@link org.ferrywasm.contract.Clause} is a method that tries one, a
 * {@link org.ferrywasm.contract.Verdict} what comes of it. An engine implements {@code spi}; {@code trial} is what clauses are
 * written with, {@code clauses} has them, {@code runner} runs them.
 */
@NullMarked
package org.ferrywasm.contract;

import org.jspecify.annotations.NullMarked;
