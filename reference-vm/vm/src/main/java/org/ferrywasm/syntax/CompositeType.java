package org.ferrywasm.syntax;

/** What a defined type is made of: a function, structure or array type (specification, "Composite Types"). */
public sealed interface CompositeType permits FuncType, StructType, ArrayType {

    /** The abstract heap type directly above all types of this kind. */
    default AbsHeapType kind() {
        return switch (this) {
            case FuncType func -> AbsHeapType.FUNC;
            case StructType struct -> AbsHeapType.STRUCT;
            case ArrayType array -> AbsHeapType.ARRAY;
        };
    }
}
