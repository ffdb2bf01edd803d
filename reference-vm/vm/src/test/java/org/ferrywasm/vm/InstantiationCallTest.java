package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ferrywasm.syntax.AbsHeapType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantiationCallTest {
    private static final String DATA = "0123456789abcdefghijklmnopqrstuvwxyz".repeat(20);
    private static final int ELEMENTS = 300;
    private static final String NUMBERS = IntStream.range(0, ELEMENTS)
            .mapToObj(i -> "(ref.i31 (i32.const " + i + "))")
            .collect(Collectors.joining(" "));

    private static final String GUEST = """
        (module
          (memory (export "memory") 1)
          (table (export "table") 1000 (ref null i31))
          (global $sum (export "sum") (mut i32) (i32.const 0))
          (elem (i32.const 10) (ref null i31) NUMBERS)
          (elem (i32.const 500) (ref null i31) NUMBERS)
          (data (i32.const 100) "DATA")
          (data (i32.const 4000) "DATA")
          (func $start (local $i i32)
            (loop $again
              (global.set $sum (i32.add (global.get $sum) (i32.load8_u (i32.add (local.get $i) (i32.const 100)))))
              (br_if $again
                (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 720)))))
          (start $start))
        """.replace("NUMBERS", NUMBERS).replace("DATA", DATA);

    private final Engine engine = new Engine(Config.DEFAULT.consumeFuel(true));
    private final Store<@Nullable Void> store = Store.of(engine);
    private final Linker<@Nullable Void> linker = new Linker<>(engine);

    @BeforeEach
    void refuel() {
        store.setFuel(MeteredGuest.PLENTY);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private InstantiationCall begin(String text) {
        return linker.begin(store, Module.fromText(engine, text));
    }

    private long spent() {
        return MeteredGuest.PLENTY - store.getFuel();
    }

    private static List<Object> state(Instance instance) {
        Table table = instance.getTable("table");
        return List.of(
                Arrays.hashCode(instance.getMemory("memory").read(0, 65536)),
                IntStream.range(0, 1000).mapToObj(table::get).toList(),
                instance.getGlobal("sum").get());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 10, 1000, Long.MAX_VALUE})
    void makesTheSameInstanceAtTheSameCostHoweverItIsSliced(long slice) {
        Instance atOnce = linker.instantiate(store, Module.fromText(engine, GUEST));
        long whole = spent();
        refuel();

        InstantiationCall call = begin(GUEST);
        SlicedRun sliced = SlicedRun.of(call, slice);

        assertThat(sliced.outcome()).isEqualTo(new Outcome.Returned(List.of()));
        assertThat(spent()).isEqualTo(whole);
        assertThat(state(call.instance())).isEqualTo(state(atOnce));
        if (slice == 1) {
            assertThat(sliced.suspensions()).isGreaterThan(2 * ELEMENTS / 64 + 2 * DATA.length() / 64);
        }
    }

    @Test
    void hasNoInstanceBeforeItHasReturned() {
        InstantiationCall call = begin(GUEST);

        assertThatThrownBy(call::instance)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("InstantiationCall.instance: the call has not returned; resume it until it has");
        call.resume(5);
        assertThatThrownBy(call::instance).isInstanceOf(IllegalStateException.class);
        call.close();
        assertThatThrownBy(call::instance).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(call::resume).isInstanceOf(CallEndedException.class);
    }

    @Test
    void needsNoFuelWhereItDoesNothing() {
        store.setFuel(0);
        InstantiationCall call = begin("(module (memory (export \"m\") 1) (data (i32.const 0) \"abc\"))");

        assertThat(call.resume(0)).isEqualTo(new Outcome.Returned(List.of()));
        assertThat(call.instance().getMemory("m").readByte(0)).isEqualTo((byte) 'a');
    }

    @Test
    void standsStillWithoutFuel() {
        InstantiationCall call = begin(GUEST);
        assertThat(call.resume(2)).isInstanceOf(Outcome.OutOfFuel.class);
        long spent = spent();

        for (int i = 0; i < 100; i++) {
            assertThat(call.resume(0)).isInstanceOf(Outcome.OutOfFuel.class);
        }
        assertThat(spent()).isEqualTo(spent);
    }

    @Test
    void standsStillWhileItIsInterrupted() {
        InstantiationCall call = begin(GUEST);
        call.interruptHandle().interrupt();
        assertThat(call.resume()).isEqualTo(new Outcome.Interrupted(Outcome.InterruptCause.REQUEST));
        assertThat(spent()).isZero();
        assertThat(call.resume(2)).isInstanceOf(Outcome.OutOfFuel.class);
        call.interruptHandle().interrupt();
        long spent = spent();
        assertThat(call.resume(1000)).isEqualTo(new Outcome.Interrupted(Outcome.InterruptCause.REQUEST));
        assertThat(spent()).isEqualTo(spent);
        assertThat(call.resume()).isInstanceOf(Outcome.Returned.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, Long.MAX_VALUE})
    void aSegmentThatDoesNotFitTrapsAndNothingStays(long slice) {
        StoreExtent before = StoreExtent.of(store);
        InstantiationCall call = begin("""
            (module
              (memory 1)
              (table 500 (ref null i31))
              (elem (i32.const 10) (ref null i31) NUMBERS)
              (elem (i32.const 201) (ref null i31) NUMBERS))
            """.replace("NUMBERS", NUMBERS));

        Trap trap = SlicedRun.trap(SlicedRun.of(call, slice).outcome());

        assertThat(trap).hasMessage("out of bounds table access: element segment 1");
        assertThat(StoreExtent.of(store)).isEqualTo(before);
        assertThat(call.isEnded()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, Long.MAX_VALUE})
    void whatEarlierSegmentsWroteStaysAndCostsTheSame(long slice) {
        Table table = Guests.instantiate(store, "(module (table (export \"table\") 1000 (ref null i31)))")
                .getTable("table");
        linker.define("host", "table", table);
        String text = """
            (module
              (import "host" "table" (table 1000 (ref null i31)))
              (memory 1)
              (elem (i32.const 10) (ref null i31) NUMBERS)
              (data (i32.const 65000) "DATA"))
            """.replace("NUMBERS", NUMBERS).replace("DATA", DATA);
        assertThatThrownBy(() -> linker.instantiate(store, Module.fromText(engine, text)))
                .isInstanceOf(Trap.class)
                .hasMessage("out of bounds memory access: data segment 0");
        long whole = spent();
        table.fill(0, Val.nullRef(AbsHeapType.ANY), 1000);
        refuel();

        Trap trap = SlicedRun.trap(SlicedRun.of(begin(text), slice).outcome());

        assertThat(trap).hasMessage("out of bounds memory access: data segment 0");
        assertThat(table.get(10 + ELEMENTS - 1)).isEqualTo(new I31Ref(ELEMENTS - 1));
        assertThat(spent()).isEqualTo(whole);
    }

    @Test
    void whatIsAllocatedMeanwhileIsNotForgotten() {
        InstantiationCall failing = begin("""
            (module
              (memory 1)
              (table 500 (ref null i31))
              (elem (i32.const 10) (ref null i31) NUMBERS)
              (elem (i32.const 201) (ref null i31) NUMBERS))
            """.replace("NUMBERS", NUMBERS));
        assertThat(failing.resume(1)).isInstanceOf(Outcome.OutOfFuel.class);
        Instance other = Guests.instantiate(
                store, "(module (memory (export \"m\") 1) (func (export \"f\") (result i32) (i32.const 7)))");

        SlicedRun.trap(failing.resume());

        assertThat(other.getFunc("f").call()).containsExactly(Val.i32(7));
        assertThat(other.getMemory("m").size()).isEqualTo(1);
        assertThat(Guests.instantiate(store, "(module (func (export \"f\") (result i32) (i32.const 8)))")
                        .getFunc("f")
                        .call())
                .containsExactly(Val.i32(8));
        assertThat(other.getFunc("f").call()).containsExactly(Val.i32(7));
    }

    @Test
    void aCallThatIsClosedLeavesNothing() {
        StoreExtent before = StoreExtent.of(store);
        InstantiationCall call = begin(GUEST);
        assertThat(call.resume(2)).isInstanceOf(Outcome.OutOfFuel.class);

        call.close();

        assertThat(StoreExtent.of(store)).isEqualTo(before);
    }

    @Test
    void severalTakeTurns() {
        Instance atOnce = linker.instantiate(store, Module.fromText(engine, GUEST));
        List<InstantiationCall> calls = List.of(begin(GUEST), begin(GUEST), begin(GUEST));
        int open = calls.size();
        while (open > 0) {
            open = 0;
            for (InstantiationCall call : calls) {
                if (!call.isEnded() && !call.resume(3).isEnd()) {
                    open++;
                }
            }
        }
        for (InstantiationCall call : calls) {
            assertThat(state(call.instance())).isEqualTo(state(atOnce));
        }
    }

    /** While the instantiation is suspended, a function that it has put into a shared table drops its segments. */
    @ParameterizedTest
    @ValueSource(strings = {"elem", "data"})
    void aSegmentThatIsDroppedMeanwhileTraps(String kind) {
        Instance owner = Guests.instantiate(store, """
            (module
              (table (export "table") 10 funcref)
              (func (export "call") (param i32) (call_indirect (local.get 0))))
            """);
        linker.instance("host", owner);
        InstantiationCall call = begin("""
            (module
              (import "host" "table" (table 10 funcref))
              (memory 1)
              (table $own 1000 (ref null i31))
              (func $drop (elem.drop $later) (data.drop $data))
              (elem (table 0) (i32.const 0) func $drop)
              LATER
              (elem $later (table $own) (i32.const 10) (ref null i31) NUMBERS)
              (data $data (i32.const 0) "DATA"))
            """.replace("LATER", kind.equals("elem") ? "" : "(elem declare func $drop)")
                .replace("NUMBERS", kind.equals("elem") ? NUMBERS : "")
                .replace("DATA", DATA));
        assertThat(call.resume(1)).isInstanceOf(Outcome.OutOfFuel.class);

        owner.getFunc("call").call(Val.i32(0));

        assertThat(SlicedRun.trap(call.resume()).reason())
                .isEqualTo(
                        kind.equals("elem")
                                ? TrapReason.OUT_OF_BOUNDS_TABLE_ACCESS
                                : TrapReason.OUT_OF_BOUNDS_MEMORY_ACCESS);
    }

    @Test
    void aStartFunctionMayTrapOrThrow() {
        Trap trap = SlicedRun.trap(
                begin("(module (func $f unreachable) (start $f))").resume());
        assertThat(trap.reason()).isEqualTo(TrapReason.UNREACHABLE);
        assertThat(trap.frames())
                .singleElement()
                .extracting(GuestFrame::funcName)
                .isEqualTo("f");

        InstantiationCall throwing = begin("(module (tag $t) (func $f (throw $t)) (start $f))");
        assertThat(throwing.resume()).isInstanceOf(Outcome.Threw.class);
        assertThatThrownBy(throwing::instance).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aStartFunctionMayBeTheHosts() {
        HostFunction<@Nullable Void> counting = HostFunction.of(Void.class, caller -> {
            caller.store().addFuel(1);
            return null;
        });
        linker.func("host", "f", counting);
        store.setFuel(0);
        InstantiationCall call = begin("(module (import \"host\" \"f\" (func $f)) (start $f))");

        assertThat(call.resume(0)).isInstanceOf(Outcome.Returned.class);
        assertThat(store.getFuel()).isEqualTo(1);
        assertThat(call.instance().exports()).isEmpty();
    }

    @Test
    void aStartFunctionMayWaitForTheHost() {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        HostFunction<@Nullable Void> asking = HostFunction.async(Integer.class, caller -> answer);
        linker.func("host", "ask", asking);
        String text = """
            (module
              (import "host" "ask" (func $ask (result i32)))
              (global $g (export "g") (mut i32) (i32.const 0))
              (func $f (global.set $g (call $ask)))
              (start $f))
            """;
        assertThatThrownBy(() -> linker.instantiate(store, Module.fromText(engine, text)))
                .isInstanceOf(CannotSuspendException.class);
        InstantiationCall call = begin(text);
        assertThat(call.resume()).isInstanceOf(Outcome.AwaitingHost.class);
        answer.complete(42);

        assertThat(call.run()).isEmpty();
        assertThat(call.instance().getGlobal("g").get()).isEqualTo(Val.i32(42));
    }

    @Test
    void whatCannotBeLinkedBeginsNothing() {
        assertThatThrownBy(() -> begin("(module (import \"no\" \"where\" (func)))"))
                .isInstanceOf(LinkException.class);
        assertThat(store.state().executions()).isEmpty();
    }

    /** How much there is in a Store. */
    private record StoreExtent(Object extent) {
        static StoreExtent of(Store<?> store) {
            return new StoreExtent(store.state().extent());
        }
    }
}
