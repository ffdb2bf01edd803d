package org.ferrywasm.syntax;

/**
 * The type of something imported or exported (specification, "External Types").
 *
 * {@snippet class="org.ferrywasm.examples.TypeExample" region="extern-type"}
 */
public sealed interface ExternType permits FuncExtern, TableType, MemType, GlobalType, TagType {

    /** The word that the specification has for this kind of thing: {@code func}, {@code table}, {@code memory}, {@code global} or {@code tag}. */
    default String kind() {
        return externKind().toString();
    }

    /** The kind of thing this is the type of. */
    default ExternKind externKind() {
        return switch (this) {
            case FuncExtern func -> ExternKind.FUNC;
            case TableType table -> ExternKind.TABLE;
            case MemType mem -> ExternKind.MEMORY;
            case GlobalType global -> ExternKind.GLOBAL;
            case TagType tag -> ExternKind.TAG;
        };
    }
}
