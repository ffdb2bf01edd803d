/**
 * Scripts (the official test suite's {@code .wast} files, and the {@code thread} and {@code wait} commands of the threads
 * proposal): {@link org.ferrywasm.text.script.ScriptParser} reads one into {@link org.ferrywasm.text.script.Command}s, whose
 * modules are read only when asked for. Running them is for others. Imports what {@code text} imports, and {@code text}.
 */
@NullMarked
package org.ferrywasm.text.script;

import org.jspecify.annotations.NullMarked;
