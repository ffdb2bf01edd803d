package org.ferrywasm.vm;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.ValType;
import org.jspecify.annotations.Nullable;

/**
 * A function of the host that guests can call: a type and what it does. It belongs to no Store, so that one object serves
 * all; shared by threads if its code can be. It runs on the thread that owns the calling Store.
 *
 * <p>The forms, from the easiest to the quickest to call:
 *
 * <table>
 * <caption>Forms of host functions</caption>
 * <tr><th>made by</th><th>what the code gets and gives</th></tr>
 * <tr><td>{@link #of(Class, Class, Code1)} and its kin</td><td>Java values by class: {@code Integer}, {@code Long},
 *     {@code Float}, {@code Double}, {@link Val.V128}, {@link Func}, {@link ExternRef}, {@link AnyRef}, {@link ExnRef}; null
 *     is the null reference; {@code Void} is no result</td></tr>
 * <tr><td>{@link #of(FuncType, ValCode)}</td><td>lists of {@link Val}</td></tr>
 * <tr><td>{@link #raw}</td><td>raw slots as in {@link TypedFunc}; numbers and vectors alone</td></tr>
 * <tr><td>{@link #async(FuncType, AsyncValCode)} and its kin</td><td>as the first two, but a {@link CompletionStage} of the result:
 *     until it is complete, the guest is suspended and no thread waits</td></tr>
 * </table>
 *
 * <p>Whatever the code throws passes through the guest's frames and arrives at the caller as the same object; guests catch a
 * {@link WasmException} alone (clause I-06).
 *
 * {@snippet class="org.ferrywasm.examples.ExceptionExample" region="host-exception"}
 *
 * {@snippet class="org.ferrywasm.examples.HostFunctionExample" region="forms"}
 *
 * @param <T> what the data of calling Stores must be
 */
public final class HostFunction<T extends @Nullable Object> {
    private final FuncType type;
    private final Object userCode;
    private final SlotCode<T> code;
    private final @Nullable AsyncCode<T> async;

    private HostFunction(FuncType type, Object userCode, SlotCode<T> code) {
        this(type, userCode, code, null);
    }

    private HostFunction(FuncType type, Object userCode, SlotCode<T> code, @Nullable AsyncCode<T> async) {
        this.type = type;
        this.userCode = userCode;
        this.code = code;
        this.async = async;
    }

    private static <T extends @Nullable Object> HostFunction<T> async(
            FuncType type, Object userCode, AsyncCode<T> code) {
        return new HostFunction<>(
                type,
                userCode,
                (caller, slots) -> {
                    throw new AssertionError("an asynchronous host function is called as one");
                },
                code);
    }

    /** A host function that gets and gives values. */
    public static <T extends @Nullable Object> HostFunction<T> of(FuncType type, ValCode<T> code) {
        return new HostFunction<>(type, code, (caller, slots) -> {
            Store<T> store = caller.storeUnchecked();
            List<Val> args = Values.fromSlots(store, slots, 0, type.params());
            List<Val> results = code.call(caller, args);
            Val[] values = results.toArray(new Val[0]);
            long[] resultSlots = Values.toSlots(store, values, type.results(), "results of a host function");
            System.arraycopy(resultSlots, 0, slots, 0, resultSlots.length);
        });
    }

    /**
     * A host function that gets its arguments as raw slots at the beginning of an array, and leaves its results there.
     *
     * @throws TypeMismatchException if the type has references
     */
    public static <T extends @Nullable Object> HostFunction<T> raw(FuncType type, RawCode<T> code) {
        if (type.params().stream().anyMatch(ValType::isRef)
                || type.results().stream().anyMatch(ValType::isRef)) {
            throw new TypeMismatchException("a raw host function has no references in its type: " + type);
        }
        return new HostFunction<>(type, code, (caller, slots) -> {
            Values.extend(slots, type.params());
            code.call(caller, slots);
        });
    }

