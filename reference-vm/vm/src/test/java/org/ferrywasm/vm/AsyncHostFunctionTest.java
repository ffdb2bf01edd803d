package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.NumType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsyncHostFunctionTest {
    private static final String GUEST = """
        (module
          (import "host" "ask" (func $ask (param i32) (result i32)))
          (tag $t (export "t") (param i32))
          (func $inner (param i32) (result i32) (i32.add (call $ask (local.get 0)) (i32.const 1)))
          (func (export "run") (param i32) (result i32) (call $inner (local.get 0)))
          (func (export "catch") (param i32) (result i32)
            (block $caught (result i32)
              (try_table (result i32) (catch $t $caught) (call $inner (local.get 0)))
              (return))
            (i32.add (i32.const 100)))
          (func (export "rethrow") (param i32) (result i32)
            (block $caught (result i32 exnref)
              (try_table (result i32) (catch_ref $t $caught) (call $inner (local.get 0)))
              (return))
            (throw_ref))
          (func (export "tail") (param i32) (result i32) (return_call $ask (local.get 0)))
          (func (export "sum") (param $n i32) (result i32) (local $sum i32)
            (loop $again
              (local.set $sum (i32.add (local.get $sum) (call $ask (local.get $n))))
              (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (local.get $sum)))
        """;

    private final List<CompletableFuture<Integer>> answers = new ArrayList<>();
    private final MeteredGuest guest = new MeteredGuest(
            GUEST, Map.of("ask", HostFunction.async(Integer.class, Integer.class, (caller, n) -> answer(n))));

    private CompletionStage<Integer> answer(int asked) {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        if (asked < 0) {
            answer.complete(asked);
        }
        answers.add(answer);
        return answer;
    }

    private static MeteredGuest giving(CompletionStage<Integer> stage) {
        return new MeteredGuest(
                GUEST, Map.of("ask", HostFunction.async(Integer.class, Integer.class, (caller, n) -> stage)));
    }

    @AfterEach
    void close() {
        guest.close();
    }

    private static void await(Outcome outcome) throws InterruptedException, ExecutionException, TimeoutException {
        CompletionStage<Void> ready = switch (outcome) {
            case Outcome.AwaitingHost(String function, CompletionStage<Void> stage) -> stage;
            case Outcome.AwaitingNotify(CompletionStage<Void> stage) -> stage;
            default -> throw new AssertionError(outcome);
        };
        ready.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @Test
    void suspendsTheGuestUntilItAnswers() throws Exception {
        Call call = guest.begin("run", Val.i32(5));

        Outcome outcome = call.resume();

        assertThat(outcome).isInstanceOfSatisfying(Outcome.AwaitingHost.class, waiting -> {
            assertThat(waiting.function()).isEqualTo("host.ask");
            assertThat(waiting.ready().toCompletableFuture()).isNotDone();
        });
        assertThat(call.frames()).extracting(GuestFrame::funcName).containsExactly("inner", null);
        Thread.ofPlatform().start(() -> answers.getFirst().complete(41));
        await(outcome);
        assertThat(call.resume()).isEqualTo(new Outcome.Returned(List.of(Val.i32(42))));
    }

    @Test
    void isAskedOnceHoweverOftenTheCallIsResumed() {
        Call call = guest.begin("run", Val.i32(5));
        call.resume(10);
        for (int i = 0; i < 10; i++) {
            assertThat(call.resume(i)).isInstanceOf(Outcome.AwaitingHost.class);
        }
        answers.getFirst().complete(1);

        assertThat(SlicedRun.results(call, 100)).containsExactly(Val.i32(2));
        assertThat(answers).hasSize(1);
    }

    @Test
    void anAnswerThatIsThereSuspendsNothing() {
        assertThat(guest.call("run", Val.i32(-5))).containsExactly(Val.i32(-4));
        assertThat(guest.begin("tail", Val.i32(-5)).resume()).isEqualTo(new Outcome.Returned(List.of(Val.i32(-5))));
    }

    @Test
    void aTailCallWaitsToo() {
        Call call = guest.begin("tail", Val.i32(5));
        assertThat(call.resume()).isInstanceOf(Outcome.AwaitingHost.class);
        assertThat(call.frames()).isEmpty();
        answers.getFirst().complete(7);

        assertThat(call.resume()).isEqualTo(new Outcome.Returned(List.of(Val.i32(7))));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 3, 1000})
    void costsAsMuchAsOneThatAnswersAtOnce(long slice) {
        MeteredGuest direct = new MeteredGuest(
                GUEST, Map.of("ask", HostFunction.of(Integer.class, Integer.class, (caller, n) -> 2 * n)));
        List<Val> expected = direct.call("sum", Val.i32(10));
        long cost = direct.spent();
        direct.close();

        Call call = guest.begin("sum", Val.i32(10));
        Outcome outcome = SlicedRun.of(call, slice).outcome();
        while (outcome instanceof Outcome.AwaitingHost) {
            int asked = 10 - (answers.size() - 1);
            answers.getLast().complete(2 * asked);
            outcome = SlicedRun.of(call, slice).outcome();
        }

        assertThat(SlicedRun.results(outcome)).isEqualTo(expected);
        assertThat(guest.spent()).isEqualTo(cost);
    }

    @Test
    void severalCallsWaitAtOnceAndAreAnsweredInAnyOrder() {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Call call = guest.begin("run", Val.i32(i));
            assertThat(call.resume()).isInstanceOf(Outcome.AwaitingHost.class);
            calls.add(call);
        }
        for (int i = calls.size() - 1; i >= 0; i -= 2) {
            answers.get(i).complete(i * 10);
        }
        for (int i = 0; i < calls.size(); i++) {
            Outcome outcome = calls.get(i).resume();
            if (i % 2 == 1) {
                assertThat(outcome).isEqualTo(new Outcome.Returned(List.of(Val.i32(i * 10 + 1))));
            } else {
                assertThat(outcome).isInstanceOf(Outcome.AwaitingHost.class);
            }
        }
    }

    @Test
    void aFailureArrivesAsTheSameObjectThroughTheGuest() {
        for (Throwable failure : List.of(
                new IOException("checked"),
                new IllegalStateException("unchecked"),
                new AssertionError("error"),
                new CancellationException("cancelled"))) {
            Call call = guest.begin("catch", Val.i32(1));
            call.resume();
            answers.getLast().completeExceptionally(failure);

            assertThat(catchThrowable(call::resume)).isSameAs(failure);
            assertThat(call.isEnded()).isTrue();
        }
        assertThat(guest.call("run", Val.i32(-1))).containsExactly(Val.i32(0));
        assertThat(guest.store.state().executions()).isEmpty();
    }

    @Test
    void aCompletionExceptionIsUnwrapped() {
        IOException cause = new IOException("inside");
        CompletableFuture<Integer> source = new CompletableFuture<>();
        CompletionStage<Integer> dependent = source.thenApply(n -> n + 1);
        try (MeteredGuest other = giving(dependent)) {
            Call call = other.begin("run", Val.i32(1));
            call.resume();
            source.completeExceptionally(cause);

            assertThat(catchThrowable(call::resume)).isSameAs(cause);
        }
        CompletionException bare = new CompletionException("no cause", null);
        try (MeteredGuest other = giving(CompletableFuture.failedFuture(bare))) {
            assertThat(catchThrowable(() -> other.call("run", Val.i32(1)))).isSameAs(bare);
        }
    }

    @Test
    void aGuestCatchesAWasmException() {
        Tag tag = guest.instance.getTag("t");
        Call call = guest.begin("catch", Val.i32(1));
        call.resume();
        answers.getLast().completeExceptionally(new WasmException(tag, Val.i32(5)));

        assertThat(call.resume()).isEqualTo(new Outcome.Returned(List.of(Val.i32(105))));
    }

    @Test
    void aWasmExceptionThatNobodyCatchesIsTheSameObject() {
        Tag tag = guest.instance.getTag("t");
        WasmException exception = new WasmException(tag, Val.i32(5));
        for (String function : List.of("run", "rethrow")) {
            Call call = guest.begin(function, Val.i32(1));
            call.resume();
            answers.getLast().completeExceptionally(exception);

            assertThat(call.resume())
                    .isInstanceOfSatisfying(
                            Outcome.Threw.class,
                            threw -> assertThat(threw.exception()).isSameAs(exception));
        }
    }

    @Test
    void aWasmExceptionOfAnotherStoreIsRefused() {
        try (MeteredGuest other = new MeteredGuest("(module (tag (export \"t\") (param i32)))")) {
            WasmException foreign = new WasmException(other.instance.getTag("t"), Val.i32(5));
            Call call = guest.begin("catch", Val.i32(1));
            call.resume();
            answers.getLast().completeExceptionally(foreign);

            assertThatThrownBy(call::resume).isInstanceOf(WrongStoreException.class);
            assertThat(call.isEnded()).isTrue();
        }
    }

    @Test
    void noStageIsRefusedTyped() {
        HostFunction<@Nullable Void> none = HostFunction.async(Integer.class, Integer.class, (caller, n) -> null);
        try (MeteredGuest other = new MeteredGuest(GUEST, Map.of("ask", none))) {
            assertThatThrownBy(() -> other.call("run", Val.i32(1)))
                    .isInstanceOf(TypeMismatchException.class)
                    .hasMessageContaining("gave null where a CompletionStage is asked for");
            assertThat(other.store.state().executions()).isEmpty();
        }
    }

    @Test
    void anAnswerOfTheWrongTypeIsRefusedTyped() {
        FuncType type = new FuncType(List.of(NumType.I32), List.of(NumType.I32));
        for (List<Val> wrong : List.of(List.<Val>of(), List.of(Val.i64(1)), List.of(Val.i32(1), Val.i32(2)))) {
            HostFunction<@Nullable Void> wrongly =
                    HostFunction.async(type, (caller, args) -> CompletableFuture.completedFuture(wrong));
            try (MeteredGuest other = new MeteredGuest(GUEST, Map.of("ask", wrongly))) {
                assertThatThrownBy(() -> other.call("run", Val.i32(1))).isInstanceOf(TypeMismatchException.class);
                assertThatThrownBy(other.begin("catch", Val.i32(1))::resume).isInstanceOf(TypeMismatchException.class);
            }
        }
    }

    @Test
    void anAnswerOfAnotherStoreIsRefused() {
        try (Store<@Nullable Void> other = Store.of(guest.store.engine())) {
            ExternRef foreign = ExternRef.of(other, "foreign");
            CompletableFuture<ExternRef> answer = new CompletableFuture<>();
            HostFunction<@Nullable Void> giving = HostFunction.async(ExternRef.class, caller -> answer);
            Call call = Func.of(guest.store, giving).begin();
            assertThat(call.resume()).isInstanceOf(Outcome.AwaitingHost.class);
            answer.complete(foreign);

            assertThatThrownBy(call::resume).isInstanceOf(WrongStoreException.class);
            assertThat(call.isEnded()).isTrue();
        }
    }

    /** A stage that can do nothing but tell when it is complete. */
    @SuppressWarnings("unchecked")
    private static CompletionStage<Integer> bareStage(List<BiConsumer<Object, @Nullable Throwable>> told) {
        return (CompletionStage<Integer>) Proxy.newProxyInstance(
                AsyncHostFunctionTest.class.getClassLoader(),
                new Class<?>[] {CompletionStage.class},
                (proxy, method, args) -> {
                    if (!method.getName().equals("whenComplete")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    told.add((BiConsumer<Object, @Nullable Throwable>) args[0]);
                    return proxy;
                });
    }

    @Test
    void anyCompletionStageWill() {
        List<BiConsumer<Object, @Nullable Throwable>> told = new ArrayList<>();
        try (MeteredGuest other = giving(bareStage(told))) {
            Call call = other.begin("run", Val.i32(1));
            assertThat(call.resume()).isInstanceOf(Outcome.AwaitingHost.class);
            told.getFirst().accept(10, null);

            assertThat(call.resume()).isEqualTo(new Outcome.Returned(List.of(Val.i32(11))));
        }
    }

    @Test
    void aStageThatTellsTwiceIsBelievedOnce() {
        List<BiConsumer<Object, @Nullable Throwable>> told = new ArrayList<>();
        try (MeteredGuest other = giving(bareStage(told))) {
            Call call = other.begin("run", Val.i32(1));
            call.resume();
            told.getFirst().accept(10, null);
            told.getFirst().accept(20, null);

            assertThat(call.resume()).isEqualTo(new Outcome.Returned(List.of(Val.i32(11))));
        }
    }

    @Test
    void theReadyStageTellsOnceForEachWait() throws Exception {
        Call call = guest.begin("run", Val.i32(1));
        Outcome first = call.resume();
        Outcome second = call.resume();
        answers.getFirst().complete(1);

        await(first);
        await(second);
        assertThat(call.resume()).isInstanceOf(Outcome.Returned.class);
    }

    @Test
    void theReadyStageTellsOfAnInterruptToo() throws Exception {
        Call call = guest.begin("run", Val.i32(1));
        Outcome waiting = call.resume();
        Thread.ofPlatform().start(call.interruptHandle()::interrupt);

        await(waiting);
        assertThat(call.resume()).isInstanceOf(Outcome.Interrupted.class);
        Outcome again = call.resume();
        assertThat(((Outcome.AwaitingHost) again).ready().toCompletableFuture()).isNotDone();
        answers.getFirst().complete(1);
        await(again);
        assertThat(call.resume()).isInstanceOf(Outcome.Returned.class);
    }

    @Test
    void anInterruptComesBeforeAnAnswerAndLosesNothing() {
        Call call = guest.begin("run", Val.i32(1));
        call.resume();
        call.interruptHandle().interrupt();
        answers.getFirst().complete(9);

        assertThat(call.resume()).isInstanceOf(Outcome.Interrupted.class);
        assertThat(call.resume()).isEqualTo(new Outcome.Returned(List.of(Val.i32(10))));
    }

    @Test
    void theReadyStageCannotBeCompletedByWhoGetsIt() {
        Call call = guest.begin("run", Val.i32(1));
        Outcome.AwaitingHost waiting = (Outcome.AwaitingHost) call.resume();

        waiting.ready().toCompletableFuture().complete(null);

        assertThat(((Outcome.AwaitingHost) call.resume()).ready().toCompletableFuture())
                .isNotDone();
    }

    @Test
    void anAnswerToAClosedCallOrStoreIsNobodysBusiness() {
        Call closed = guest.begin("run", Val.i32(1));
        closed.resume();
        closed.close();
        Call open = guest.begin("run", Val.i32(1));
        open.resume();

        assertThatCode(() -> answers.get(0).complete(1)).doesNotThrowAnyException();
        assertThat(guest.call("run", Val.i32(-1))).containsExactly(Val.i32(0));
        guest.close();
        assertThatCode(() -> answers.get(1).complete(1)).doesNotThrowAnyException();
    }

    @Test
    void theReadyStageTellsWhenTheCallOrTheStoreIsClosed() throws Exception {
        Call closed = guest.begin("run", Val.i32(1));
        Outcome first = closed.resume();
        Call open = guest.begin("run", Val.i32(1));
        Outcome second = open.resume();

        closed.close();
        await(first);
        guest.close();
        await(second);
        assertThatThrownBy(open::resume).isInstanceOf(StoreClosedException.class);
    }

    @Test
    void theCallerIsValidUntilTheCodeReturns() {
        List<Caller<@Nullable Void>> callers = new ArrayList<>();
        HostFunction<@Nullable Void> keeping = HostFunction.async(Integer.class, Integer.class, (caller, n) -> {
            callers.add(caller);
            return new CompletableFuture<>();
        });
        try (MeteredGuest other = new MeteredGuest(GUEST, Map.of("ask", keeping))) {
            other.begin("run", Val.i32(1)).resume();

            assertThatThrownBy(() -> callers.getFirst().store()).isInstanceOf(ExpiredCallerException.class);
        }
    }

    @Test
    void runIsRefusedWhileItWaitsAndTheCallStaysSuspended() {
        Call call = guest.begin("run", Val.i32(1));

        assertThatThrownBy(call::run)
                .isInstanceOf(CannotSuspendException.class)
                .hasMessageStartingWith("host function \"host.ask\" has not answered yet");
        assertThat(call.isEnded()).isFalse();
        answers.getFirst().complete(4);
        assertThat(call.run()).containsExactly(Val.i32(5));
    }

    @Test
    void referencesTravelThroughAnswers() {
        CompletableFuture<ExternRef> answer = new CompletableFuture<>();
        HostFunction<@Nullable Void> giving = HostFunction.async(ExternRef.class, caller -> answer);
        try (MeteredGuest other = new MeteredGuest("""
            (module
              (import "host" "f" (func $f (result externref)))
              (func (export "run") (result externref) (call $f)))
            """, Map.of("f", giving))) {
            Call call = other.begin("run");
            call.resume();
            ExternRef given = ExternRef.of(other.store, "given");
            answer.complete(given);

            assertThat(((ExternRef) SlicedRun.results(call.resume()).getFirst()).value())
                    .isEqualTo("given");
        }
    }
}
