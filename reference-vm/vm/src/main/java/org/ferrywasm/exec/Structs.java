package org.ferrywasm.exec;

import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.Ref;
import org.ferrywasm.runtime.TrapKind;
import org.ferrywasm.runtime.TrapSignal;

/** From a reference to the object that it refers to (specification, "Aggregate Reference Instructions"). */
final class Structs {
    private Structs() {}

    /** The slots of a structure. */
    static long[] fields(Execution x, long ref) {
        if (ref == Ref.NULL) {
            throw new TrapSignal(TrapKind.NULL_STRUCTURE_REFERENCE);
        }
        return x.store.heap().objects[Ref.address(ref)];
    }

    /** The slots of an array. */
    static long[] array(Execution x, long ref) {
        if (ref == Ref.NULL) {
            throw new TrapSignal(TrapKind.NULL_ARRAY_REFERENCE);
        }
        return x.store.heap().objects[Ref.address(ref)];
    }
}
