package org.ferrywasm.syntax;

/** A value type: what locals, globals, operands, parameters and results are classified by (specification, "Value Types"). */
public sealed interface ValType extends StorageType permits NumType, VecType, RefType {

    /** The number of 64-bit slots that a value of this type takes in a frame, a field or an array element: two for {@code v128}, else one. */
    default int slots() {
        return this == VecType.V128 ? 2 : 1;
    }

    /** Whether values of this type are references. */
    default boolean isRef() {
        return this instanceof RefType;
    }

    /** Whether values of this type may be references to host objects. */
    default boolean mayBeHost() {
        return false;
    }

    /** Whether a local of this type has a value before it is first set: all but the references that cannot be null. */
    default boolean isDefaultable() {
        return !(this instanceof RefType ref) || ref.nullable();
    }
}
