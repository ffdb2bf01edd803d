package org.ferrywasm.vm;

import java.util.List;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.FuncInst;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.syntax.VecType;

/**
 * A function whose parameters and results are numbers and vectors, called without making an object: arguments and results
 * are <em>raw slots</em>. It belongs to its Store's owner. The raw slot of an {@code i32} is the integer, of an {@code i64} the integer, of an {@code f32} or
 * {@code f64} its bits ({@link Float#floatToRawIntBits}, {@link Double#doubleToRawLongBits}); a {@code v128} takes two,
 * the low half first. An {@code i32} result is sign-extended, the upper bits of an {@code f32} result are zero; in arguments the upper
 * bits do not matter.
 *
 * {@snippet class="org.ferrywasm.examples.FuncExample" region="typed"}
 */
public final class TypedFunc extends Handle {
    private static final long LOW_32 = 0xFFFF_FFFFL;

    private enum Result {
        NONE,
        I32,
        F32,
        WHOLE,
        SEVERAL
    }

    private final FuncInst inst;
    private final int paramSlots;
    private final Result result;

    TypedFunc(Store<?> store, FuncInst inst) {
        super(store);
        FuncType type = inst.funcType();
        if (type.params().stream().anyMatch(ValType::isRef)
                || type.results().stream().anyMatch(ValType::isRef)) {
            throw new TypeMismatchException(
                    "a typed function has no references among its parameters and results: " + type);
        }
        this.inst = inst;
        this.paramSlots = inst.paramSlots();
        this.result = result(type.results());
    }

    private static Result result(List<ValType> results) {
        if (results.isEmpty()) {
            return Result.NONE;
        }
        ValType first = results.getFirst();
        if (results.size() > 1 || first == VecType.V128) {
            return Result.SEVERAL;
        }
        if (first == NumType.I32) {
            return Result.I32;
        }
        return first == NumType.F32 ? Result.F32 : Result.WHOLE;
    }

    /** Its parameters and results. */
    public FuncType type() {
        check("TypedFunc.type");
        return inst.funcType();
    }

    /**
     * Calls a function of no parameters.
     *
     * @return the raw slot of the result; 0 if there is none
     * @throws TypeMismatchException if it has parameters, or several results
     * @throws Trap if it traps
     * @throws WasmException if it throws an exception that no guest catches
     * @throws CannotSuspendException if it would have to wait for an asynchronous host function
     */
    public long call() {
        Execution execution = begin(0);
        try {
            return run(execution);
        } finally {
            store().calls().end(execution);
        }
    }

    /** Calls a function whose parameters take one raw slot; as {@link #call()} otherwise. */
    public long call(long first) {
        Execution execution = begin(1);
        try {
            execution.stack[0] = first;
            return run(execution);
        } finally {
            store().calls().end(execution);
        }
    }

    /** Calls a function whose parameters take two raw slots; as {@link #call()} otherwise. */
    public long call(long first, long second) {
        Execution execution = begin(2);
        try {
            long[] stack = execution.stack;
            stack[0] = first;
            stack[1] = second;
            return run(execution);
        } finally {
            store().calls().end(execution);
        }
    }

    /** Calls a function whose parameters take three raw slots; as {@link #call()} otherwise. */
    public long call(long first, long second, long third) {
        Execution execution = begin(3);
        try {
            long[] stack = execution.stack;
            stack[0] = first;
            stack[1] = second;
            stack[2] = third;
            return run(execution);
        } finally {
            store().calls().end(execution);
        }
    }

    /** Calls a function whose parameters take four raw slots; as {@link #call()} otherwise. */
    public long call(long first, long second, long third, long fourth) {
        Execution execution = begin(4);
        try {
            long[] stack = execution.stack;
            stack[0] = first;
            stack[1] = second;
            stack[2] = third;
            stack[3] = fourth;
            return run(execution);
        } finally {
            store().calls().end(execution);
        }
    }

    /**
     * Calls the function with the arguments that stand at the beginning of an array, and puts its results there.
     *
     * @param slots the raw slots; long enough for the arguments and for the results
     * @throws TypeMismatchException if it is too short
     * @throws Trap if it traps
     * @throws WasmException if it throws an exception that no guest catches
     * @throws CannotSuspendException if it would have to wait for an asynchronous host function
     */
    public void callSlots(long[] slots) {
        check("TypedFunc.callSlots");
        int needed = Math.max(paramSlots, inst.resultSlots());
        if (slots.length < needed) {
            throw new TypeMismatchException(
                    "TypedFunc.callSlots: " + slots.length + " slots where " + needed + " are needed");
        }
        Store<?> store = store();
        Execution execution = store.calls().begin();
        try {
            Func.reserve(execution, needed);
            System.arraycopy(slots, 0, execution.stack, 0, paramSlots);
            store.calls().run(execution, inst);
            System.arraycopy(execution.stack, 0, slots, 0, inst.resultSlots());
            Values.extend(slots, inst.funcType().results());
        } finally {
            store.calls().end(execution);
        }
    }

    private Execution begin(int slots) {
        check("TypedFunc.call");
        if (slots != paramSlots || result == Result.SEVERAL) {
            throw new TypeMismatchException(
                    "TypedFunc.call: %d slots for a function of type %s".formatted(slots, inst.funcType()));
        }
        return store().calls().begin();
    }

    private long run(Execution execution) {
        store().calls().run(execution, inst);
        return switch (result) {
            case NONE -> 0;
            case I32 -> (int) execution.stack[0];
            case F32 -> execution.stack[0] & LOW_32;
            case WHOLE -> execution.stack[0];
            case SEVERAL -> throw new AssertionError("refused before");
        };
    }
}
