package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.CallEndedException;
import org.ferrywasm.vm.CannotSuspendException;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.StaleHandleException;
import org.ferrywasm.vm.StoreBusyException;
import org.ferrywasm.vm.StoreClosedException;
import org.ferrywasm.vm.StoreInTransitException;
import org.ferrywasm.vm.StoreParcel;
import org.ferrywasm.vm.StorePoisonedException;
import org.ferrywasm.vm.Tag;
import org.ferrywasm.vm.Tenancies;
import org.ferrywasm.vm.TypedFunc;
import org.ferrywasm.vm.Val;
import org.ferrywasm.vm.WasmException;
import org.ferrywasm.vm.WrongEngineException;
import org.ferrywasm.vm.WrongStoreException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Group I of the contract: what refusals and failures are called, and what they say. */
@Timeout(300)
class MessageClausesTest {
    @Clause("I-01")
    @Test
    void i01_eachSituationHasATypeOfItsOwn() {
        List<@Nullable Throwable> thrown = new ArrayList<>();
        Canary canary = new Canary();
        Canary other = new Canary();
        ExternRef foreign = ExternRef.of(other.store, "object");
        Call ended = canary.func("fib").begin(Val.i32(1));
        ended.close();
        Func waiting = Func.of(
                canary.store, HostFunction.<String, Integer>async(Integer.class, caller -> new CompletableFuture<>()));

        thrown.add(Crew.thrownOn("intruder", canary.increment::call));
        canary.duringHostCall(() -> thrown.add(Crew.thrown(canary.store::close)));
        thrown.add(Crew.thrown(() -> canary.func("round").call(foreign)));
        thrown.add(Crew.thrown(() -> new Linker<String>(new Engine())
                .instantiate(canary.store, Module.fromText(canary.engine, "(module)"))));
        thrown.add(Crew.thrown(ended::resume));
        thrown.add(Crew.thrown(waiting::call));
        canary.sings();
        canary.store.close();
        thrown.add(Crew.thrown(canary.increment::call));
        Tenancies.poison(other.store);
        thrown.add(Crew.thrown(other.increment::call));
        Canary moved = new Canary();
        StoreParcel<String> parcel = moved.store.detach(moved.memory);
        thrown.add(Crew.thrown(moved.increment::call));
        thrown.add(Crew.thrown(moved.memory::size));
        parcel.close();

        List<Class<?>> expected = List.of(
                WrongThreadException.class,
                StoreBusyException.class,
                WrongStoreException.class,
                WrongEngineException.class,
                CallEndedException.class,
                CannotSuspendException.class,
                StoreClosedException.class,
                StorePoisonedException.class,
                StaleHandleException.class,
                StoreInTransitException.class);
        assertThat(thrown.stream().map(Object::getClass)).isEqualTo(expected);
        for (Class<?> type : expected) {
            assertThat(expected.stream().filter(type::isAssignableFrom))
                    .as("kinds of %s", type)
                    .hasSize(1);
        }
        assertThat(IllegalStateException.class).isAssignableFrom(StaleHandleException.class);
    }

    @Clause("I-02")
    @Test
    void i02_theWrongThreadIsReportedBeforeAnythingElse() {
        Canary canary = new Canary();
        Canary other = new Canary();
        ExternRef foreign = ExternRef.of(other.store, "object");
        Module foreignModule = Module.fromText(other.engine, "(module)");
        Call ended = canary.func("fib").begin(Val.i32(1));
        ended.close();
        Func round = canary.func("round");
        Linker<String> linker = new Linker<>(canary.engine);

        List<Crew.Action> wrongTwice = List.of(
                () -> round.call(foreign),
                () -> round.call(),
                () -> canary.objects.set(99, foreign),
                () -> canary.memory.readInt(-1),
                () -> canary.guest.getFunc("no such function"),
                () -> linker.instantiate(canary.store, foreignModule),
                ended::resume,
                () -> canary.store.getFuel());
        canary.duringHostCall(() -> {
            for (Crew.Action action : wrongTwice) {
                assertThat(Crew.thrownOn("intruder", action)).isInstanceOf(WrongThreadException.class);
            }
            assertThat(Crew.thrownOn("intruder", canary.store::close)).isInstanceOf(WrongThreadException.class);
        });
        for (Crew.Action action : wrongTwice) {
            assertThat(Crew.thrown(action)).isNotNull().isNotInstanceOf(WrongThreadException.class);
        }
        assertThat(wrongTwice).isNotEmpty();
        canary.sings();
    }

