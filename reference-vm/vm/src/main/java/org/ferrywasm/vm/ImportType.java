package org.ferrywasm.vm;

import org.ferrywasm.syntax.ExternType;

/**
 * What a module needs from outside.
 *
 * {@snippet class="org.ferrywasm.examples.ModuleExample" region="imports"}
 *
 * @param module the first level of its name
 * @param name the second level of its name
 * @param type what it must be; defined types in it are types of the module's Engine
 */
public record ImportType(String module, String name, ExternType type) {}
