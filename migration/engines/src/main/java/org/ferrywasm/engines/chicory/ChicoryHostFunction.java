package org.ferrywasm.engines.chicory;

import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.ValType;
import java.util.List;
import org.ferrywasm.contract.spi.HostCode;
import org.ferrywasm.contract.spi.Signature;
import org.ferrywasm.contract.spi.ValueType;
import org.ferrywasm.engines.Unchecked;
import org.jspecify.annotations.Nullable;

/** Host code as Chicory calls it: with longs, and with the calling instance. */
record ChicoryHostFunction(List<ValType> parameters, HostCode code, HostObjects objects) implements WasmFunctionHandle {
    /** Host code as an import. */
    static HostFunction of(String module, String name, Signature signature, HostCode code, HostObjects objects) {
        List<ValType> parameters = types(signature.parameters());
        return new HostFunction(
                module,
                name,
                FunctionType.of(parameters, types(signature.results())),
                new ChicoryHostFunction(parameters, code, objects));
    }

    @Override
    public long[] apply(Instance caller, long... arguments) {
        ChicoryInstance instance = new ChicoryInstance(caller, objects);
        @Nullable Object[] read = ChicoryValues.read(parameters, arguments, instance);
        return ChicoryValues.of(Unchecked.call(() -> code.call(instance::export, read)));
    }

    private static List<ValType> types(List<ValueType> types) {
        return types.stream().map(ChicoryHostFunction::type).toList();
    }

    private static ValType type(ValueType type) {
        return switch (type) {
            case I32 -> ValType.I32;
            case I64 -> ValType.I64;
            case F32 -> ValType.F32;
            case F64 -> ValType.F64;
            case V128 -> ValType.V128;
            case FUNCREF -> ValType.FuncRef;
            case EXTERNREF -> ValType.ExternRef;
            case ANYREF -> ValType.AnyRef;
            case EXNREF -> ValType.ExnRef;
        };
    }
}
