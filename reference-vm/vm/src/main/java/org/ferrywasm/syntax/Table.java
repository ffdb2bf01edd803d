package org.ferrywasm.syntax;

import org.jspecify.annotations.Nullable;

/**
 * A table that a module defines (specification, "Tables").
 *
 * @param type its type
 * @param init the constant expression that every element starts with, or null for null references
 */
public record Table(TableType type, @Nullable Expr init) {}
