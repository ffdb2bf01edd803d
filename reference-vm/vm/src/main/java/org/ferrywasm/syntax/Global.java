package org.ferrywasm.syntax;

/**
 * A global variable that a module defines (specification, "Globals").
 *
 * @param type its type
 * @param init the constant expression that gives its first value
 */
public record Global(GlobalType type, Expr init) {}
