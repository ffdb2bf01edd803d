package org.ferrywasm.cli.script;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.TableType;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.vm.Extern;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Global;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Memory;
import org.ferrywasm.vm.SharedMemory;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Table;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;

/** The host module {@code spectest}, which scripts import. Its functions take what they are given and print nothing. */
final class Spectest {
    static final String NAME = "spectest";

    private static final int INTEGER = 666;
    private static final double FLOAT = 666.6;

    private Spectest() {}

    /** {@return the module's exports, new ones of a Store} */
    static Map<String, Extern> exports(Store<@Nullable Void> store) {
        Map<String, Extern> exports = new LinkedHashMap<>();
        exports.put("print", print(store));
        exports.put("print_i32", print(store, NumType.I32));
        exports.put("print_i64", print(store, NumType.I64));
        exports.put("print_f32", print(store, NumType.F32));
        exports.put("print_f64", print(store, NumType.F64));
        exports.put("print_i32_f32", print(store, NumType.I32, NumType.F32));
        exports.put("print_f64_f64", print(store, NumType.F64, NumType.F64));
        exports.put("global_i32", global(store, NumType.I32, Val.i32(INTEGER)));
        exports.put("global_i64", global(store, NumType.I64, Val.i64(INTEGER)));
        exports.put("global_f32", global(store, NumType.F32, Val.f32((float) FLOAT)));
        exports.put("global_f64", global(store, NumType.F64, Val.f64(FLOAT)));
        exports.put("table", table(store, AddressType.I32));
        exports.put("table64", table(store, AddressType.I64));
        exports.put("memory", Memory.create(store, memType(false)));
        exports.put("shared_memory", SharedMemory.create(memType(true)));
        return exports;
    }

    private static Func print(Store<@Nullable Void> store, ValType... params) {
        FuncType type = FuncType.of(List.of(params), List.of());
        return Func.of(store, HostFunction.<@Nullable Void>raw(type, (caller, slots) -> {}));
    }

    private static Global global(Store<@Nullable Void> store, NumType type, Val value) {
        return Global.create(store, new GlobalType(type, false), value);
    }

    private static Table table(Store<@Nullable Void> store, AddressType addressType) {
        TableType type = new TableType(addressType, Limits.between(10, 20), RefType.FUNCREF);
        return Table.create(store, type, Val.nullRef(AbsHeapType.FUNC));
    }

    private static MemType memType(boolean shared) {
        return new MemType(AddressType.I32, Limits.between(1, 2), shared, MemType.DEFAULT_PAGE_SIZE_LOG2);
    }
}
