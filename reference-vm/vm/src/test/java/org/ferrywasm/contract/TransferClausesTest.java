package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Memory;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.StaleHandleException;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreClosedException;
import org.ferrywasm.vm.StoreInTransitException;
import org.ferrywasm.vm.StoreParcel;
import org.ferrywasm.vm.StoreProbe;
import org.ferrywasm.vm.Trap;
import org.ferrywasm.vm.TrapReason;
import org.ferrywasm.vm.Val;
import org.ferrywasm.vm.WasmException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Group E, the move itself: what arrives, what stays behind, and when it is refused. */
@Timeout(120)
class TransferClausesTest {
    private static final Engine ENGINE = new Engine(Config.DEFAULT.consumeFuel(true));

    private final Luggage luggage = new Luggage(ENGINE);
    private final Store<@Nullable Object> store = luggage.store;

    @Clause({"E-01", "E-15"})
    @Test
    void e01_allStateIsEqualAfterAMove() {
        luggage.fill();
        Map<String, Object> before = luggage.state();
        long fuel = store.getFuel();

        luggage.hop();
        assertThat(store.getFuel()).isEqualTo(fuel);
        assertThat(luggage.state()).isEqualTo(before);
        assertThat(luggage.on("next", luggage::state)).isEqualTo(before);
        assertThat(luggage.on(Thread.ofVirtual().factory(), luggage::state)).isEqualTo(before);
        luggage.sings();

        luggage.guest.getMemory("memory").writeByte(77, (byte) 1);
        assertThat(luggage.state()).isNotEqualTo(before);
    }

    @Clause("E-01")
    @Test
    void e01_nothingInsideTheStoreIsTouchedWhenAllHandlesTravel() {
        luggage.fill();
        ExternRef handle = ExternRef.of(store, "handle");
        Call call = luggage.begin("countUp", Val.i32(1000));
        call.resume(500);
        List<String> before = inside();

        luggage.hop(handle, call);

        assertThat(inside()).isEqualTo(before);
        assertThat(call.resume()).isInstanceOf(Outcome.Returned.class);
        assertThat(inside()).isNotEqualTo(before);
        luggage.sings();
    }

    /** What is inside, the Store's own tenancy left out. */
    private List<String> inside() {
        return StoreProbe.picture(store).stream()
                .filter(line -> !line.startsWith(".tenancy"))
                .filter(line -> !line.startsWith(".owner"))
                .filter(line -> !line.startsWith(".reserve"))
                .toList();
    }

    @Clause("E-02")
    @Test
    void e02_aTrapAfterAMoveIsAnOrdinaryTrap() {
        Trap here = (Trap) Crew.thrown(() -> luggage.call("divide", Val.i32(5)));
        Trap there = (Trap) luggage.on("next", () -> Crew.thrown(() -> luggage.call("divide", Val.i32(5))));

        assertThat(there).hasMessage(here.getMessage());
        assertThat(there.frames()).isEqualTo(here.frames());
        assertThat(there.reason()).isEqualTo(TrapReason.INTEGER_DIVIDE_BY_ZERO);
        luggage.sings();
    }

    @Clause("E-02")
    @Test
    void e02_guestAndHostExceptionsAfterAMoveAreCaughtAsEver() {
        IllegalStateException thrown = new IllegalStateException("the host's");
        Linker<@Nullable Object> linker = new Linker<>(ENGINE);
        linker.func("host", "fail", HostFunction.of(Integer.class, caller -> {
            throw thrown;
        }));
        Func fails = linker.instantiate(store, Module.fromText(ENGINE, """
            (module (import "host" "fail" (func $fail (result i32)))
              (func (export "f") (result i32) (call $fail)))
            """)).getFunc("f");

        luggage.on(
                "next",
                () -> {
                    assertThat(Crew.thrown(fails::call)).isSameAs(thrown);
                    assertThat(Crew.thrown(() -> luggage.call("throws", Luggage.NULL)))
                            .isInstanceOfSatisfying(
                                    WasmException.class,
                                    e -> assertThat(e.fields()).containsExactly(Luggage.NULL));
                    luggage.sings();
                    return null;
                },
                fails);
    }

