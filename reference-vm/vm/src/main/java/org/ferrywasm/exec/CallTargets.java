package org.ferrywasm.exec;

import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.FuncInst;
import org.ferrywasm.runtime.ModuleInst;
import org.ferrywasm.runtime.Ref;
import org.ferrywasm.runtime.TableInst;
import org.ferrywasm.runtime.TrapKind;
import org.ferrywasm.runtime.TrapSignal;

/** Which function an indirect call calls (specification, "Control Instructions", {@code call_indirect} and {@code call_ref}). */
final class CallTargets {
    private static final long LOW = 0xFFFF_FFFFL;

    private CallTargets() {}

    /** The function that a table's element refers to, checked against the expected type. */
    static FuncInst indirect(Execution x, ModuleInst module, int tableIndex, long operand, int typeIndex) {
        TableInst table = module.tables[tableIndex];
        long index = table.isTable64() ? operand : operand & LOW;
        if (Long.compareUnsigned(index, table.size()) >= 0) {
            throw TrapSignal.onElement(TrapKind.UNDEFINED_ELEMENT, index);
        }
        long ref = table.elements[(int) index];
        if (ref == Ref.NULL) {
            throw TrapSignal.onElement(TrapKind.UNINITIALIZED_ELEMENT, index);
        }
        FuncInst func = x.store.func(ref);
        if (!func.type().isSubtypeOf(module.types[typeIndex])) {
            throw new TrapSignal(TrapKind.INDIRECT_CALL_TYPE_MISMATCH);
        }
        return func;
    }

    /** The function that a reference refers to. */
    static FuncInst byRef(Execution x, long ref) {
        if (ref == Ref.NULL) {
            throw new TrapSignal(TrapKind.NULL_FUNCTION_REFERENCE);
        }
        return x.store.func(ref);
    }
}
