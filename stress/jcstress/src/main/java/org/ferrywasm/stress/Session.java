package org.ferrywasm.stress;

import java.util.List;
import org.ferrywasm.syntax.FuncType;
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
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Table;
import org.ferrywasm.vm.TypedFunc;
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

    private static final FrozenLinker<Session[]> LINKER = new Linker<Session[]>(ENGINE)
            .func("host", "during", HostFunction.of(FuncType.of(List.of(), List.of()), (caller, arguments) -> {
                Runnable during = caller.data()[0].during;
                if (during != null) {
                    during.run();
                }
                return List.of();
            }))
            .freeze();
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

    /** What the host function does; null for nothing. */
    public @Nullable Runnable during;

    /** How often the owner has incremented. */
    private long expected;

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
    }

    /** The one of the current thread, for tests that need no new one each time. */
    public static Session mine() {
        return MINE.get();
    }

    /** Increments, as the owner, and says whether nobody else did. */
    public String increments() {
        return increment.call() == ++expected ? Attempt.DONE : "disturbed";
    }
}
