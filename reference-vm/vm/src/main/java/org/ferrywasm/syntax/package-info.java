/**
 * The abstract syntax: types, limits, matching, modules, and the opcode table (specification, chapters "Structure" and
 * "Validation / Matching"). A function body is kept as its binary instruction sequence ({@link org.ferrywasm.syntax.Expr});
 * everything that walks one reads the rows of {@link org.ferrywasm.syntax.Opcode}. Imports only {@code numeric}.
 */
@NullMarked
package org.ferrywasm.syntax;

import org.jspecify.annotations.NullMarked;