    /**
     * A host function of no parameters.
     *
     * @throws TypeMismatchException if the class carries no value type
     */
    public static <T extends @Nullable Object, R extends @Nullable Object> HostFunction<T> of(
            Class<R> result, Code0<T, R> code) {
        return typed(code, result, List.of(), (caller, args) -> code.call(caller));
    }

    /** A host function of one parameter; as {@link #of(Class, Code0)} otherwise. */
    @SuppressWarnings("unchecked")
    public static <T extends @Nullable Object, A, R extends @Nullable Object> HostFunction<T> of(
            Class<R> result, Class<A> first, Code1<T, A, R> code) {
        return typed(code, result, List.of(first), (caller, args) -> code.call(caller, (A) args[0]));
    }

    /** A host function of two parameters; as {@link #of(Class, Code0)} otherwise. */
    @SuppressWarnings("unchecked")
    public static <T extends @Nullable Object, A, B, R extends @Nullable Object> HostFunction<T> of(
            Class<R> result, Class<A> first, Class<B> second, Code2<T, A, B, R> code) {
        return typed(
                code, result, List.of(first, second), (caller, args) -> code.call(caller, (A) args[0], (B) args[1]));
    }

    /** A host function of three parameters; as {@link #of(Class, Code0)} otherwise. */
    @SuppressWarnings("unchecked")
    public static <T extends @Nullable Object, A, B, C, R extends @Nullable Object> HostFunction<T> of(
            Class<R> result, Class<A> first, Class<B> second, Class<C> third, Code3<T, A, B, C, R> code) {
        return typed(
                code,
                result,
                List.of(first, second, third),
                (caller, args) -> code.call(caller, (A) args[0], (B) args[1], (C) args[2]));
    }

    /** A host function of four parameters; as {@link #of(Class, Code0)} otherwise. */
    @SuppressWarnings("unchecked")
    public static <T extends @Nullable Object, A, B, C, D, R extends @Nullable Object> HostFunction<T> of(
            Class<R> result,
            Class<A> first,
            Class<B> second,
            Class<C> third,
            Class<D> fourth,
            Code4<T, A, B, C, D, R> code) {
        return typed(
                code,
                result,
                List.of(first, second, third, fourth),
                (caller, args) -> code.call(caller, (A) args[0], (B) args[1], (C) args[2], (D) args[3]));
    }

    private static <T extends @Nullable Object> HostFunction<T> typed(
            Object userCode, Class<?> result, List<Class<?>> params, ObjectCode<T> code) {
        Signature signature = Signature.of(result, params);
        return new HostFunction<>(signature.type(), userCode, (caller, slots) -> {
            Object value = code.call(caller, signature.arguments(caller.storeUnchecked(), slots));
            signature.result(caller.storeUnchecked(), value, slots);
        });
    }

    private static <T extends @Nullable Object> HostFunction<T> asyncTyped(
            Object userCode, Class<?> result, List<Class<?>> params, ObjectCode<T> code) {
        Signature signature = Signature.of(result, params);
        return async(signature.type(), userCode, new AsyncCode<T>() {
            @Override
            public CompletionStage<?> call(Caller<T> caller, long[] slots) throws Throwable {
                return stage(code.call(caller, signature.arguments(caller.storeUnchecked(), slots)));
            }

            @Override
            public void take(Store<T> store, @Nullable Object answer, long[] slots) {
                signature.result(store, answer, slots);
            }
        });
    }

    private static CompletionStage<?> stage(@Nullable Object value) {
        if (value instanceof CompletionStage<?> stage) {
            return stage;
        }
        throw new TypeMismatchException("an asynchronous host function gave "
                + (value == null ? "null" : "a " + value.getClass().getName())
                + " where a CompletionStage is asked for");
    }

