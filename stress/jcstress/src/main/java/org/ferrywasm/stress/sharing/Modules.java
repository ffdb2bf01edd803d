package org.ferrywasm.stress.sharing;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ferrywasm.stress.Attempt;
import org.ferrywasm.stress.Session;
import org.ferrywasm.stress.Tries;
import org.ferrywasm.stress.Twin;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Table;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Do two threads that run one Module at once disturb each other?
 *
 * <p>A body is lowered when it is first called, by whoever calls it first; two may do it at once, to the same end, and one of the
 * two results stays. The code is published by a release on its slot, read once by an acquire, and never written afterwards. What
 * an instance changes is its Store's.
 */
public final class Modules {
    private Modules() {}

    /** Two threads call a function for the first time, at the same time. */
    @JCStressTest
    @Outcome(id = "7, 7", expect = Expect.ACCEPTABLE, desc = "Both ran the whole body.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "One ran something else.")
    @Tries(
            value = {"B-02", "B-05"},
            weak = {"vm.ModuleCode.code=plain"})
    @State
    public static class LazyLowering {
        private static final int FUNCTIONS = 5_000;
        private static final AtomicInteger NEXT = new AtomicInteger();
        private static volatile Module current = load();
        private static final ThreadLocal<@Nullable Instance> MINE = new ThreadLocal<>();

        private final int number = NEXT.getAndIncrement() % FUNCTIONS;
        private final Module module = number == 0 ? renew() : current;

        private static Module load() {
            String functions = IntStream.range(0, FUNCTIONS)
                    .mapToObj(i -> "(func (export \"f" + i + "\") (result i32) (local i32)"
                            + " (local.set 0 (i32.const 3)) (i32.add (local.get 0) (i32.const 4)))")
                    .collect(Collectors.joining("\n", "(module ", ")"));
            return Module.fromBytes(
                    Session.ENGINE, Module.fromText(Session.ENGINE, functions).toBytes());
        }

        private static Module renew() {
            current = Module.fromBytes(Session.ENGINE, current.toBytes());
            return current;
        }

        @Actor
        public void one(II_Result r) {
            r.r1 = call();
        }

        @Actor
        public void other(II_Result r) {
            r.r2 = call();
        }

        private int call() {
            Instance mine = MINE.get();
            if (mine == null || mine.module() != module) {
                Store<@Nullable Void> store = Store.of(Session.ENGINE);
                store.setFuel(1L << 50);
                mine = new Linker<@Nullable Void>(Session.ENGINE).instantiate(store, module);
                MINE.set(mine);
            }
            return (int) mine.getFunc("f" + number).typed().call();
        }
    }

    /** Two threads instantiate a Module at once, and each changes what it got. */
    @JCStressTest
    @Outcome(id = "5, 5", expect = Expect.ACCEPTABLE, desc = "Each saw a table of its own.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "What one did, the other saw.")
    @Tries({"B-02", "B-06"})
    @State
    public static class InstancesApart {
        private static final Module GUEST = Module.fromText(Session.ENGINE, """
            (module (table (export "t") 4 16 externref) (memory 1) (data (i32.const 0) "x")
              (func (export "f")))\
            """);

        @Actor
        public void one(II_Result r) {
            r.r1 = growOwn();
        }

        @Actor
        public void other(II_Result r) {
            r.r2 = growOwn();
        }

        private static int growOwn() {
            try (Store<@Nullable Void> store = Store.of(Session.ENGINE)) {
                Table table = new Linker<@Nullable Void>(Session.ENGINE)
                        .instantiate(store, GUEST)
                        .getTable("t");
                table.grow(1, Val.nullRef(AbsHeapType.EXTERN));
                return (int) table.size();
            }
        }
    }

    /** The twin: a module whose table is its own, and not each instance's. */
    @JCStressTest
    @Outcome(id = "5, 5", expect = Expect.ACCEPTABLE, desc = "They did not meet, or one growth was lost.")
    @Outcome(expect = Expect.ACCEPTABLE_INTERESTING, desc = "What one did, the other saw.")
    @Twin(of = InstancesApart.class, shows = "(6, .*|.*, 6)")
    @State
    public static class OneTableForAll {
        private int size = 4;

        @Actor
        public void one(II_Result r) {
            r.r1 = ++size;
        }

        @Actor
        public void other(II_Result r) {
            r.r2 = ++size;
        }
    }

    /** Two threads compile on one Engine at once. */
    @JCStressTest
    @Outcome(id = "done, done", expect = Expect.ACCEPTABLE, desc = "Both got a module that works.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "One did not.")
    @Tries("B-01")
    @State
    public static class Compilation {
        private static final byte[] GUEST = Session.GUEST.toBytes();

        @Actor
        public void one(LL_Result r) {
            r.r1 = Attempt.at(Compilation::compile);
        }

        @Actor
        public void other(LL_Result r) {
            r.r2 = Attempt.at(Compilation::compile);
        }

        private static void compile() {
            Module module = Module.fromBytes(Session.ENGINE, GUEST);
            if (module.exports().size() != Session.GUEST.exports().size()
                    || !module.types().equals(Session.GUEST.types())) {
                throw new IllegalStateException("another module");
            }
        }
    }
}
