/** Chicory with its compiler to JVM bytecode, which Endive continues under another name. */
@NullMarked
package org.ferrywasm.engines.chicory;

import org.jspecify.annotations.NullMarked;