    /** A handle of each kind, with something to do with it. */
    private Map<Object, Crew.Action> handles() {
        Map<Object, Crew.Action> uses = new java.util.LinkedHashMap<>();
        Func fib = luggage.func("fib");
        uses.put(fib, () -> fib.call(Val.i32(3)));
        var typed = luggage.func("fib").typed();
        uses.put(typed, () -> typed.call(3));
        Memory memory = luggage.guest.getMemory("memory");
        uses.put(memory, memory::size);
        var table = luggage.guest.getTable("objects");
        uses.put(table, table::size);
        var global = luggage.guest.getGlobal("count");
        uses.put(global, global::get);
        var tag = luggage.guest.getTag("tag");
        uses.put(tag, tag::type);
        ExternRef extern = ExternRef.of(store, "extern");
        uses.put(extern, extern::value);
        var any = extern.toAny();
        uses.put(any, () -> ((org.ferrywasm.vm.HostRef) any).value());
        WasmException exception = new WasmException(tag, Luggage.NULL);
        uses.put(exception, exception::fields);
        Call call = luggage.begin("countUp", Val.i32(10));
        uses.put(call, call::frames);
        var instantiation = new Linker<@Nullable Object>(ENGINE).begin(store, Module.fromText(ENGINE, "(module)"));
        uses.put(instantiation, instantiation::isEnded);
        uses.put(luggage.guest, luggage.guest::exports);
        return uses;
    }

    @Clause({"E-03", "E-04", "A-18"})
    @Test
    void e04_handlesThatTravelWorkForTheNewOwnerAndOthersForNobody() {
        Map<Object, Crew.Action> left = handles();
        Map<Object, Crew.Action> travelling = handles();
        left.remove(luggage.guest);
        Object[] companions = travelling.keySet().toArray();
        travelling.values().forEach(use -> assertThat(Crew.thrown(use)).isNull());

        StoreParcel<@Nullable Object> parcel = store.detach(companions);
        left.values().forEach(use -> assertThat(Crew.thrown(use)).isInstanceOf(StaleHandleException.class));
        travelling.values().forEach(use -> assertThat(Crew.thrown(use)).isInstanceOf(StoreInTransitException.class));

        StoreParcel<@Nullable Object> back = Crew.on("next", () -> {
            travelling
                    .values()
                    .forEach(use -> assertThat(Crew.thrown(use)).isInstanceOf(StoreInTransitException.class));
            parcel.attach();
            travelling.values().forEach(use -> assertThat(Crew.thrown(use)).isNull());
            left.values().forEach(use -> assertThat(Crew.thrown(use)).isInstanceOf(StaleHandleException.class));
            return store.detach(companions);
        });
        back.attach();
        left.values().forEach(use -> assertThat(Crew.thrown(use)).isInstanceOf(StaleHandleException.class));
        travelling.values().forEach(use -> assertThat(Crew.thrown(use)).isNull());
        assertThat(Crew.thrownOn("next", () -> luggage.guest.exports())).isInstanceOf(WrongThreadException.class);
        luggage.sings();
    }

    @Clause({"E-03", "E-04"})
    @Test
    void e04_aHandleThatWasLeftBehindIsNoArgumentAnywhere() {
        ExternRef left = ExternRef.of(store, "left");
        ExternRef kept = ExternRef.of(store, "kept");
        Func leftFunc = luggage.func("fib");
        Call leftCall = luggage.begin("hold", left, Val.i32(3));
        Linker<@Nullable Object> linker = new Linker<>(ENGINE);
        linker.define("host", "f", leftFunc);
        Module module = Module.fromText(ENGINE, "(module (import \"host\" \"f\" (func (param i32) (result i32))))");
        assertThat(linker.instantiate(store, module)).isNotNull();

        luggage.hop(kept);

        List<Crew.Action> uses = List.of(
                () -> luggage.call("hold", left, Val.i32(1)),
                () -> luggage.begin("hold", left, Val.i32(1)),
                () -> luggage.guest.getTable("objects").set(0, left),
                () -> luggage.guest.getTable("objects").grow(1, left),
                () -> luggage.guest.getTable("functions").set(0, leftFunc),
                () -> luggage.guest.getGlobal("object").set(left),
                () -> new WasmException(luggage.guest.getTag("tag"), left),
                () -> kept.refersToSameAs(left),
                () -> store.detach(left),
                () -> store.detach(leftCall),
                () -> linker.instantiate(store, module),
                () -> store.setData(leftCall.interruptHandle()),
                left::close,
                leftCall::close);
        uses.forEach(use -> assertThat(Crew.thrown(use)).isInstanceOf(StaleHandleException.class));
        assertThat(luggage.call("hold", kept, Val.i32(1))).hasSize(1);
        linker.allowShadowing(true).define("host", "f", luggage.func("fib"));
        assertThat(linker.instantiate(store, module)).isNotNull();
        luggage.sings();
    }

