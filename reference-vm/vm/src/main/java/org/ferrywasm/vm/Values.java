package org.ferrywasm.vm;

import java.util.List;
import org.ferrywasm.runtime.Casts;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.Ref;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.HeapType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.PackedType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.StorageType;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.syntax.VecType;

/** Between {@link Val}s and the slots that hold them inside a Store. */
final class Values {
    private static final long LOW_32 = 0xFFFF_FFFFL;

    private Values() {}

    /** The slots of these values. */
    static long[] toSlots(Store<?> store, Val[] values, List<ValType> types, String operation) {
        checkCount(values.length, types, operation);
        long[] slots = new long[FuncType.slots(types)];
        int slot = 0;
        for (int i = 0; i < values.length; i++) {
            toSlot(store, values[i], types.get(i), slots, slot, operation);
            slot += types.get(i).slots();
        }
        return slots;
    }

    /** Puts arguments into the first slots of an execution, which has room for them. */
    static void toStack(Store<?> store, Val[] args, List<ValType> params, Execution x, String operation) {
        int slot = 0;
        for (int i = 0; i < args.length; i++) {
            toSlot(store, args[i], params.get(i), x.stack, slot, operation);
            slot += params.get(i).slots();
        }
    }

    static void checkCount(int count, List<ValType> types, String operation) {
        if (count != types.size()) {
            throw new TypeMismatchException(
                    "%s: %d values where %d are asked for, %s".formatted(operation, count, types.size(), types));
        }
    }

    /**
     * Puts a value into its slot, or two.
     *
     * @throws TypeMismatchException if it does not have this type
     * @throws WrongStoreException if it belongs to another Store
     */
    static void toSlot(Store<?> store, Val value, ValType type, long[] slots, int at, String operation) {
        switch (value) {
            case Val.I32(int bits) when type == NumType.I32 -> slots[at] = bits & LOW_32;
            case Val.I64(long bits) when type == NumType.I64 -> slots[at] = bits;
            case Val.F32(int bits) when type == NumType.F32 -> slots[at] = bits & LOW_32;
            case Val.F64(long bits) when type == NumType.F64 -> slots[at] = bits;
            case Val.V128(long low, long high)
            when type == VecType.V128 -> {
                slots[at] = low;
                slots[at + 1] = high;
            }
            case Val.RefVal ref
            when type instanceof RefType refType -> slots[at] = toRef(store, ref, refType, operation);
            case Val other -> throw mismatch(other, type, operation);
        }
    }

    /** The reference, checked against a type. */
    static long toRef(Store<?> store, Val.RefVal value, RefType type, String operation) {
        long ref = refOf(store, value, operation);
        if (hierarchy(value) != top(type.heap()) || !Casts.matches(store.state(), ref, type)) {
            throw mismatch(value, type, operation);
        }
        return ref;
    }

    private static TypeMismatchException mismatch(Val value, ValType type, String operation) {
        return new TypeMismatchException(
                "%s: %s where a value of type %s is asked for".formatted(operation, value, type));
    }

    /** The reference inside a value that may be used in a Store. */
    static long refOf(Store<?> store, Val.RefVal value, String operation) {
        return switch (value) {
            case Val.Null none -> Ref.NULL;
            case I31Ref(int integer) -> Ref.i31(integer);
            case Func func -> {
                func.checkUseIn(store, operation);
                yield func.inst().ref();
            }
            case ExternRef ref -> rootedRef(store, ref, operation);
            case ExnRef ref -> rootedRef(store, ref, operation);
            case HostRef ref -> rootedRef(store, ref, operation);
            case StructRef ref -> rootedRef(store, ref, operation);
            case ArrayRef ref -> rootedRef(store, ref, operation);
        };
    }

    private static long rootedRef(Store<?> store, Rooted handle, String operation) {
        handle.checkUseIn(store, operation);
        return handle.ref();
    }

    private static AbsHeapType hierarchy(Val.RefVal value) {
        return switch (value) {
            case Val.Null(AbsHeapType top) -> top;
            case Func func -> AbsHeapType.FUNC;
            case ExternRef ref -> AbsHeapType.EXTERN;
            case ExnRef ref -> AbsHeapType.EXN;
            case AnyRef ref -> AbsHeapType.ANY;
        };
    }

    private static AbsHeapType top(HeapType type) {
        return switch (type) {
            case AbsHeapType abs -> abs.top();
            case DefType def -> def.expand().kind().top();
            case HeapType open -> throw new AssertionError("not a closed type: " + open);
        };
    }

    /** The values in slots. */
    static List<Val> fromSlots(Store<?> store, long[] slots, int at, List<ValType> types) {
        if (types.isEmpty()) {
            return List.of();
        }
        Val[] values = new Val[types.size()];
        int slot = at;
        for (int i = 0; i < values.length; i++) {
            ValType type = types.get(i);
            values[i] = fromSlot(store, type, slots, slot);
            slot += type.slots();
        }
        return List.of(values);
    }

    /** The value in a slot, or two. */
    static Val fromSlot(Store<?> store, ValType type, long[] slots, int at) {
        return switch (type) {
            case NumType num ->
                switch (num) {
                    case I32 -> new Val.I32((int) slots[at]);
                    case I64 -> new Val.I64(slots[at]);
                    case F32 -> new Val.F32((int) slots[at]);
                    case F64 -> new Val.F64(slots[at]);
                };
            case VecType vec -> new Val.V128(slots[at], slots[at + 1]);
            case RefType ref -> fromRef(store, slots[at], top(ref.heap()));
        };
    }

    /** The value that a reference is in a hierarchy. */
    static Val.RefVal fromRef(Store<?> store, long ref, AbsHeapType top) {
        if (ref == Ref.NULL) {
            return Val.nullRef(top);
        }
        return switch (top) {
            case FUNC -> new Func(store, store.state().func(ref));
            case EXTERN -> new ExternRef(store, ref);
            case EXN -> new ExnRef(store, ref);
            default -> anyRef(store, ref);
        };
    }

    /** The handle of a reference that is not null and of the any hierarchy. */
    static AnyRef anyRef(Store<?> store, long ref) {
        return switch (Ref.tag(ref)) {
            case Ref.I31 -> new I31Ref(Ref.i31Signed(ref));
            case Ref.HOST -> new HostRef(store, ref);
            default ->
                Casts.matches(store.state(), ref, AbsHeapType.ARRAY)
                        ? new ArrayRef(store, ref)
                        : new StructRef(store, ref);
        };
    }

    /** Gives slots the upper bits that raw slots have outside: an {@code i32} is sign-extended, an {@code f32} padded with zeroes. */
    static void extend(long[] slots, List<ValType> types) {
        int slot = 0;
        for (int i = 0; i < types.size(); i++) {
            ValType type = types.get(i);
            if (type == NumType.I32) {
                slots[slot] = (int) slots[slot];
            } else if (type == NumType.F32) {
                slots[slot] &= LOW_32;
            }
            slot += type.slots();
        }
    }

    /** What a field of this storage keeps of a slot. */
    static long pack(long slot, StorageType storage) {
        return switch (storage) {
            case PackedType packed -> slot & (packed == PackedType.I8 ? 0xFF : 0xFFFF);
            case ValType type -> slot;
        };
    }
}
