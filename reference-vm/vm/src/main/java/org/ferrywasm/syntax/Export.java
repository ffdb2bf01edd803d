package org.ferrywasm.syntax;

/**
 * Something a module gives to the outside (specification, "Exports").
 *
 * @param name its name
 * @param kind which index space it is in
 * @param index its index there
 */
public record Export(String name, ExternKind kind, int index) {}
