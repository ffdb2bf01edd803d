package org.ferrywasm.engines.ferry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ferrywasm.contract.spi.Operation;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.ArrayType;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.FieldType;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.StructType;
import org.ferrywasm.syntax.TableType;
import org.ferrywasm.vm.ArrayRef;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Global;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StructRef;
import org.ferrywasm.vm.Table;
import org.ferrywasm.vm.Tag;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;

/** The operations of a Store that take types, each given one of some Engine. */
final class TypeDoors {
    private TypeDoors() {}

    static List<Operation> of(Store<@Nullable Object> store, Engine origin) {
        DefType struct = origin.defType(new StructType(List.of()));
        DefType array = origin.defType(new ArrayType(new FieldType(NumType.I32, true)));
        RefType ref = struct.refNull();
        FuncType func = new FuncType(List.of(ref), List.of());
        Val.Null none = Val.nullRef(AbsHeapType.ANY);
        List<Operation> doors = new ArrayList<>();
        add(doors, "Engine.defType(CompositeType)", () -> store.engine().defType(func));
        add(doors, "StructRef.create(Store, DefType, Val[])", () -> StructRef.create(store, struct));
        add(doors, "ArrayRef.create(Store, DefType, int, Val)", () -> ArrayRef.create(store, array, 1, Val.i32(0)));
        add(
                doors,
                "Table.create(Store, TableType, RefVal)",
                () -> Table.create(store, TableType.of(Limits.atLeast(1), ref), none));
        add(
                doors,
                "Global.create(Store, GlobalType, Val)",
                () -> Global.create(store, new GlobalType(ref, true), none));
        add(doors, "Tag.create(Store, ValType[])", () -> Tag.create(store, ref));
        add(
                doors,
                "HostFunction.of(FuncType, ValCode)",
                () -> Func.of(store, HostFunction.of(func, (caller, arguments) -> List.of())));
        add(
                doors,
                "HostFunction.async(FuncType, AsyncValCode)",
                () -> Func.of(
                        store,
                        HostFunction.async(func, (caller, arguments) -> CompletableFuture.completedFuture(List.of()))));
        add(
                doors,
                "Linker.func(String, String, FuncType, ValCode)",
                () -> new Linker<@Nullable Object>(store.engine())
                        .func("m", "f", func, (caller, arguments) -> List.of())
                        .get(store, "m", "f"));
        return doors;
    }

    private static void add(List<Operation> doors, String name, Operation.Attempt attempt) {
        doors.add(new Operation(name, false, true, attempt));
    }
}
