package org.ferrywasm.valid;

import org.ferrywasm.syntax.ExternKind;
import org.ferrywasm.syntax.ExternType;

/**
 * An export with its type (specification, "Exports").
 *
 * @param name its name
 * @param kind which index space it is in
 * @param index its index there
 * @param type its type, closed
 */
public record ExportType(String name, ExternKind kind, int index, ExternType type) {}