    @Clause("I-03")
    @Test
    void i03_messagesAboutABusyStoreDisturbNothing() throws Exception {
        CompletableFuture<Canary> made = new CompletableFuture<>();
        CompletableFuture<Void> isOver = new CompletableFuture<>();
        FutureTask<Integer> owner = Crew.start("owner", () -> {
            Canary canary = new Canary();
            TypedFunc fib = canary.func("fib").typed();
            made.complete(canary);
            int calls = 0;
            while (!isOver.isDone()) {
                assertThat(fib.call(14)).isEqualTo(377);
                calls++;
            }
            canary.sings();
            return calls;
        });
        Canary canary = made.get(Crew.BOUND_SECONDS, TimeUnit.SECONDS);
        long storeId = canary.store.id();
        int right;
        try {
            right = Crew.on("intruder", () -> rightMessages(canary, "Store " + storeId));
        } finally {
            isOver.complete(null);
        }

        assertThat(right).isEqualTo(1_000_000);
        assertThat(Crew.result(owner)).isPositive();
    }

    /** On a thread with few frames, for each exception notes them all. */
    private static int rightMessages(Canary canary, String store) {
        int right = 0;
        for (int i = 0; i < 1_000_000; i++) {
            try {
                canary.increment.call();
            } catch (WrongThreadException e) {
                right += e.getMessage().contains(store) ? 1 : 0;
            }
            right += i % 16 != 0 || canary.memory.toString().contains(store) ? 0 : -1;
        }
        return right;
    }

    @Clause("I-04")
    @Test
    void i04_messagesNameOwnerCallerStoreAndOperation() {
        Crew.on("the owner", () -> {
            Canary canary = new Canary();
            String store = "Store " + canary.store.id();

            assertThat(Crew.thrownOn("the caller", () -> canary.memory.grow(1)))
                    .hasMessage("Memory.grow on thread \"the caller\": " + store + " is owned by thread \"the owner\"");
            canary.store.detach().attach();
            assertThat(Crew.thrown(() -> canary.memory.grow(1)))
                    .hasMessageContainingAll("Memory.grow", store, "transfer 1, by thread \"the owner\"", "companion");
            return null;
        });
        Canary canary = new Canary();
        canary.store.close();
        assertThat(Crew.thrown(() -> canary.memory.grow(1)))
                .hasMessageContainingAll("Memory.grow", "Store " + canary.store.id(), "closed");
    }

    @Clause("I-06")
    @Test
    void i06_exceptionsOfHostFunctionsArriveAsTheSameObject() {
        Canary canary = new Canary();
        List<Throwable> exceptions = List.of(
                new IOException("checked"),
                new IllegalStateException("unchecked"),
                new AssertionError("an error"),
                Objects.requireNonNull(Crew.thrown(() -> canary.functions.get(99))),
                new InterruptedException("interrupted"));
        int[] index = {0};
        Linker<String> linker = new Linker<>(canary.engine);
        linker.func("host", "throw", HostFunction.<String, Void>of(Void.class, caller -> {
            throw exceptions.get(index[0]);
        }));
        Instance guest = linker.instantiate(canary.store, Module.fromText(canary.engine, """
            (module (import "host" "throw" (func $throw))
              (func (export "f") (result i32)
                (block $caught (try_table (catch_all $caught) (call $nested)))
                (i32.const 1))
              (func $nested (call $throw)))
            """));

        for (; index[0] < exceptions.size(); index[0]++) {
            Throwable exception = exceptions.get(index[0]);
            String message = exception.getMessage();
            assertThat(Crew.thrown(guest.getFunc("f")::call))
                    .isSameAs(exception)
                    .hasMessage(message);
            canary.sings();
        }
    }

    @Clause("I-06")
    @Test
    void i06_aGuestExceptionOfAHostFunctionIsCaughtOrArrivesAsTheSameObject() {
        Canary canary = new Canary();
        Tag tag = Tag.create(canary.store, NumType.I32);
        WasmException exception = new WasmException(tag, Val.i32(7));
        Linker<String> linker = new Linker<>(canary.engine);
        linker.define("host", "tag", tag);
        linker.func("host", "throw", HostFunction.<String, Void>of(Void.class, caller -> {
            throw exception;
        }));
        Instance guest = linker.instantiate(canary.store, Module.fromText(canary.engine, """
            (module
              (import "host" "tag" (tag $tag (param i32)))
              (import "host" "throw" (func $throw))
              (tag $other)
              (func (export "catch") (result i32)
                (block $caught (result i32)
                  (try_table (catch $tag $caught) (call $throw))
                  (i32.const 0)))
              (func (export "pass")
                (block $caught (try_table (catch $other $caught) (call $throw)))))
            """));

        assertThat(guest.getFunc("catch").call()).containsExactly(Val.i32(7));
        assertThat(Crew.thrown(guest.getFunc("pass")::call)).isSameAs(exception);
        assertThat(exception.fields()).containsExactly(Val.i32(7));
        canary.sings();
    }
}
