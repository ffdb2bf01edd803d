package org.ferrywasm.syntax;

/** What a field of a structure or an element of an array holds: a value type or a packed integer (specification, "Aggregate Types"). */
public sealed interface StorageType permits ValType, PackedType {

    /** The value type that reading this storage gives: {@code i32} for the packed types. */
    default ValType unpacked() {
        return this instanceof ValType type ? type : NumType.I32;
    }
}
