package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.StructType;
import org.ferrywasm.syntax.TableType;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Global;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.InterruptHandle;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Memory;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.StructRef;
import org.ferrywasm.vm.Table;
import org.ferrywasm.vm.Tag;
import org.ferrywasm.vm.TypedFunc;
import org.ferrywasm.vm.Val;
import org.ferrywasm.vm.WasmException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Group A of the contract: other threads are refused, whatever the owner is at, and leave no trace. */
@Timeout(300)
class ConfinementClausesTest {
    /** The contract says 100 ms; the bound leaves room for a busy machine and is far below what a wait for the owner takes. */
    private static final long QUICK_MILLIS = 5_000;

    private static final Val.RefVal NO_FUNC = Val.nullRef(AbsHeapType.FUNC);

    @Clause("A-01")
    @Test
    void a01_aCallByAnotherThreadNeverEntersTheGuest() {
        Canary canary = new Canary();
        TypedFunc typed = canary.increment.typed();

        assertThat(Crew.thrownOn("intruder", canary.increment::call)).isInstanceOf(WrongThreadException.class);
        assertThat(Crew.thrownOn("intruder", typed::call)).isInstanceOf(WrongThreadException.class);

        assertThat(canary.counter.get().asInt()).isZero();
        canary.increment();
        assertThat(canary.counter.get().asInt()).isEqualTo(1);
        canary.sings();
    }

    @Clause("A-02")
    @Test
    void a02_aCallWhileTheOwnerRunsGuestCodeIsRefusedAtOnce() throws Exception {
        SpinningGuest spinning = new SpinningGuest();
        CompletableFuture<Canary> made = new CompletableFuture<>();
        FutureTask<?> owner = owner(made, spinning::run);
        Canary canary = made.get(Crew.BOUND_SECONDS, TimeUnit.SECONDS);
        spinning.awaitBegun();

        try {
            assertRefusedQuickly(canary.increment::call);
            assertRefusedQuickly(() -> canary.memory.grow(1));
            assertThat(owner.isDone()).isFalse();
        } finally {
            spinning.end();
        }
        Crew.result(owner);
    }

    @Clause("A-03")
    @Test
    void a03_aCallWhileTheOwnerIsInAHostCallIsRefusedAtOnce() {
        Canary canary = new Canary();

        canary.duringHostCall(() -> {
            assertRefusedQuickly(canary.increment::call);
            assertRefusedQuickly(() -> canary.func("through").call(Val.i32(1)));
            assertThat(canary.call("fib", 10)).isEqualTo(55);
        });

        canary.sings();
    }

    private static void assertRefusedQuickly(Crew.Action action) {
        long start = System.nanoTime();
        Throwable thrown = Crew.thrownOn("intruder", action);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);

