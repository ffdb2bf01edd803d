/**
 * Runs clauses, each in a JVM of its own: {@link org.ferrywasm.contract.runner.KitRun} starts them, {@link
 * org.ferrywasm.contract.runner.ClauseMain} is what runs there, {@link org.ferrywasm.contract.runner.Main} the command line.
 */
@NullMarked
package org.ferrywasm.contract.runner;

import org.jspecify.annotations.NullMarked;
