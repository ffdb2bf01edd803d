/**
 * Runs the official test suite's scripts through the embedding API: {@link org.ferrywasm.cli.script.ScriptRunner} carries
 * out the commands that {@code text.script} reads and gives a verdict on each. {@link org.ferrywasm.cli.script.FeatureTable}
 * is its only configuration. Imports the VM: its public API, {@code text.script} and the module encoder.
 */
@NullMarked
package org.ferrywasm.cli.script;

import org.jspecify.annotations.NullMarked;
