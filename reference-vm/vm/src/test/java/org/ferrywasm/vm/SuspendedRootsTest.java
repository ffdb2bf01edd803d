package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.RefType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a suspended call keeps alive, and what it does not. */
class SuspendedRootsTest {
    private static final String GUEST = """
        (module
          (import "host" "make" (func $make (result i64 externref i64)))
          (import "host" "measure" (func $measure (param externref externref) (result i64 i64)))
          (type $node (struct (field i32) (field (ref null $node))))
          (type $refs (array (mut externref)))
          (func (export "make") (result i64 externref i64) (call $make))
          (func (export "measure") (param externref externref) (result i64 i64)
            (call $measure (local.get 0) (local.get 1)))
          (func (export "operand") (param $x externref) (param $n i32) (result externref)
            (local.get $x)
            (local.set $x (ref.null extern))
            (loop $again (param externref) (result externref)
              (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
          (func (export "unused") (param $x externref) (param $n i32) (result i32)
            (local.set $x (ref.null extern))
            (loop $again
              (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (local.get $n))
          (func (export "list") (param $n i32) (result i32) (local $list (ref null $node)) (local $sum i32)
            (loop $again
              (local.set $list (struct.new $node (local.get $n) (local.get $list)))
              (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (loop $walk
              (local.set $sum (i32.add (local.get $sum) (struct.get $node 0 (local.get $list))))
              (br_if $walk
                (i32.eqz (ref.is_null (local.tee $list (struct.get $node 1 (local.get $list)))))))
            (local.get $sum))
          (func (export "fill") (param $x externref) (result externref) (local $array (ref null $refs))
            (local.set $array (array.new_default $refs (i32.const 1000)))
            (local.get $array)
            (i32.const 0)
            (local.get $x)
            (i32.const 1000)
            (local.set $x (ref.null extern))
            (array.fill $refs)
            (array.get $refs (local.get $array) (i32.const 999))))
        """;

    private static final FuncType MAKE = new FuncType(List.of(), List.of(NumType.I64, RefType.EXTERNREF, NumType.I64));
    private static final FuncType MEASURE =
            new FuncType(List.of(RefType.EXTERNREF, RefType.EXTERNREF), List.of(NumType.I64, NumType.I64));

    private final List<ExternRef> handles = new ArrayList<>();

    /** A guest whose host functions take all fuel away, so that the call stands right behind them. */
    private MeteredGuest guest() {
        return guest(Config.DEFAULT);
    }

    private MeteredGuest guest(Config config) {
        return new MeteredGuest(
                config,
                GUEST,
                Map.of(
                        "make",
                        HostFunction.of(MAKE, (caller, args) -> {
                            caller.store().setFuel(0);
                            return List.of(Val.i64(-1), made(caller.store(), "made"), Val.i64(-1));
                        }),
                        "measure",
                        HostFunction.of(MEASURE, (caller, args) -> {
                            caller.store().setFuel(0);
                            return List.of(Val.i64(0x7FFF_FFF4L), Val.i64(-4));
                        })));
    }

    private ExternRef made(Store<?> store, Object value) {
        ExternRef ref = ExternRef.of(store, value);
        handles.add(ref);
        return ref;
    }

    private void closeHandles() {
        handles.forEach(ExternRef::close);
        handles.clear();
    }

    private static Object object(Val result) {
        return ((ExternRef) result).value();
    }

    @Test
    void argumentsBeforeTheCallHasRun() {
        try (MeteredGuest guest = guest();
                Call call = guest.begin("operand", made(guest.store, "argument"), Val.i32(5))) {
            closeHandles();
            guest.store.gc();

            assertThat(guest.store.hostObjects()).isEqualTo(1);
            assertThat(object(SlicedRun.results(call, 1).getFirst())).isEqualTo("argument");
        }
    }

    @Test
    void argumentsOfAHostFunctionThatTheHostBegins() {
        try (MeteredGuest guest = guest()) {
            HostFunction<@Nullable Void> identity =
                    HostFunction.of(ExternRef.class, ExternRef.class, (caller, ref) -> ref);
            Call call = Func.of(guest.store, identity).begin(made(guest.store, "argument"));
            closeHandles();
            guest.store.gc();

            assertThat(object(SlicedRun.results(call.resume()).getFirst())).isEqualTo("argument");
        }
    }

