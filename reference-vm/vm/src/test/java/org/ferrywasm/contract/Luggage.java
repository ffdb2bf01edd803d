package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Memory;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.NotSendableException;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Rooted;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreLimits;
import org.ferrywasm.vm.StoreParcel;
import org.ferrywasm.vm.Trap;
import org.ferrywasm.vm.TrapReason;
import org.ferrywasm.vm.Val;
import org.ferrywasm.vm.Violation;
import org.jspecify.annotations.Nullable;

/** A Store that may move, with a guest that has a place for everything; whoever owns the Store uses it. */
final class Luggage {
    static final long FUEL = 1L << 40;
    static final Val NULL = Val.nullRef(AbsHeapType.EXTERN);
    private static final int PAGE_BYTES = 65_536;
    private static final String GUEST = """
        (module
          (type $node (struct (field (mut i32)) (field (mut externref)) (field (mut (ref null $node)))))
          (type $refs (array (mut externref)))
          (type $unary (func (param i32) (result i32)))
          (import "host" "echo" (func $echo (param i32) (result i32)))
          (import "host" "later" (func $later (param externref) (result i32)))
          (tag $tag (export "tag") (param externref))
          (memory $memory (export "memory") 2 8)
          (table $functions (export "functions") 4 16 funcref)
          (table $objects (export "objects") 4 16 externref)
          (global $count (export "count") (mut i64) (i64.const 7))
          (global $float (export "float") (mut f64) (f64.const 0.5))
          (global $vector (export "vector") (mut v128) (v128.const i64x2 3 4))
          (global $object (export "object") (mut externref) (ref.null extern))
          (global $list (mut (ref null $node)) (ref.null $node))
          (global $array (mut (ref null $refs)) (ref.null $refs))
          (global $thrown (mut exnref) (ref.null exn))
          (data $passive "passive")
          (elem (table $functions) (i32.const 0) func $next $double)
          (elem $segment funcref (ref.func $double))
          (func $next (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
          (func $double (param i32) (result i32) (i32.shl (local.get 0) (i32.const 1)))
          (func $fib (export "fib") (param i32) (result i32)
            (if (result i32) (i32.lt_s (local.get 0) (i32.const 2))
              (then (local.get 0))
              (else (i32.add
                (call $fib (i32.sub (local.get 0) (i32.const 1)))
                (call $fib (i32.sub (local.get 0) (i32.const 2)))))))
          (func (export "dispatch") (param i32 i32) (result i32)
            (call_indirect $functions (type $unary) (local.get 0) (local.get 1)))
          (func (export "through") (param i32) (result i32) (call $echo (local.get 0)))
          (func (export "init") (param $at i32)
            (memory.init $passive (local.get $at) (i32.const 0) (i32.const 7))
            (table.init $functions $segment (i32.const 3) (i32.const 0) (i32.const 1)))
          (func (export "add") (param $address i32) (param $n i32) (result i32)
            (i32.store (local.get $address) (i32.add (i32.load (local.get $address)) (local.get $n)))
            (global.set $count (i64.add (global.get $count) (i64.extend_i32_s (local.get $n))))
            (i32.load (local.get $address)))
          (func (export "push") (param $n i32) (param $x externref)
            (global.set $list (struct.new $node (local.get $n) (local.get $x) (global.get $list))))
          (func (export "pop") (global.set $list (struct.get $node 2 (global.get $list))))
          (func (export "sum") (result i32)
            (local $at (ref null $node)) (local $sum i32)
            (local.set $at (global.get $list))
            (block $done
              (loop $next
                (br_if $done (ref.is_null (local.get $at)))
                (local.set $sum (i32.add (local.get $sum) (struct.get $node 0 (local.get $at))))
                (local.set $at (struct.get $node 2 (local.get $at)))
                (br $next)))
            (local.get $sum))
          (func (export "waste") (param $n i32)
            (loop $again
              (drop (struct.new $node (local.get $n) (ref.null extern) (ref.null $node)))
              (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
          (func (export "putArray") (param externref)
            (global.set $array (array.new_fixed $refs 2 (ref.null extern) (local.get 0))))
          (func (export "putException") (param externref)
            (global.set $thrown
              (block $caught (result exnref)
                (try_table (catch_all_ref $caught) (throw $tag (local.get 0)))
                (unreachable))))
          (func (export "clear")
            (global.set $list (ref.null $node))
            (global.set $array (ref.null $refs))
            (global.set $thrown (ref.null exn)))
          (func $wait (param $n i32)
            (loop $again (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
          (func (export "hold") (param $x externref) (param $n i32) (result externref)
            (call $wait (local.get $n))
            (local.get $x))
          (func (export "operand") (param $x externref) (param $n i32) (result externref)
            (local.get $x)
            (local.set $x (ref.null extern))
            (call $wait (local.get $n)))
          (func (export "await") (param $x externref) (result i32)
            (local.get $x)
            (local.set $x (ref.null extern))
            (call $later))
          (func (export "countUp") (param $n i32) (result i64)
            (loop $again
              (global.set $count (i64.add (global.get $count) (i64.const 1)))
              (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (global.get $count))
          (func (export "divide") (param $n i32) (result i32)
            (loop $again (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (i32.div_u (i32.const 1) (local.get $n)))
          (func (export "throws") (param externref) (throw $tag (local.get 0)))
          (func (export "endless") (loop $again (br $again))))
        """;

