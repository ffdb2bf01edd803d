package org.ferrywasm.engines.endive;

import java.util.List;
import org.ferrywasm.contract.spi.HostCode;
import org.ferrywasm.contract.spi.Signature;
import org.ferrywasm.contract.spi.ValueType;
import org.ferrywasm.engines.Unchecked;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.CallResult;
import run.endive.runtime.HostFunction;
import run.endive.runtime.Instance;
import run.endive.runtime.WasmFunctionHandle;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.ValType;

/** Host code as Endive calls it: with numbers and objects apart, and with the calling instance. */
record EndiveHostFunction(List<ValType> parameters, HostCode code) implements WasmFunctionHandle {
    /** Host code as an import. */
    static HostFunction of(String module, String name, Signature signature, HostCode code) {
        List<ValType> parameters = types(signature.parameters());
        return new HostFunction(
                module,
                name,
                FunctionType.of(parameters, types(signature.results())),
                new EndiveHostFunction(parameters, code));
    }

    @Override
    public long[] apply(Instance caller, long... arguments) {
        return run(caller, CallResult.of(arguments, null)).longs();
    }

    @Override
    public CallResult applyWithRefs(Instance caller, long[] arguments, Object[] objects) {
        EndiveValues results = run(caller, CallResult.of(arguments, objects));
        return CallResult.of(results.longs(), results.objects());
    }

    private EndiveValues run(Instance caller, CallResult arguments) {
        @Nullable Object[] read = EndiveValues.read(parameters, arguments, caller);
        EndiveInstance instance = new EndiveInstance(caller);
        return EndiveValues.of(Unchecked.call(() -> code.call(instance::export, read)));
    }

    private static List<ValType> types(List<ValueType> types) {
        return types.stream().map(EndiveHostFunction::type).toList();
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