        assertThat(thrown).isInstanceOf(WrongThreadException.class);
        assertThat(millis).as("milliseconds until the refusal").isLessThan(QUICK_MILLIS);
    }

    @Clause("A-04")
    @Test
    void a04_theCounterEqualsTheCallsThatWereAccepted() {
        Canary canary = new Canary();
        TypedFunc increment = canary.increment.typed();
        AtomicInteger refused = new AtomicInteger();

        FutureTask<?> intruder = Crew.start("intruder", () -> {
            for (int i = 0; i < 500_000; i++) {
                if (Crew.thrown(increment::call) instanceof WrongThreadException) {
                    refused.incrementAndGet();
                }
            }
            return null;
        });
        int accepted = 0;
        for (int i = 0; i < 500_000; i++) {
            increment.call();
            accepted++;
        }
        Crew.result(intruder);

        assertThat(canary.counter.get().asInt()).isEqualTo(accepted).isEqualTo(500_000);
        assertThat(refused).hasValue(500_000);
        canary.counter.set(Val.i32(0));
        canary.sings();
    }

    @Clause("A-05")
    @Test
    void a05_noResultIsWrongBesideIntruders() {
        Canary canary = new Canary();
        TypedFunc fib = canary.func("fib").typed();

        beside(canary, List.<Crew.Action>of(() -> fib.call(12), canary.increment::call, canary.store::gc), () -> {
            for (int i = 0; i < 10_000; i++) {
                assertThat(fib.call(12)).isEqualTo(144);
            }
        });
    }

    @Clause("A-07")
    @Test
    void a07_aForeignGrowDisturbsNoIndirectCall() {
        Canary canary = new Canary();

        beside(
                canary,
                List.<Crew.Action>of(() -> canary.functions.grow(1, NO_FUNC), () -> canary.objects.size()),
                () -> {
                    for (int i = 0; i < 200; i++) {
                        assertThat(canary.call("dispatch", 0, 5_000)).isEqualTo(5_000);
                    }
                });

        assertThat(canary.functions.grow(1, NO_FUNC)).isEqualTo(3);
    }

    @Clause("A-08")
    @Test
    void a08_aForeignGrowLosesNoStore() {
        Canary canary = new Canary();

        beside(canary, List.<Crew.Action>of(() -> canary.memory.grow(1), () -> canary.memory.writeInt(0, 0)), () -> {
            for (int i = 0; i < 100; i++) {
                assertThat(canary.call("fillAndSum", 10_000)).isEqualTo(50_005_000);
            }
        });

        assertThat(canary.memory.grow(1)).isEqualTo(1);
        assertThat(canary.call("fillAndSum", 10_000)).isEqualTo(50_005_000);
    }

    @Clause("A-09")
    @Test
    void a09_whatIsSetInATableIsReadBackUnderAForeignGrow() {
        Canary canary = new Canary();
        List<Object> objects = List.of(new Object(), new Object());
        List<ExternRef> refs = objects.stream()
                .map(object -> ExternRef.of(canary.store, object))
                .toList();
        Val.RefVal none = Val.nullRef(AbsHeapType.EXTERN);

        beside(
                canary,
                List.<Crew.Action>of(() -> canary.objects.grow(1, none), () -> canary.objects.set(1, none)),
                () -> {
                    for (int i = 0; i < 20_000; i++) {
                        canary.objects.set(1, refs.get(i & 1));
                        assertThat(((ExternRef) canary.objects.get(1)).value()).isSameAs(objects.get(i & 1));
                    }
                });

        assertThat(canary.objects.grow(1, refs.getFirst())).isEqualTo(2);
        assertThat(((ExternRef) canary.objects.get(2)).value()).isSameAs(objects.getFirst());
    }

    @Clause("A-10")
    @Test
    void a10_nothingIsMadeInAForeignThreadsStore() {
        Canary canary = new Canary();
        Module module = Module.fromText(canary.engine, "(module (func (export \"f\") (result i32) (i32.const 3)))");
        Tag tag = Tag.create(canary.store, NumType.I32);
        List<Crew.Action> makers = List.of(
                () -> new Linker<String>(canary.engine).instantiate(canary.store, module),
                () -> new Linker<String>(canary.engine).module(canary.store, "m", module),
                () -> new Linker<String>(canary.engine).instance("m", canary.guest),
                () -> Memory.create(canary.store, MemType.of(Limits.atLeast(1))),
                () -> Table.create(canary.store, TableType.of(Limits.atLeast(1), RefType.FUNCREF), NO_FUNC),
                () -> Global.create(canary.store, new GlobalType(NumType.I32, true), Val.i32(1)),
                () -> Tag.create(canary.store),
                () -> Func.of(canary.store, HostFunction.<String, Void>of(Void.class, caller -> null)),
                () -> ExternRef.of(canary.store, "object"),
                () -> StructRef.create(canary.store, canary.engine.defType(new StructType(List.of()))),
                () -> new WasmException(tag, Val.i32(1)));
        int hostObjects = canary.store.hostObjects();

        for (Crew.Action maker : makers) {
            assertThat(Crew.thrownOn("intruder", maker)).isInstanceOf(WrongThreadException.class);
        }

        assertThat(canary.store.hostObjects()).isEqualTo(hostObjects);
        for (Crew.Action maker : makers) {
            assertThat(Crew.thrown(maker)).isNull();
        }
        canary.sings();
    }

    @Clause("A-11")
    @Test
    void a11_fuelIsTheOwnersAffair() {
        Canary canary = new Canary(Config.DEFAULT.consumeFuel(true));
        canary.store.setFuel(1_000_000);

        assertThat(Crew.thrownOn("intruder", canary.store::getFuel)).isInstanceOf(WrongThreadException.class);
        assertThat(Crew.thrownOn("intruder", () -> canary.store.setFuel(7))).isInstanceOf(WrongThreadException.class);

        assertThat(canary.store.getFuel()).isEqualTo(1_000_000);
        canary.sings();
        assertThat(canary.store.getFuel()).isLessThan(1_000_000);
        canary.store.setFuel(7);
        assertThat(canary.store.getFuel()).isEqualTo(7);
    }

    @Clause("A-11")
    @Test
    void a11_anybodyMayInterrupt() {
        Canary canary = new Canary();
        SpinningGuest spinning = new SpinningGuest();
        Call call = spinning.in(canary).begin(Val.i32(76));
        InterruptHandle handle = call.interruptHandle();
        FutureTask<?> intruder = Crew.start("intruder", () -> {
            spinning.awaitBegun();
            handle.interrupt();
            return null;
        });

        assertThat(call.resume()).isEqualTo(new Outcome.Interrupted(Outcome.InterruptCause.REQUEST));
        Crew.result(intruder);
        spinning.end();
        assertThat(call.resume()).isEqualTo(new Outcome.Returned(List.of(Val.i32(77))));
        canary.sings();
    }

    /** Runs something on the owner while two intruders try all the time, and each attempt of theirs is refused. */
    private static void beside(Canary canary, List<Crew.Action> attempts, Runnable work) {
        AtomicBoolean isOver = new AtomicBoolean();
        List<FutureTask<Integer>> intruders = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            intruders.add(Crew.start("intruder-" + i, () -> {
                int refused = 0;
                while (!isOver.get() || refused == 0) {
                    Throwable thrown = Crew.thrown(attempts.get(refused % attempts.size()));
                    assertThat(thrown).isInstanceOf(WrongThreadException.class);
                    refused++;
                }
                return refused;
            }));
        }
        try {
            work.run();
        } finally {
            isOver.set(true);
        }
        for (FutureTask<Integer> intruder : intruders) {
            assertThat(Objects.requireNonNull(Crew.result(intruder))).isPositive();
        }
        canary.sings();
    }

    /** Starts a thread that owns a Canary, does something, and shows that the Canary still sings. */
    private static FutureTask<?> owner(CompletableFuture<Canary> made, Consumer<Canary> work) {
        return Crew.start("owner", () -> {
            Canary canary = new Canary();
            made.complete(canary);
            work.accept(canary);
            canary.sings();
            return null;
        });
    }
}