    /** What an asynchronous host function answers, to be told by any thread. */
    record Answers(CompletableFuture<Integer> next) implements java.util.function.Supplier<CompletionStage<Integer>> {
        @Override
        public CompletionStage<Integer> get() {
            return next;
        }
    }

    final Engine engine;
    final Store<@Nullable Object> store;
    final Instance guest;
    final CompletableFuture<Integer> answer = new CompletableFuture<>();

    Luggage() {
        this(new Engine(Config.DEFAULT.consumeFuel(true)));
    }

    Luggage(Engine engine) {
        this(engine, StoreLimits.DEFAULT, null);
    }

    Luggage(Engine engine, StoreLimits limits, @Nullable Object data) {
        this.engine = engine;
        this.store = new Store<>(engine, data, limits);
        if (engine.config().consumesFuel()) {
            store.setFuel(FUEL);
        }
        Answers answers = new Answers(answer);
        Linker<@Nullable Object> linker = new Linker<>(engine);
        linker.func("host", "echo", HostFunction.of(Integer.class, Integer.class, (caller, x) -> x));
        linker.func("host", "later", HostFunction.async(Integer.class, ExternRef.class, (caller, x) -> answers.get()));
        this.guest = linker.instantiate(store, Module.fromText(engine, GUEST));
    }

    Func func(String name) {
        return guest.getFunc(name);
    }

    List<Val> call(String name, Val... args) {
        return func(name).call(args);
    }

    Call begin(String name, Val... args) {
        return func(name).begin(args);
    }

    /** Takes the Store, with its instance and other handles, to another thread for an action, and back. */
    <R extends @Nullable Object> R on(ThreadFactory threads, Callable<R> action, Object... companions) {
        Object[] all = withGuest(companions);
        StoreParcel<@Nullable Object> there = store.detach(all);
        record Back<R extends @Nullable Object>(R result, StoreParcel<@Nullable Object> parcel) {}
        Back<R> back = Crew.on(threads, () -> {
            there.attach();
            R result = action.call();
            store.audit();
            return new Back<>(result, store.detach(all));
        });
        back.parcel().attach();
        return back.result();
    }

    /** Takes the Store to a thread of this name for an action, and back. */
    <R extends @Nullable Object> R on(String threadName, Callable<R> action, Object... companions) {
        return on(task -> new Thread(task, threadName), action, companions);
    }

    private Object[] withGuest(Object... companions) {
        Object[] all = Arrays.copyOf(companions, companions.length + 1);
        all[companions.length] = guest;
        return all;
    }

    /** Packs the Store with its instance and other handles. */
    StoreParcel<@Nullable Object> detach(Object... companions) {
        return store.detach(withGuest(companions));
    }

    /** Packs the Store and attaches it, with its instance and other handles, on this thread. */
    void hop(Object... companions) {
        detach(companions).attach();
    }

    /** The paths to what keeps the Store where it is; none if it moved, and came back. */
    List<String> paths(Object... companions) {
        try {
            hop(companions);
            return List.of();
        } catch (NotSendableException e) {
            return e.violations().stream().map(Violation::path).toList();
        }
    }

