package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.NotSendableException;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Owned;
import org.ferrywasm.vm.Shared;
import org.ferrywasm.vm.StaleHandleException;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreBusyException;
import org.ferrywasm.vm.StoreInTransitException;
import org.ferrywasm.vm.StoreParcel;
import org.ferrywasm.vm.Trusted;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Group D for a Store that moves, and where what may not go is found: each refusal beside the same thing rightly done. */
@Timeout(120)
class MovedHostClausesTest {
    private static final Engine ENGINE = new Engine(Config.DEFAULT.consumeFuel(true));

    private final Luggage luggage = new Luggage(ENGINE);
    private final Store<@Nullable Object> store = luggage.store;

    @Clause({"D-05", "E-11", "E-17"})
    @Test
    void d05_aHostFunctionThatIsNotSendablePinsItsStoreAndOneThatIsDoesNot() {
        Cache cache = new Cache();
        HostFunction<@Nullable Object> pinning = HostFunction.of(Integer.class, caller -> cache.next());
        Shared<java.util.concurrent.atomic.AtomicInteger> shared =
                Shared.of(new java.util.concurrent.atomic.AtomicInteger());
        HostFunction<@Nullable Object> sendable =
                HostFunction.of(Integer.class, caller -> shared.get().incrementAndGet());
        Func fine = Func.of(store, sendable);
        assertThat(luggage.paths(fine)).isEmpty();
        assertThat(luggage.on("next", () -> fine.call(), fine)).containsExactly(Val.i32(1));

        Func pinned = Func.of(store, pinning);

        assertThat(luggage.paths())
                .singleElement()
                .asString()
                .startsWith("host function ")
                .contains("Cache");
        assertThat(pinned.call()).containsExactly(Val.i32(1));
        assertThat(fine.call()).containsExactly(Val.i32(2));
        luggage.sings();
    }

    @Clause("D-06")
    @Test
    void d06_aSendableStoreThatRefusedAtInsertionMovesWithoutMore() {
        Store<@Nullable Object> sendable = Store.sendable(ENGINE, null);
        Cache cache = new Cache();

        assertThat(Crew.thrown(() -> ExternRef.of(sendable, cache))).isInstanceOf(NotSendableException.class);
        assertThat(Crew.thrown(() -> sendable.setData(cache))).isInstanceOf(NotSendableException.class);
        assertThat(Crew.thrown(() -> Func.of(sendable, HostFunction.of(Integer.class, c -> cache.next()))))
                .isInstanceOf(NotSendableException.class);
        ExternRef kept = ExternRef.of(sendable, "fine");
        sendable.detach(kept).attach();

        assertThat(kept.value()).isEqualTo("fine");
        sendable.audit();
        sendable.close();
    }

    @Clause("D-10")
    @Test
    void d10_aPendingAnswerIsLookedIntoAndAMinimalStageMayGo() {
        record Late(CompletionStage<Integer> stage) {}
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        Late late = new Late(answer.minimalCompletionStage());
        Func wait = Func.of(store, HostFunction.async(Integer.class, caller -> late.stage()));
        Call call = wait.begin();
        call.resume();
        assertThat(luggage.paths(call)).isEmpty();

        answer.completeExceptionally(new Complaint(new ArrayList<>()));

        assertThat(luggage.paths(call)).singleElement().asString().contains("answer of host function", "ArrayList");
        assertThat(Crew.thrown(call::resume)).isInstanceOf(Complaint.class);
        assertThat(luggage.paths()).isEmpty();
        luggage.sings();
    }

    /** A failure that carries something. */
    private static final class Complaint extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings({"serial", "unused"}) // looked into by the walk
        private final Object details;

