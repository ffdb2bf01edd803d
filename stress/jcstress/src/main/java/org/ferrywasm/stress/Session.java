package org.ferrywasm.stress;

import java.util.ArrayDeque;
import java.util.List;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Caller;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.FrozenLinker;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Global;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Memory;
import org.ferrywasm.vm.MemoryView;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Table;
import org.ferrywasm.vm.TypedFunc;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;

/**
 * A Store with one guest, and handles of each kind. Its fields are final, and what they point at is not: who sees it through a
 * race sees the handles.
 *
 * <p>It belongs to the thread that made it.
 */
public final class Session {
    /** The Engine of all tests. It counts fuel. */
    public static final Engine ENGINE = new Engine(Config.DEFAULT.consumeFuel(true));

    /** The guest: something of everything that a guest may have. */
    public static final Module GUEST = Module.fromText(ENGINE, """
        (module
          (import "host" "during" (func $during))
          (memory (export "memory") 1 4)
          (table (export "table") 4 64 externref)
          (global $counter (export "counter") (mut i64) (i64.const 0))
          (type $box (struct (field (mut i64))))
          (global $kept (mut (ref null $box)) (ref.null $box))
          (func (export "increment") (result i64)
            (global.set $counter (i64.add (global.get $counter) (i64.const 1)))
            (global.get $counter))
          (func (export "callOut") (result i64) (call $during) (global.get $counter))
          (func (export "keep") (param i64) (global.set $kept (struct.new $box (local.get 0))))
          (func (export "kept") (result i64) (struct.get $box 0 (global.get $kept)))
          (func (export "spin") (param $times i64) (result i64)
            (local $sum i64)
            (loop $again
              (local.set $sum (i64.add (local.get $sum) (local.get $times)))
              (br_if $again (i64.ne (i64.const 0)
                (local.tee $times (i64.sub (local.get $times) (i64.const 1))))))
            (local.get $sum)))\
        """);

    /** A guest that imports nothing. */
    public static final Module SMALL_GUEST = Module.fromText(ENGINE, """
        (module (global $n (mut i32) (i32.const 1)) (func (export "one") (result i32) (global.get $n)))\
        """);

    private static final FrozenLinker<Session[]> LINKER = new Linker<Session[]>(ENGINE)
            .func(
                    "host",
                    "during",
                    HostFunction.<Session[]>of(FuncType.of(List.of(), List.of()), (caller, arguments) -> {
                        caller.data()[0].caller = caller;
                        return List.of();
                    }))
            .freeze();
    private static final int PAGE_BYTES = 65_536;
    private static final int MOST_OBJECTS = 100;
    private static final int MOST_RECENT = 64;
    private static final long PLENTY = 1L << 60;
    private static final ThreadLocal<Session> MINE = ThreadLocal.withInitial(Session::new);

    public final Store<Session[]> store;
    public final Instance instance;
    public final Func function;
    public final TypedFunc increment;
    public final TypedFunc callOut;
    public final Memory memory;
    public final Table table;
    public final Global counter;
    public final ExternRef object;

    /** Open for good: it borrows the memory, so this Store never moves. */
    public final MemoryView view;

    /** Waits for fuel, after its first instruction. */
    public final Call suspended;

    /** The view that the host function had of its caller, at its last call. */
    private @Nullable Caller<?> caller;

    private final TypedFunc keep;
    private final TypedFunc kept;

    /** Instantiates modules that import nothing. */
    public final Linker<@Nullable Void> emptyLinker = new Linker<>(ENGINE);

    /** How often the owner has incremented. */
    private long expected;

    private final ArrayDeque<Store<?>> recent = new ArrayDeque<>();

    /** A Store beside this one, for what need not be new itself. */
    private Store<@Nullable Void> beside = Store.of(ENGINE);

    /** A new one, of the current thread. */
    public Session() {
        Session[] data = {this};
        store = new Store<>(ENGINE, data);
        store.setFuel(PLENTY);
        instance = LINKER.instantiate(store, GUEST);
        function = instance.getFunc("increment");
        increment = function.typed();
        callOut = instance.getFunc("callOut").typed();
        memory = instance.getMemory("memory");
        table = instance.getTable("table");
        counter = instance.getGlobal("counter");
        object = ExternRef.of(store, "object");
        view = memory.view(PAGE_BYTES / 2, PAGE_BYTES / 2);
        suspended = instance.getFunc("spin").begin(Val.i64(Long.MAX_VALUE));
        suspended.resume(1);
        keep = instance.getFunc("keep").typed();
        kept = instance.getFunc("kept").typed();
    }

    /** The one of the current thread, for tests that need no new one each time. */
    public static Session mine() {
        return MINE.get();
    }

    /** Increments, as the owner, and says whether nobody else did. */
    public String increments() {
        return said(increment.call() == ++expected);
    }

    /** Calls a guest that calls the host. */
    public String callsOut() {
        return said(callOut.call() == expected);
    }

    /** Writes to the memory and reads it back. */
    public String writes() {
        long value = ++expected;
        increment.call();
        memory.writeLong(0, value);
        return said(memory.readLong(0) == value && memory.size() == 1);
    }

    /** Sets an element and reads it back. */
    public String setsElement() {
        table.set(0, object);
        return said(table.get(0) instanceof ExternRef && table.size() == 4);
    }

    /** Puts an object into the guest's heap and reads it back. */
    public String keeps() {
        long value = ++expected;
        increment.call();
        keep.call(value);
        return said(kept.call() == value);
    }

    /** Makes a handle and gives it up. */
    public String makesAndClosesHandle() {
        ExternRef another = ExternRef.of(store, "another");
        boolean isMine = another.value().equals("another");
        another.close();
        return said(isMine);
    }

    /** Instantiates the guest once more. */
    public void instantiate() {
        LINKER.instantiate(store, GUEST);
    }

    /** A Store with little in it. */
    public Store<@Nullable Void> fresh() {
        if (beside.hostObjects() > MOST_OBJECTS) {
            freshAnew();
        }
        return beside;
    }

    /** A new Store. It is closed when some others have been made after it. */
    public Store<@Nullable Void> freshAnew() {
        beside = Store.of(ENGINE);
        recent.addLast(beside);
        if (recent.size() > MOST_RECENT) {
            recent.removeFirst().close();
        }
        return beside;
    }

    /** Asks the last caller of the host function for an export. */
    public void exportOfCaller() {
        Caller<?> seen = caller;
        if (seen == null) {
            throw new WrongThreadException("nobody has called yet");
        }
        seen.getExport("memory");
    }

    private static String said(boolean isUndisturbed) {
        return isUndisturbed ? Attempt.DONE : "disturbed";
    }
}
