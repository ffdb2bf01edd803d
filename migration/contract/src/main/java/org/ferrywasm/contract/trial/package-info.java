/**
 * What clauses are written with: a {@link org.ferrywasm.contract.trial.Trial} has the engine and judges, a
 * {@link org.ferrywasm.contract.trial.Canary} shows that the owner can go on, a {@link org.ferrywasm.contract.trial.Crew} has the threads.
 */
@NullMarked
package org.ferrywasm.contract.trial;

import org.jspecify.annotations.NullMarked;