        Complaint(Object details) {
            super("a complaint");
            this.details = details;
        }
    }

    @Clause({"D-10", "F-10"})
    @Test
    void f10_aStageThatIsNotSendablePinsWhileItsCallTravels() {
        CompletableFuture<Integer> stage = new MutableStage();
        Trusted<CompletableFuture<Integer>> given = Trusted.of(stage, "the stage itself is what is tried");
        Func wait = Func.of(store, HostFunction.async(Integer.class, caller -> given.value()));
        Call call = wait.begin();
        Outcome.AwaitingHost waiting = (Outcome.AwaitingHost) call.resume();

        assertThat(luggage.paths(call))
                .singleElement()
                .asString()
                .startsWith("stage of host function")
                .contains("MutableStage");
        assertThat(waiting.ready().toCompletableFuture()).isNotDone();
        stage.complete(3);
        assertThat(SuspendedGuest.results(call.resume())).containsExactly(Val.i32(3));
        assertThat(luggage.paths(wait)).isEmpty();

        Call left = Func.of(store, HostFunction.async(Integer.class, caller -> new MutableStage()))
                .begin();
        left.resume();
        assertThat(luggage.paths()).isEmpty();
        assertThat(Crew.thrown(left::resume)).isInstanceOf(StaleHandleException.class);
        luggage.sings();
    }

    /** A stage with state of its own. */
    private static final class MutableStage extends CompletableFuture<Integer> {
        @SuppressWarnings("unused") // looked into by the walk
        private int asked;
    }

    @Clause("D-12")
    @Test
    void d12_capturedThisIsJudged() {
        class Plugin {
            int calls;

            HostFunction<@Nullable Object> function() {
                return HostFunction.of(Integer.class, caller -> ++calls);
            }
        }
        record Fine(int answer) {
            HostFunction<@Nullable Object> function() {
                return HostFunction.of(Integer.class, caller -> answer);
            }
        }
        Func fine = Func.of(store, new Fine(42).function());
        assertThat(luggage.paths(fine)).isEmpty();
        assertThat(fine.call()).containsExactly(Val.i32(42));

        Func.of(store, new Plugin().function());

        assertThat(luggage.paths()).singleElement().asString().contains("Plugin");
        luggage.sings();
    }

    @Clause({"D-13", "E-04"})
    @Test
    void d13_handlesInsideOwnedDataAndOtherHostObjectsTravel() {
        Owned<List<Object>> box = Owned.of(ArrayList::new);
        store.setData(box);
        Func fib = luggage.func("fib");
        ExternRef held = ExternRef.of(store, "held");
        Call call = luggage.begin("hold", held, Val.i32(50));
        call.resume(40);
        box.get(store).addAll(List.of(fib, held, call, store));
        Func captured = luggage.func("fib");
        Func inAction = luggage.func("fib");
        record Holder(Func func) {}
        Func inObject = luggage.func("fib");
        luggage.put(0, new Holder(inObject));
        luggage.guest.getTable("objects").set(1, ExternRef.of(store, "acts", object -> inAction.type()));
        Func host = Func.of(
                store,
                HostFunction.<@Nullable Object, Integer>of(
                        Integer.class,
                        caller -> captured.call(Val.i32(6)).getFirst().asInt()));
        Func left = luggage.func("fib");

        luggage.on(
                "next",
                () -> {
                    for (Func func : List.of(fib, captured, inAction, inObject)) {
                        assertThat(func.call(Val.i32(10))).containsExactly(Val.i32(55));
                    }
                    assertThat(host.call()).containsExactly(Val.i32(8));
                    assertThat(held.value()).isEqualTo("held");
                    assertThat(SuspendedGuest.results(call.resume())).hasSize(1);
                    assertThat(Crew.thrown(left::type)).isInstanceOf(StaleHandleException.class);
                    return null;
                },
                host);
        assertThat(box.get(store)).hasSize(4);
        luggage.sings();
        store.setData(null);
    }

    @Clause("D-13")
    @Test
    void d13_aHandleThatLeadsToFurtherHostObjectsIsFollowed() {
        record Next(Object next) {}
        ExternRef last = ExternRef.of(store, "last");
        ExternRef middle = ExternRef.of(store, new Next(last));
        ExternRef first = ExternRef.of(store, new Next(middle));
        Call holding = luggage.begin("hold", first, Val.i32(50));
        holding.resume(40);
        store.setData(new Next(holding));

        assertThat(luggage.paths()).isEmpty();
        assertThat(store.hostObjects()).isEqualTo(3);
        assertThat(last.value()).isEqualTo("last");

        ExternRef pinned = ExternRef.of(store, new Cache());
        Call pinning = luggage.begin("hold", ExternRef.of(store, new Next(pinned)), Val.i32(50));
        luggage.put(0, new Next(pinning));
        assertThat(luggage.paths()).singleElement().asString().contains("a handle", "Cache");
        luggage.take(0);
        assertThat(luggage.paths()).isEmpty();
        luggage.sings();
    }

    @Clause("D-13")
    @Test
    void d13_handlesOfAnotherStoreNeverTravel() {
        Luggage other = new Luggage(ENGINE);
        store.setData(List.of(other.func("fib")));
        assertThat(luggage.paths()).singleElement().asString().contains("org.ferrywasm.vm.Func");
        Func own = luggage.func("fib");
        store.setData(List.of(own));
        assertThat(luggage.paths()).isEmpty();
        assertThat(own.call(Val.i32(10))).containsExactly(Val.i32(55));

        StoreParcel<@Nullable Object> parcel = other.detach();
        store.setData(List.of(parcel));
        assertThat(luggage.paths()).isEmpty();
        parcel.attach();
        other.sings();
        luggage.sings();
    }

    @Clause("C-20")
    @Test
    void c20_aDropActionThatThrowsInADetachBringsTheStoreBack() {
        MovingDrops drops = new MovingDrops();
        IllegalStateException failure = new IllegalStateException("unchecked");
        IOException otherFailure = new IOException("checked");
        ExternRef left = ExternRef.of(store, "fails", object -> {
            throw failure;
        });
        ExternRef alsoLeft = ExternRef.of(store, "fails too", object -> {
            throw otherFailure;
        });
        drops.put(store, "third");

        Throwable thrown = Objects.requireNonNull(Crew.thrown(luggage::detach));

        List<Throwable> all = new ArrayList<>(List.of(thrown.getSuppressed()));
        all.add(thrown);
        assertThat(all).containsExactlyInAnyOrder(failure, otherFailure);
        assertThat(drops.names()).containsExactly("third");
        assertThat(store.isOwnedByCurrentThread()).isTrue();
        for (ExternRef handle : List.of(left, alsoLeft)) {
            assertThat(Crew.thrown(handle::value)).isInstanceOf(StaleHandleException.class);
        }
        assertThat(store.hostObjects()).isZero();
        luggage.sings();
        luggage.hop();
        luggage.sings();
    }

    @Clause("C-20")
    @Test
    void c20_dropActionsInADetachCanDoNothingToTheStore() {
        List<@Nullable Throwable> refusals = new ArrayList<>();
        Func travels = luggage.func("fib");
        Func stays = luggage.func("fib");
        ExternRef.of(store, "meddles", object -> {
            refusals.add(Crew.thrown(() -> travels.call(Val.i32(1))));
            refusals.add(Crew.thrown(store::detach));
            refusals.add(Crew.thrown(store::close));
            refusals.add(Crew.thrown(() -> Store.adopt(store)));
            refusals.add(Crew.thrown(() -> ExternRef.of(store, "more")));
            refusals.add(Crew.thrownOn("another", store::close));
            refusals.add(Crew.thrown(() -> stays.call(Val.i32(1))));
        });

        StoreParcel<@Nullable Object> parcel = luggage.detach(travels);

        assertThat(refusals).hasSize(7);
        assertThat(refusals.subList(0, 6))
                .allSatisfy(refusal -> assertThat(refusal).isInstanceOf(StoreInTransitException.class));
        assertThat(refusals.getLast()).isInstanceOf(StaleHandleException.class);
        parcel.attach();
        assertThat(travels.call(Val.i32(10))).containsExactly(Val.i32(55));
        luggage.sings();
    }

    @Clause("C-20")
    @Test
    void c20_aDropActionThatDetachesIsRefusedAndTheOthersRun() {
        MovingDrops drops = new MovingDrops();
        List<@Nullable Throwable> refusals = new ArrayList<>();
        ExternRef meddles = ExternRef.of(store, "meddles", object -> {
            refusals.add(Crew.thrown(store::detach));
            refusals.add(Crew.thrown(() -> Store.adopt(store)));
        });

        meddles.close();
        drops.put(store, "other").close();

        assertThat(refusals.getFirst()).isInstanceOf(StoreBusyException.class);
        assertThat(refusals.get(1)).isInstanceOf(org.ferrywasm.vm.NotOrphanedException.class);
        assertThat(drops.names()).containsExactly("other");
        luggage.hop();
        luggage.sings();
    }

    @Clause({"C-15", "C-16", "H-07"})
    @Test
    void h07_whatTravelledIsDroppedOnceByWhoeverClosesAndDataIsClosed() {
        MovingDrops drops = new MovingDrops();
        record Data(Shared<java.util.concurrent.atomic.AtomicInteger> closed) implements AutoCloseable {
            @Override
            public void close() {
                closed.get().incrementAndGet();
            }
        }
        Data data = new Data(Shared.of(new java.util.concurrent.atomic.AtomicInteger()));
        store.setData(data);
        Object twice = "wrapped twice";
        ExternRef first = drops.put(store, "first", twice);
        ExternRef second = drops.put(store, "second", twice);
        luggage.hop(first, second);
        assertThat(first.refersToSameAs(second)).isTrue();
        StoreParcel<@Nullable Object> parcel = luggage.detach(first);
        assertThat(drops.names()).isEmpty();

        Crew.on("closer", () -> {
            parcel.attach();
            store.close();
            store.close();
            return null;
        });

        assertThat(drops.names()).containsExactlyInAnyOrder("first", "second");
        assertThat(drops.threads()).containsOnly("closer");
        assertThat(data.closed().get()).hasValue(1);
    }
}