    /**
     * An asynchronous host function that gets values and gives a stage of values. Its code runs on the Store's owner; the
     * stage may be completed by any thread, with a value for each result, or with an exception, which then reaches the call
     * as if the code had thrown it. The {@link Caller} is valid until the code returns, not until the stage is complete.
     *
     * {@snippet class="org.ferrywasm.examples.HostFunctionExample" region="async"}
     */
    public static <T extends @Nullable Object> HostFunction<T> async(FuncType type, AsyncValCode<T> code) {
        return async(type, code, new AsyncCode<T>() {
            @Override
            public CompletionStage<?> call(Caller<T> caller, long[] slots) throws Throwable {
                return stage(code.call(caller, Values.fromSlots(caller.storeUnchecked(), slots, 0, type.params())));
            }

            @Override
            public void take(Store<T> store, @Nullable Object answer, long[] slots) {
                if (!(answer instanceof Object[] results)) {
                    throw new TypeMismatchException(
                            "results of a host function: " + answer + " where a list of values is asked for");
                }
                Val[] values = Arrays.stream(results).map(Val.class::cast).toArray(Val[]::new);
                long[] resultSlots = Values.toSlots(store, values, type.results(), "results of a host function");
                System.arraycopy(resultSlots, 0, slots, 0, resultSlots.length);
            }
        });
    }

    /**
     * An asynchronous host function of no parameters; as {@link #async(FuncType, AsyncValCode)} otherwise.
     *
     * @throws TypeMismatchException if the class carries no value type
     */
    public static <T extends @Nullable Object, R extends @Nullable Object> HostFunction<T> async(
            Class<R> result, Code0<T, CompletionStage<R>> code) {
        return asyncTyped(code, result, List.of(), (caller, args) -> code.call(caller));
    }

    /** An asynchronous host function of one parameter; as {@link #async(Class, Code0)} otherwise. */
    @SuppressWarnings("unchecked")
    public static <T extends @Nullable Object, A, R extends @Nullable Object> HostFunction<T> async(
            Class<R> result, Class<A> first, Code1<T, A, CompletionStage<R>> code) {
        return asyncTyped(code, result, List.of(first), (caller, args) -> code.call(caller, (A) args[0]));
    }

    /** An asynchronous host function of two parameters; as {@link #async(Class, Code0)} otherwise. */
    @SuppressWarnings("unchecked")
    public static <T extends @Nullable Object, A, B, R extends @Nullable Object> HostFunction<T> async(
            Class<R> result, Class<A> first, Class<B> second, Code2<T, A, B, CompletionStage<R>> code) {
        return asyncTyped(
                code, result, List.of(first, second), (caller, args) -> code.call(caller, (A) args[0], (B) args[1]));
    }

    /** An asynchronous host function of three parameters; as {@link #async(Class, Code0)} otherwise. */
    @SuppressWarnings("unchecked")
    public static <T extends @Nullable Object, A, B, C, R extends @Nullable Object> HostFunction<T> async(
            Class<R> result,
            Class<A> first,
            Class<B> second,
            Class<C> third,
            Code3<T, A, B, C, CompletionStage<R>> code) {
        return asyncTyped(
                code,
                result,
                List.of(first, second, third),
                (caller, args) -> code.call(caller, (A) args[0], (B) args[1], (C) args[2]));
    }

    /** An asynchronous host function of four parameters; as {@link #async(Class, Code0)} otherwise. */
    @SuppressWarnings("unchecked")
    public static <T extends @Nullable Object, A, B, C, D, R extends @Nullable Object> HostFunction<T> async(
            Class<R> result,
            Class<A> first,
            Class<B> second,
            Class<C> third,
            Class<D> fourth,
            Code4<T, A, B, C, D, CompletionStage<R>> code) {
        return asyncTyped(
                code,
                result,
                List.of(first, second, third, fourth),
                (caller, args) -> code.call(caller, (A) args[0], (B) args[1], (C) args[2], (D) args[3]));
    }

    /** Its parameters and results. */
    public FuncType type() {
        return type;
    }

    /** What the embedder gave to be called: what must be Sendable. */
    Object userCode() {
        return userCode;
    }

