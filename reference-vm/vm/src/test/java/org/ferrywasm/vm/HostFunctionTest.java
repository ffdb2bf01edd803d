package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.VecType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostFunctionTest {
    private final Engine engine = new Engine();
    private final Store<@Nullable Void> store = Store.of(engine);

    /** An instance whose function "f" has the type and calls the host function "host" "f" with its own arguments. */
    private Func throughGuest(HostFunction<@Nullable Void> function, String signature, int params) {
        StringBuilder args = new StringBuilder();
        for (int i = 0; i < params; i++) {
            args.append("(local.get ").append(i).append(") ");
        }
        String text = "(module (import \"host\" \"f\" (func $f %s)) (func (export \"f\") %s (call $f %s)))"
                .formatted(signature, signature, args);
        return new Linker<@Nullable Void>(engine)
                .func("host", "f", function)
                .instantiate(store, Module.fromText(engine, text))
                .getFunc("f");
    }

    @Test
    void typedFormsCarryEveryNumberType() {
        Func func = throughGuest(
                HostFunction.of(
                        Double.class,
                        Integer.class,
                        Long.class,
                        Float.class,
                        Double.class,
                        (caller, a, b, c, d) -> a + b + c + d),
                "(param i32 i64 f32 f64) (result f64)",
                4);

        assertThat(func.call(Val.i32(-1), Val.i64(10), Val.f32(0.5f), Val.f64(0.25)))
                .containsExactly(Val.f64(9.75));
    }

    @Test
    void typedFormsComeInEveryArity() {
        assertThat(throughGuest(HostFunction.of(Integer.class, caller -> 1), "(result i32)", 0)
                        .call())
                .containsExactly(Val.i32(1));
        assertThat(throughGuest(
                                HostFunction.of(Integer.class, Integer.class, (caller, a) -> a + 1),
                                "(param i32) (result i32)",
                                1)
                        .call(Val.i32(1)))
                .containsExactly(Val.i32(2));
        assertThat(throughGuest(
                                HostFunction.of(Long.class, Long.class, Integer.class, (caller, a, b) -> a - b),
                                "(param i64 i32) (result i64)",
                                2)
                        .call(Val.i64(5), Val.i32(7)))
                .containsExactly(Val.i64(-2));
        assertThat(throughGuest(
                                HostFunction.of(
                                        Float.class,
                                        Float.class,
                                        Float.class,
                                        Float.class,
                                        (caller, a, b, c) -> a * b - c),
                                "(param f32 f32 f32) (result f32)",
                                3)
                        .call(Val.f32(2), Val.f32(3), Val.f32(1)))
                .containsExactly(Val.f32(5));
    }

    @Test
    void typedFormsCarryReferencesAndNull() {
        Func func = throughGuest(
                HostFunction.of(
                        ExternRef.class,
                        ExternRef.class,
                        (caller, ref) -> ref == null ? ExternRef.of(caller.store(), "made") : null),
                "(param externref) (result externref)",
                1);

        ExternRef made = (ExternRef) func.call(Val.nullRef(AbsHeapType.EXTERN)).getFirst();

        assertThat(made.value()).isEqualTo("made");
        assertThat(func.call(made)).containsExactly(Val.nullRef(AbsHeapType.EXTERN));
    }

    @Test
    void typedFormsCarryFunctionsAndAggregates() {
        HostFunction<@Nullable Void> apply = HostFunction.of(
                Integer.class,
                Func.class,
                AnyRef.class,
                (caller, func, any) -> func.call().getFirst().asInt() + ((I31Ref) any).value());
        Instance guest = new Linker<@Nullable Void>(engine)
                .func("host", "apply", apply)
                .instantiate(store, Module.fromText(engine, """
                    (module (import "host" "apply" (func $apply (param funcref anyref) (result i32)))
                      (func $forty (export "forty") (result i32) (i32.const 40))
                      (func (export "f") (result i32)
                        (call $apply (ref.func $forty) (ref.i31 (i32.const 2)))))
                    """));

        assertThat(guest.getFunc("f").call()).containsExactly(Val.i32(42));
    }

    @Test
    void valueFormsGetAndGiveLists() {
        FuncType type = FuncType.of(List.of(NumType.I32, VecType.V128), List.of(VecType.V128, NumType.I32));
        Func func = throughGuest(
                HostFunction.of(type, (caller, args) -> args.reversed()), "(param i32 v128) (result v128 i32)", 2);

        assertThat(func.call(Val.i32(1), Val.v128(2, 3))).containsExactly(Val.v128(2, 3), Val.i32(1));
    }

    @Test
    void rawFormsWorkOnSlots() {
        FuncType type = FuncType.of(List.of(NumType.I32, NumType.F64), List.of(NumType.F64, NumType.I32));
        List<Long> seen = new ArrayList<>();
        Func func = throughGuest(
                HostFunction.raw(type, (caller, slots) -> {
                    seen.add(slots[0]);
                    slots[0] = slots[1];
                    slots[1] = 7;
                }),
                "(param i32 f64) (result f64 i32)",
                2);

        assertThat(func.call(Val.i32(-5), Val.f64(2.5))).containsExactly(Val.f64(2.5), Val.i32(7));
        assertThat(seen).containsExactly(-5L);
    }

    @Test
    void rawFormsRefuseReferences() {
        FuncType type = FuncType.of(List.of(RefType.EXTERNREF), List.of());

        assertThatThrownBy(() -> HostFunction.raw(type, (caller, slots) -> {}))
                .isInstanceOf(TypeMismatchException.class)
                .hasMessageContaining("no references");
    }

    @Test
    void resultsOfTheWrongTypeAreRefused() {
        FuncType type = FuncType.of(List.of(), List.of(NumType.I32));

        assertThatThrownBy(() -> throughGuest(
                                HostFunction.of(type, (caller, args) -> List.of(Val.i64(1))), "(result i32)", 0)
                        .call())
                .isInstanceOf(TypeMismatchException.class)
                .hasMessageStartingWith("results of a host function: I64[value=1] where");
        assertThatThrownBy(() -> throughGuest(HostFunction.of(type, (caller, args) -> List.of()), "(result i32)", 0)
                        .call())
                .isInstanceOf(TypeMismatchException.class)
                .hasMessageStartingWith("results of a host function: 0 values where 1");
    }

    @Test
    void nullIsNoNumber() {
        assertThatThrownBy(() -> throughGuest(HostFunction.of(Integer.class, caller -> null), "(result i32)", 0)
                        .call())
                .isInstanceOf(TypeMismatchException.class)
                .hasMessage("a host function gave null where an i32 is asked for");
    }

    @Test
    void classesThatCarryNothingAreRefused() {
        assertThatThrownBy(() -> HostFunction.of(String.class, caller -> "text"))
                .isInstanceOf(TypeMismatchException.class)
                .hasMessage("no value type is carried by java.lang.String");
    }

    @Test
    void exceptionsPassThroughTheGuestAsTheSameObject() {
        IOException thrown = new IOException("checked");
        Func func = throughGuest(
                HostFunction.of(Void.class, caller -> {
                    throw thrown;
                }),
                "",
                0);

        assertThatThrownBy(func::call).isSameAs(thrown);
        assertThatThrownBy(func::call).isSameAs(thrown);
    }

    @Test
    void errorsPassThroughToo() {
        AssertionError thrown = new AssertionError("error");
        Func func = throughGuest(
                HostFunction.of(Void.class, caller -> {
                    throw thrown;
                }),
                "",
                0);

        assertThatThrownBy(func::call).isSameAs(thrown);
    }

    @Test
    void theHostCallsBackIntoTheGuest() {
        Instance guest = new Linker<@Nullable Void>(engine)
                .func("host", "down", HostFunction.of(Integer.class, Integer.class, (caller, n) -> {
                    Func down = (Func) caller.getExport("down").orElseThrow();
                    return n == 0 ? 0 : 1 + down.call(Val.i32(n - 1)).getFirst().asInt();
                }))
                .instantiate(store, Module.fromText(engine, """
                    (module (import "host" "down" (func $down (param i32) (result i32)))
                      (func (export "down") (param i32) (result i32) (call $down (local.get 0))))
                    """));

        assertThat(guest.getFunc("down").call(Val.i32(199))).containsExactly(Val.i32(199));
        assertThatThrownBy(() -> guest.getFunc("down").call(Val.i32(200)))
                .isInstanceOfSatisfying(
                        Trap.class, trap -> assertThat(trap.reason()).isEqualTo(TrapReason.CALL_STACK_EXHAUSTED))
                .hasMessage("call stack exhausted: 200 calls nested through host functions");
        assertThat(guest.getFunc("down").call(Val.i32(10))).containsExactly(Val.i32(10));
    }

    /** Clause A-16. */
    @Test
    void aThreadWithRoomCallsBackAThousandDeep() throws InterruptedException {
        List<Val> results = new ArrayList<>();
        Runnable deep = () -> {
            StoreLimits limits = StoreLimits.DEFAULT.withNestedCalls(1_001);
            Store<String> deepStore = new Store<>(engine, "", limits);
            Func[] self = new Func[1];
            self[0] = Func.of(
                    deepStore,
                    HostFunction.<String, Integer, Integer>of(
                            Integer.class,
                            Integer.class,
                            (caller, n) -> n == 0
                                    ? 0
                                    : 1
                                            + self[0].call(Val.i32(n - 1))
                                                    .getFirst()
                                                    .asInt()));
            results.addAll(self[0].call(Val.i32(1_000)));
        };
        Thread thread = new Thread(null, deep, "deep", 16 << 20);
        thread.start();
        thread.join();

        assertThat(results).containsExactly(Val.i32(1_000));
    }

    @Test
    void oneFunctionIsOneFunctionOfAStore() {
        HostFunction<@Nullable Void> function = HostFunction.of(Integer.class, caller -> 1);

        assertThat(Func.of(store, function)).isEqualTo(Func.of(store, function));
        assertThat(Func.of(store, function)).isNotEqualTo(Func.of(Store.of(engine), function));
    }

    @Test
    void typesOfAnotherEngineAreRefused() {
        FuncType type = FuncType.of(List.of(new Engine().defType(FuncType.EMPTY).ref()), List.of());

        assertThatThrownBy(() -> Func.of(store, HostFunction.of(type, (caller, args) -> List.of())))
                .isInstanceOf(WrongEngineException.class);
    }
}