    /** Puts something in every place. */
    void fill() {
        Memory memory = guest.getMemory("memory");
        memory.grow(1);
        for (int i = 0; i < 3 * PAGE_BYTES; i += 8) {
            memory.writeLong(i, i * 0x9E37_79B9_7F4A_7C15L);
        }
        call("init", Val.i32(1000));
        guest.getGlobal("count").set(Val.i64(-5));
        try (ExternRef text = ExternRef.of(store, "text");
                ExternRef other = ExternRef.of(store, List.of(1, 2))) {
            guest.getTable("objects").grow(2, text);
            guest.getTable("objects").set(1, other);
            guest.getGlobal("object").set(text);
            call("putArray", other);
            call("putException", text);
            for (int i = 1; i <= 10; i++) {
                call("push", Val.i32(i), i % 3 == 0 ? text : other);
            }
        }
    }

    /** What the guest's state is, as the public API tells it. */
    Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        Memory memory = guest.getMemory("memory");
        state.put("memory", Arrays.hashCode(memory.read(0, (int) memory.sizeBytes())));
        state.put("pages", memory.size());
        for (String global : List.of("count", "float", "vector")) {
            state.put(global, guest.getGlobal(global).get());
        }
        state.put("object", value((Val.RefVal) guest.getGlobal("object").get()));
        List<Object> objects = new ArrayList<>();
        for (long i = 0; i < guest.getTable("objects").size(); i++) {
            objects.add(value(guest.getTable("objects").get(i)));
        }
        state.put("objects", objects);
        List<Object> functions = new ArrayList<>();
        for (long i = 0; i < guest.getTable("functions").size(); i++) {
            functions.add(guest.getTable("functions").get(i));
        }
        state.put("functions", functions);
        state.put("sum", call("sum"));
        state.put("hostObjects", store.hostObjects());
        state.put("heapBytes", store.heapBytes());
        return Collections.unmodifiableMap(state);
    }

    /** The very object behind a reference. */
    private static Object value(Val.RefVal ref) {
        if (ref instanceof ExternRef extern) {
            try (extern) {
                return extern.value();
            }
        }
        return ref;
    }

    /** Shows, on the owner, that nothing was spoilt: computation, memory, tables, a host call, a trap that is caught; audits. */
    void sings() {
        assertThat(call("fib", Val.i32(12))).containsExactly(Val.i32(144));
        assertThat(call("dispatch", Val.i32(20), Val.i32(1))).containsExactly(Val.i32(40));
        assertThat(call("through", Val.i32(41))).containsExactly(Val.i32(41));
        Val before = call("add", Val.i32(60_000), Val.i32(0)).getFirst();
        assertThat(call("add", Val.i32(60_000), Val.i32(3))).containsExactly(Val.i32(before.asInt() + 3));
        call("add", Val.i32(60_000), Val.i32(-3));
        assertThat(Crew.thrown(() -> call("divide", Val.i32(3)))).isInstanceOf(Trap.class);
        store.audit();
    }

    /** Resumes a call in slices of fuel until it stops for another reason. */
    static Outcome slices(Call call, long slice) {
        return SuspendedGuest.slices(call, slice);
    }

    /** Puts a host object into the table of objects, without leaving a handle. */
    void put(int index, Object value) {
        try (ExternRef ref = ExternRef.of(store, value)) {
            guest.getTable("objects").set(index, ref);
        }
    }

    /** Takes what is in the table of objects out. */
    void take(int index) {
        guest.getTable("objects").set(index, (Val.RefVal) NULL);
    }

    /** That a call ends with a trap of this kind. */
    static void assertTraps(Crew.Action action, TrapReason reason) {
        assertThat(Crew.thrown(action))
                .isInstanceOfSatisfying(
                        Trap.class, trap -> assertThat(trap.reason()).isEqualTo(reason));
    }

    /** Closes the Store, and shows that handles say so. */
    void close() {
        Rooted last = ExternRef.of(store, "last");
        store.close();
        assertThat(Crew.thrown(last::close)).isInstanceOf(org.ferrywasm.vm.StoreClosedException.class);
    }
}
