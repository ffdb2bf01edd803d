package org.ferrywasm.vm;

import java.util.List;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.FuncInst;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.ExternType;
import org.ferrywasm.syntax.FuncExtern;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.ValType;
import org.jspecify.annotations.Nullable;

/**
 * A function of a Store: a guest's, or the host's own (specification, "Function Instances"). It is also a value, a reference
 * to itself. It belongs to its Store's owner. Two handles are equal if they are to the same function.
 *
 * {@snippet class="org.ferrywasm.examples.FuncExample" region="call"}
 *
 * <p>A function that is called often and takes numbers is better called through {@link #typed}.
 */
public final class Func extends Handle implements Extern, Val.RefVal {
    private final FuncInst inst;

    Func(Store<?> store, FuncInst inst) {
        super(store);
        this.inst = inst;
    }

    /**
     * A host function as a function of a Store; the same one whenever it is asked for.
     *
     * @throws WrongEngineException if its type has types of another Engine
     */
    public static <T extends @Nullable Object> Func of(Store<T> store, HostFunction<? super T> function) {
        store.enter("Func.of");
        return new Func(store, store.admission().func(function, "host"));
    }

    /** Its parameters and results. */
    public FuncType type() {
        check("Func.type");
        return inst.funcType();
    }

    /** Its type in canonical form. */
    public DefType defType() {
        check("Func.defType");
        return inst.type();
    }

    @Override
    public ExternType externType() {
        check("Func.externType");
        return new FuncExtern(inst.type());
    }

    /**
     * Calls it and waits for its end. Where the guest waits for a notification, the thread blocks; fuel that is used up is
     * a trap. What a host function throws passes through the guest's frames and is thrown here as the same object, whatever
     * it is (clause I-06).
     *
     * @param args a value for each parameter
     * @return a value for each result
     * @throws TypeMismatchException if the arguments are not those that the function asks for
     * @throws WrongStoreException if an argument belongs to another Store
     * @throws Trap if it traps
     * @throws WasmException if it throws an exception that no guest catches
     * @throws CannotSuspendException if it would have to wait for an asynchronous host function
     */
    public List<Val> call(Val... args) {
        Store<?> store = enter("Func.call");
        List<ValType> params = inst.funcType().params();
        Values.checkCount(args.length, params, "Func.call");
        Execution execution = store.calls().begin();
        try {
            reserve(execution, Math.max(inst.paramSlots(), inst.resultSlots()));
            Values.toStack(store, args, params, execution, "Func.call");
            store.calls().run(execution, inst);
            return Values.fromSlots(store, execution.stack, 0, inst.funcType().results());
        } catch (RuntimeException | Error e) {
            store.calls().fails(e);
            throw e;
        } finally {
            store.calls().end(execution);
        }
    }

    /**
     * Begins a call of it, which runs when it is resumed.
     *
     * @param args a value for each parameter
     * @throws TypeMismatchException if the arguments are not those that the function asks for
     * @throws WrongStoreException if an argument belongs to another Store
     */
    public Call begin(Val... args) {
        return Call.begin(enter("Func.begin"), inst, args);
    }

    /**
     * A quick way to call it, for a function without references among its parameters and results.
     *
     * @throws TypeMismatchException if there is one
     */
    public TypedFunc typed() {
        enter("Func.typed");
        return new TypedFunc(store(), inst);
    }

    /**
     * A quick way to call it, for a function that has exactly this type.
     *
     * @throws TypeMismatchException if it has another one, or takes or gives references
     */
    public TypedFunc typed(FuncType expected) {
        enter("Func.typed");
        if (!inst.funcType().equals(expected)) {
            throw new TypeMismatchException(
                    "Func.typed: the function's type is " + inst.funcType() + ", not " + expected);
        }
        return new TypedFunc(store(), inst);
    }

    FuncInst inst() {
        return inst;
    }

    /** Makes room for a call's arguments and results. */
    static void reserve(Execution execution, int slots) {
        try {
            execution.reserve(slots);
        } catch (TrapSignal e) {
            throw Traps.of(e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Func that && inst == that.inst;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(inst);
    }

    @Override
    public String toString() {
        return "Func " + inst.address() + " of Store " + store().id() + " " + inst.funcType();
    }
}