    @Test
    void argumentsOfAHostFunctionThatHasNotAnswered() {
        CompletableFuture<ExternRef> answer = new CompletableFuture<>();
        List<ExternRef> given = new ArrayList<>();
        HostFunction<@Nullable Void> later = HostFunction.async(ExternRef.class, ExternRef.class, (caller, ref) -> {
            given.add(ref);
            return answer;
        });
        try (MeteredGuest guest = guest();
                Call call = Func.of(guest.store, later).begin(made(guest.store, "argument"))) {
            assertThat(call.resume()).isInstanceOf(Outcome.AwaitingHost.class);
            closeHandles();
            guest.store.gc();

            assertThat(given.getFirst().value()).isEqualTo("argument");
            answer.complete(given.getFirst());
            assertThat(object(SlicedRun.results(call.resume()).getFirst())).isEqualTo("argument");
        }
    }

    @Test
    void theResultsOfAHostFunctionBehindWhichTheCallStands() {
        try (MeteredGuest guest = guest();
                Call call = guest.begin("make")) {
            assertThat(call.resume()).isEqualTo(new Outcome.OutOfFuel(0));
            closeHandles();
            guest.store.gc();
            assertThat(guest.store.hostObjects()).isEqualTo(1);

            guest.refuel();
            List<Val> results = SlicedRun.results(call.resume());
            assertThat(object(results.get(1))).isEqualTo("made");
            assertThat(results.get(0)).isEqualTo(Val.i64(-1));
        }
    }

    @Test
    void numbersThatAHostFunctionGaveAreNoReferences() {
        try (MeteredGuest guest = guest();
                Call call = guest.begin("measure", made(guest.store, "argument"), Val.nullRef(AbsHeapType.EXTERN))) {
            assertThat(call.resume()).isEqualTo(new Outcome.OutOfFuel(0));
            closeHandles();
            guest.store.gc();

            guest.refuel();
            assertThat(SlicedRun.results(call.resume())).containsExactly(Val.i64(0x7FFF_FFF4L), Val.i64(-4));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 40})
    void operands(long slice) {
        try (MeteredGuest guest = guest();
                Call call = guest.begin("operand", made(guest.store, "argument"), Val.i32(10))) {
            closeHandles();
            Outcome outcome = call.resume(slice);
            while (outcome instanceof Outcome.OutOfFuel) {
                guest.store.gc();
                assertThat(guest.store.hostObjects()).isEqualTo(1);
                outcome = call.resume(slice);
            }
            assertThat(object(SlicedRun.results(outcome).getFirst())).isEqualTo("argument");
        }
    }

    @Test
    void theOperandsOfAnInstructionThatIsHalfDone() {
        try (MeteredGuest guest = guest();
                Call call = guest.begin("fill", made(guest.store, "filling"))) {
            closeHandles();
            Outcome outcome = call.resume(1);
            while (outcome instanceof Outcome.OutOfFuel) {
                guest.store.gc();
                assertThat(guest.store.hostObjects()).isEqualTo(1);
                outcome = call.resume(1);
            }
            assertThat(object(SlicedRun.results(outcome).getFirst())).isEqualTo("filling");
        }
    }

    @Test
    void nothingThatTheGuestHasLetGo() {
        try (MeteredGuest guest = guest();
                Call call = guest.begin("unused", made(guest.store, "argument"), Val.i32(100))) {
            closeHandles();
            assertThat(call.resume(50)).isInstanceOf(Outcome.OutOfFuel.class);
            guest.store.gc();

            assertThat(guest.store.hostObjects()).isZero();
        }
    }

    @Test
    void nothingOnceTheCallIsClosed() {
        try (MeteredGuest guest = guest()) {
            Call call = guest.begin("operand", made(guest.store, "argument"), Val.i32(100));
            closeHandles();
            call.resume(50);
            call.close();
            guest.store.gc();

            assertThat(guest.store.hostObjects()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 100, Long.MAX_VALUE})
    void everythingWhileEveryCheckpointCollects(long slice) {
        try (MeteredGuest guest = guest(Config.DEFAULT.collectAlways(true))) {
            assertThat(SlicedRun.results(guest.begin("list", Val.i32(100)), slice))
                    .containsExactly(Val.i32(5050));
            Call call = guest.begin("fill", made(guest.store, "filling"));
            closeHandles();
            assertThat(object(SlicedRun.results(call, slice).getFirst())).isEqualTo("filling");
        }
    }
}
