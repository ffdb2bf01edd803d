package org.ferrywasm.syntax;

/**
 * Something a module needs from outside (specification, "Imports").
 *
 * @param module the first level of its name
 * @param name the second level of its name
 * @param type what it must be
 */
public record Import(String module, String name, ExternType type) {}
