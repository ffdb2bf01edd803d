package org.ferrywasm.engines.ferry;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.contract.spi.AsyncHostCode;
import org.ferrywasm.contract.spi.HostCode;
import org.ferrywasm.contract.spi.HostImport;
import org.ferrywasm.contract.spi.Signature;
import org.ferrywasm.contract.spi.TestedCaller;
import org.ferrywasm.contract.spi.TestedItem;
import org.ferrywasm.contract.spi.V128;
import org.ferrywasm.contract.spi.ValueType;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.syntax.VecType;
import org.ferrywasm.vm.Caller;
import org.ferrywasm.vm.Extern;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Global;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Memory;
import org.ferrywasm.vm.SharedMemory;
import org.ferrywasm.vm.Table;
import org.ferrywasm.vm.Tag;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;

/** Ferry's values, types and items as the kit's, and back. */
final class Items {
    private Items() {}

    static @Nullable Object[] values(List<Val> values) {
        return values.stream().map(Items::value).toArray();
    }

    static @Nullable Object value(Val value) {
        return switch (value) {
            case Val.I32 i32 -> i32.value();
            case Val.I64 i64 -> i64.value();
            case Val.F32 f32 -> Float.intBitsToFloat(f32.bits());
            case Val.F64 f64 -> Double.longBitsToDouble(f64.bits());
            case Val.V128 v128 -> new V128(v128.low(), v128.high());
            case Val.Null _ -> null;
            case Func func -> new FerryFunction(func);
            case Val.RefVal other -> new FerryReference(other);
        };
    }

    static Val[] vals(@Nullable Object[] values, List<ValType> types) {
        Val[] vals = new Val[values.length];
        for (int i = 0; i < vals.length; i++) {
            // too many values are Ferry's to refuse, and so are values of another type
            vals[i] = val(values[i], i < types.size() ? types.get(i) : NumType.I32);
        }
        return vals;
    }

    static Val val(@Nullable Object value, ValType type) {
        return switch (value) {
            case null -> type instanceof RefType ref ? ref(null, ref) : Val.nullRef(AbsHeapType.EXTERN);
            case Integer i32 -> Val.i32(i32);
            case Long i64 -> Val.i64(i64);
            case Float f32 -> Val.f32(f32);
            case Double f64 -> Val.f64(f64);
            case V128 v128 -> Val.v128(v128.low(), v128.high());
            case FerryFunction function -> function.func();
            case FerryReference reference -> as(type, reference.ref());
            default -> throw new IllegalArgumentException("not a value of the kit: " + value.getClass());
        };
    }

    /** The kit has one kind of host reference; where any is asked for, it is the host's that goes in. */
    private static Val.RefVal as(ValType type, Val.RefVal ref) {
        boolean wantsAny = type instanceof RefType asked && asked.heap() == AbsHeapType.ANY;
        return wantsAny && ref instanceof ExternRef extern ? extern.toAny() : ref;
    }

    static Val.RefVal ref(@Nullable Object value, RefType type) {
        if (value == null) {
            return Val.nullRef(type.heap() instanceof AbsHeapType heap ? heap.top() : AbsHeapType.FUNC);
        }
        return (Val.RefVal) val(value, type);
    }

    static TestedItem item(Extern item) {
        return switch (item) {
            case Func func -> new FerryFunction(func);
            case Memory memory -> new FerryMemory(memory);
            case SharedMemory memory -> new FerrySharedMemory(memory);
            case Table table -> new FerryTable(table);
            case Global global -> new FerryGlobal(global);
            case Tag tag -> new FerryTag(tag);
        };
    }

    static Extern extern(TestedItem item) {
        return switch (item) {
            case FerryFunction function -> function.func();
            case FerryMemory memory -> memory.memory();
            case FerrySharedMemory memory -> memory.memory();
            case FerryTable table -> table.table();
            case FerryGlobal global -> global.global();
            case FerryTag tag -> tag.tag();
            default -> throw new IllegalArgumentException("not an item of Ferry: " + item.getClass());
        };
    }

    static FuncType type(Signature signature) {
        return FuncType.of(
                signature.parameters().stream().map(Items::type).toList(),
                signature.results().stream().map(Items::type).toList());
    }

    private static ValType type(ValueType type) {
        return switch (type) {
            case I32 -> NumType.I32;
            case I64 -> NumType.I64;
            case F32 -> NumType.F32;
            case F64 -> NumType.F64;
            case V128 -> VecType.V128;
            case FUNCREF -> RefType.FUNCREF;
            case EXTERNREF -> RefType.EXTERNREF;
            case ANYREF -> RefType.ANYREF;
            case EXNREF -> RefType.EXNREF;
        };
    }

    /** A host function whose code captures the kit's code and a type, and nothing else: that is what is judged. */
    static HostFunction<@Nullable Object> function(Signature signature, HostCode code) {
        FuncType type = type(signature);
        return HostFunction.of(
                type,
                (caller, arguments) -> List.of(vals(code.call(caller(caller), values(arguments)), type.results())));
    }

    /** The engine gets the future that the kit's code gives, and no other, since it judges that one. */
    static HostFunction<@Nullable Object> function(HostImport.AsyncFunction function) {
        AsyncHostCode code = function.code();
        return function.parameter() == ValueType.EXTERNREF
                ? HostFunction.<@Nullable Object, ExternRef, Integer>async(
                        Integer.class,
                        ExternRef.class,
                        (caller, argument) -> code.call(caller(caller), new FerryReference(argument)))
                : HostFunction.<@Nullable Object, Integer, Integer>async(
                        Integer.class, Integer.class, (caller, argument) -> code.call(caller(caller), argument));
    }

    private static TestedCaller caller(Caller<?> caller) {
        return name -> item(caller.getExport(name).orElseThrow());
    }

    /** Ferry's own handles of some of the kit's objects. */
    static Object[] handles(Object... tested) {
        List<Object> handles = new ArrayList<>();
        for (Object object : tested) {
            handles.add(handle(object));
        }
        return handles.toArray();
    }

    static Object handle(Object tested) {
        return switch (tested) {
            case FerryStore store -> store.store();
            case FerryInstance instance -> instance.instance();
            case FerryReference reference -> reference.ref();
            case FerryCall call -> call.call();
            case TestedItem item -> extern(item);
            default -> throw new IllegalArgumentException("not a handle of Ferry: " + tested.getClass());
        };
    }
}
