package org.ferrywasm.exec;

import org.ferrywasm.runtime.Heap;
import org.ferrywasm.runtime.HeapLayout;
import org.ferrywasm.runtime.ModuleInst;
import org.ferrywasm.runtime.Ref;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.DefType;

/** Whether a reference has a type (specification, "Reference Instructions", {@code ref.test}). */
public final class Casts {
    private static final AbsHeapType[] ABSTRACT = AbsHeapType.values();

    private Casts() {}

    /** Whether a reference has the type that an operand of lowered code names: a type index, or an abstract type from -1 down. */
    static boolean matches(StoreState store, ModuleInst module, long ref, int target, boolean nullable) {
        if (ref == Ref.NULL) {
            return nullable;
        }
        return target >= 0 ? matches(store, ref, module.types[target]) : matches(store, ref, ABSTRACT[-1 - target]);
    }

    /** Whether a reference that is not null has a defined type. */
    public static boolean matches(StoreState store, long ref, DefType type) {
        return switch (Ref.tag(ref)) {
            case Ref.AGGREGATE -> layout(store, ref).type().isSubtypeOf(type);
            case Ref.FUNC -> store.func(ref).type().isSubtypeOf(type);
            default -> false;
        };
    }

    /** Whether a reference that is not null has an abstract type of its own hierarchy. */
    public static boolean matches(StoreState store, long ref, AbsHeapType type) {
        int tag = Ref.tag(ref);
        return switch (type) {
            case ANY, EXTERN -> tag != Ref.FUNC && tag != Ref.EXN;
            case EQ -> tag == Ref.AGGREGATE || tag == Ref.I31;
            case I31 -> tag == Ref.I31;
            case STRUCT -> tag == Ref.AGGREGATE && !layout(store, ref).isArray();
            case ARRAY -> tag == Ref.AGGREGATE && layout(store, ref).isArray();
            case FUNC -> tag == Ref.FUNC;
            case EXN -> tag == Ref.EXN;
            case NONE, NOFUNC, NOEXTERN, NOEXN -> false;
        };
    }

    private static HeapLayout layout(StoreState store, long ref) {
        return store.layout(Heap.typeAddress(store.heap().objects[Ref.address(ref)][0]));
    }
}
