/**
 * Execution (specification, chapter "Execution"): the interpreter's loop, the instructions that stand outside it, calls from
 * and to the host, and instantiation. Imports every package below it.
 */
@NullMarked
package org.ferrywasm.exec;

import org.jspecify.annotations.NullMarked;
