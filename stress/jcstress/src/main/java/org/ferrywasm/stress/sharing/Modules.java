package org.ferrywasm.stress.sharing;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ferrywasm.stress.Attempt;
import org.ferrywasm.stress.Session;
import org.ferrywasm.stress.Tries;
import org.ferrywasm.stress.Twin;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Table;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.LLL_Result;

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

    /** The twin: a slot that is set before the code in it is whole. */
    @JCStressTest
    @Outcome(id = "0, .*|.*, 0", expect = Expect.ACCEPTABLE_INTERESTING, desc = "One ran a body that is not there yet.")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "Both ran the whole body.")
    @Twin(of = LazyLowering.class, shows = "0, .*|.*, 0")
    @State
    public static class SetBeforeLowered {
        private volatile @Nullable Body slot;

        @Actor
        public void one(II_Result r) {
            r.r1 = call();
        }

        @Actor
        public void other(II_Result r) {
            r.r2 = call();
        }

        private int call() {
            Body known = slot;
            if (known != null) {
                return known.result;
            }
            Body made = new Body();
            slot = made;
            made.result = 7;
            return 7;
        }

        private static final class Body {
            private volatile int result;
        }
    }

    /** Two threads compile on one new Engine at once. */
    @JCStressTest
    @Outcome(
            id = "done, done, same",
            expect = Expect.ACCEPTABLE,
            desc = "Both got a module, and both have the same types.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "One did not, or a type is there twice.")
    @Tries(
            value = {"B-01", "B-03"},
            without = "syntax.TypeRegistry.canonicalise=unlocked")
    @State
    public static class Compilation {
        private static final byte[] GUEST = Module.fromText(Session.ENGINE, """
            (module
              (type $pair (struct (field i32 (mut i64))))
              (rec (type $list (struct (field (ref null $more)))) (type $more (array (ref $list))))
              (func (export "f") (param (ref $pair) (ref $more)) (result i64)
                (struct.get $pair 1 (local.get 0))))\
            """).toBytes();

        private final Engine engine = new Engine(Config.DEFAULT);
        private @Nullable Module one;
        private @Nullable Module other;

        @Actor
        public void one(LLL_Result r) {
            r.r1 = Attempt.at(() -> one = Module.fromBytes(engine, GUEST));
        }

        @Actor
        public void other(LLL_Result r) {
            r.r2 = Attempt.at(() -> other = Module.fromBytes(engine, GUEST));
        }

        @Arbiter
        public void judge(LLL_Result r) {
            Module first = one;
            Module second = other;
            r.r3 = first != null && second != null && areSame(first.types(), second.types()) ? "same" : "different";
        }

        @SuppressWarnings("ReferenceEquality") // identity is what the VM goes by
        private static boolean areSame(List<DefType> some, List<DefType> others) {
            return some.size() == others.size()
                    && IntStream.range(0, some.size()).allMatch(i -> some.get(i) == others.get(i));
        }
    }
}
