package org.ferrywasm.vm;

import org.ferrywasm.syntax.ExternType;

/**
 * Something that modules import and export: a function, a memory, a table, a global or a tag.
 *
 * {@snippet class="org.ferrywasm.examples.LinkerExample" region="extern"}
 */
public sealed interface Extern permits Func, Memory, SharedMemory, Table, Global, Tag {
    /** Its type now: the least size of a memory or table is the present one. */
    ExternType externType();
}