    @Clause("E-04")
    @Test
    void e04_whatOnlyLeftBehindHandlesHeldIsGone() {
        MovingDrops drops = new MovingDrops();
        ExternRef left = drops.put(store, "left");
        ExternRef kept = drops.put(store, "kept");
        Call held = luggage.begin("hold", drops.put(store, "framed"), Val.i32(100));
        held.resume(20);
        Call leftCall = luggage.begin("operand", drops.put(store, "left in a frame"), Val.i32(100));
        leftCall.resume(20);

        StoreParcel<@Nullable Object> parcel = luggage.detach(kept, held);

        assertThat(drops.names()).containsExactlyInAnyOrder("left", "left in a frame");
        assertThat(drops.threads()).containsOnly(Thread.currentThread().getName());
        parcel.attach();
        assertThat(store.hostObjects()).isEqualTo(2);
        assertThat(StoreProbe.roots(store)).isEqualTo(1);
        assertThat(store.audit().calls()).isEqualTo(1);
        try (ExternRef result =
                (ExternRef) ((Outcome.Returned) held.resume()).results().getFirst()) {
            assertThat(result.value()).isEqualTo(new DropLog.Thing("framed"));
        }
        kept.close();
        assertThat(drops.names()).containsExactlyInAnyOrder("left", "left in a frame", "framed", "kept");
        assertThat(left.toString()).contains("ExternRef");
        luggage.sings();
    }

    @Clause("E-06")
    @Test
    void e06_onlyTheOwnerDetaches() {
        List<String> before = StoreProbe.picture(store);

        assertThat(Crew.thrownOn("intruder", store::detach)).isInstanceOf(WrongThreadException.class);
        assertThat(Crew.thrownOn("intruder", () -> store.detach(new Object())))
                .isInstanceOf(WrongThreadException.class);

        assertThat(StoreProbe.picture(store)).isEqualTo(before);
        luggage.hop();
        StoreParcel<@Nullable Object> parcel = luggage.detach();
        assertThat(Crew.thrown(store::detach)).isInstanceOf(StoreInTransitException.class);
        parcel.attach();
        luggage.sings();
        store.close();
        assertThat(Crew.thrown(store::detach)).isInstanceOf(StoreClosedException.class);
    }

    @Clause("E-15")
    @Test
    @SuppressWarnings("ThreadPriorityCheck") // to change carriers
    void e15_toOneselfAndAmongVirtualThreads() {
        for (int i = 0; i < 5; i++) {
            luggage.hop();
            luggage.on(Thread.ofVirtual().factory(), () -> {
                luggage.hop();
                Thread.yield();
                luggage.call("add", Val.i32(0), Val.i32(1));
                return luggage.on(Thread.ofVirtual().factory(), () -> luggage.call("add", Val.i32(0), Val.i32(1)));
            });
            assertThat(luggage.call("add", Val.i32(0), Val.i32(0))).containsExactly(Val.i32(2 * i + 2));
        }
        assertThat(Crew.on(Thread.ofVirtual().factory(), () -> Crew.thrown(store::detach)))
                .isInstanceOf(WrongThreadException.class);
        luggage.sings();
    }

    @Clause("E-04")
    @Test
    void e04_aLinkerKeepsTheItemsThatTravelled() {
        Func travels = luggage.func("fib");
        Linker<@Nullable Object> linker = new Linker<>(ENGINE);
        linker.define("host", "f", travels);
        Module module = Module.fromText(
                ENGINE, "(module (import \"host\" \"f\" (func $f (param i32) (result i32))) (export \"g\" (func $f)))");

        StoreParcel<@Nullable Object> parcel = luggage.detach(travels);
        assertThat(Crew.thrown(() -> linker.instantiate(store, module))).isInstanceOf(StoreInTransitException.class);
        StoreParcel<@Nullable Object> back = Crew.on("next", () -> {
            parcel.attach();
            assertThat(Crew.thrown(() -> linker.instantiate(store, module))).isInstanceOf(WrongThreadException.class);
            return luggage.detach(travels);
        });
        back.attach();

        assertThat(linker.instantiate(store, module).getFunc("g").call(Val.i32(10)))
                .containsExactly(Val.i32(55));
        luggage.sings();
    }
}