    SlotCode<T> code() {
        return code;
    }

    @Nullable
    AsyncCode<T> asyncCode() {
        return async;
    }

    /** What every form comes down to: arguments at the beginning of the array, results left there. */
    @FunctionalInterface
    interface SlotCode<T extends @Nullable Object> {
        void call(Caller<T> caller, long[] slots) throws Throwable;
    }

    /** What the asynchronous forms come down to. */
    interface AsyncCode<T extends @Nullable Object> {
        /**
         * Runs: arguments stand at the beginning of the array.
         *
         * @throws Throwable whatever is to reach the host that made the call, as the same object
         */
        CompletionStage<?> call(Caller<T> caller, long[] slots) throws Throwable;

        /** Puts what the stage gave at the beginning of an array; of a list it gets the elements. */
        void take(Store<T> store, @Nullable Object answer, long[] slots);
    }

    @FunctionalInterface
    private interface ObjectCode<T extends @Nullable Object> {
        @Nullable
        Object call(Caller<T> caller, @Nullable Object[] args) throws Throwable;
    }

    /** Code that gets and gives values. */
    @FunctionalInterface
    public interface ValCode<T extends @Nullable Object> {
        /**
         * Runs; gives a value for each result.
         *
         * @throws Throwable whatever is to reach the host that made the call, as the same object
         */
        List<Val> call(Caller<T> caller, List<Val> args) throws Throwable;
    }

    /** Code that gets values and gives a stage of values. */
    @FunctionalInterface
    public interface AsyncValCode<T extends @Nullable Object> {
        /**
         * Runs; gives a stage that completes with a value for each result.
         *
         * @throws Throwable whatever is to reach the host that made the call, as the same object
         */
        CompletionStage<List<Val>> call(Caller<T> caller, List<Val> args) throws Throwable;
    }

    /** Code that works on raw slots. */
    @FunctionalInterface
    public interface RawCode<T extends @Nullable Object> {
        /**
         * Runs: arguments stand at the beginning of the array, results are left there.
         *
         * @throws Throwable whatever is to reach the host that made the call, as the same object
         */
        void call(Caller<T> caller, long[] slots) throws Throwable;
    }

    /** Code of no parameters. */
    @FunctionalInterface
    public interface Code0<T extends @Nullable Object, R extends @Nullable Object> {
        /**
         * Runs.
         *
         * @throws Throwable whatever is to reach the host that made the call, as the same object
         */
        R call(Caller<T> caller) throws Throwable;
    }

    /** Code of one parameter. */
    @FunctionalInterface
    public interface Code1<T extends @Nullable Object, A, R extends @Nullable Object> {
        /**
         * Runs.
         *
         * @throws Throwable whatever is to reach the host that made the call, as the same object
         */
        R call(Caller<T> caller, A first) throws Throwable;
    }

    /** Code of two parameters. */
    @FunctionalInterface
    public interface Code2<T extends @Nullable Object, A, B, R extends @Nullable Object> {
        /**
         * Runs.
         *
         * @throws Throwable whatever is to reach the host that made the call, as the same object
         */
        R call(Caller<T> caller, A first, B second) throws Throwable;
    }

    /** Code of three parameters. */
    @FunctionalInterface
    public interface Code3<T extends @Nullable Object, A, B, C, R extends @Nullable Object> {
        /**
         * Runs.
         *
         * @throws Throwable whatever is to reach the host that made the call, as the same object
         */
        R call(Caller<T> caller, A first, B second, C third) throws Throwable;
    }

    /** Code of four parameters. */
    @FunctionalInterface
    public interface Code4<T extends @Nullable Object, A, B, C, D, R extends @Nullable Object> {
        /**
         * Runs.
         *
         * @throws Throwable whatever is to reach the host that made the call, as the same object
         */
        R call(Caller<T> caller, A first, B second, C third, D fourth) throws Throwable;
    }
}
