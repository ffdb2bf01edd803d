package org.ferrywasm.vm;

import org.ferrywasm.syntax.ExternType;

/**
 * What a module gives to the outside.
 *
 * {@snippet class="org.ferrywasm.examples.ModuleExample" region="exports"}
 *
 * @param name its name
 * @param type what it is; defined types in it are types of the module's Engine
 */
public record ExportType(String name, ExternType type) {}
