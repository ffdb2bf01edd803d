package org.ferrywasm.stress.sharing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.ferrywasm.stress.Tries;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Is a type that two threads define at once one type?
 *
 * <p>Indirect calls and casts compare types by identity, so an Engine may never have two of one structure. Its registry is locked
 * while it looks and adds.
 */
public final class Types {
    private static final int TYPES_PER_ENGINE = 20_000;
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static volatile Engine current = new Engine(Config.DEFAULT);

    private Types() {}

    /** A type of this number, unlike those of others. */
    private static FuncType type(int number) {
        List<ValType> parameters = new ArrayList<>();
        for (int rest = number; rest > 0; rest >>= 2) {
            parameters.add(NumType.values()[rest & 3]);
        }
        return FuncType.of(parameters, List.of());
    }

    /** Two threads define the same new type. */
    @JCStressTest
    @Outcome(id = "same", expect = Expect.ACCEPTABLE, desc = "Both got the same type.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "There are two of it.")
    @Tries(value = "B-03", without = "syntax.TypeRegistry.canonicalise=unlocked")
    @State
    public static class DefinedTwice {
        private final int number = NEXT.getAndIncrement() % TYPES_PER_ENGINE + 1;
        private final Engine engine = number == 1 ? renew() : current;
        private @Nullable DefType one;
        private @Nullable DefType other;

        private static Engine renew() {
            current = new Engine(Config.DEFAULT);
            return current;
        }

        @Actor
        public void one() {
            one = engine.defType(type(number));
        }

        @Actor
        public void other() {
            other = engine.defType(type(number));
        }

        @Arbiter
        @SuppressWarnings("ReferenceEquality") // identity is what the VM goes by
        public void judge(L_Result r) {
            r.r1 = one == other ? "same" : "different";
        }
    }

    /** Two threads define different types, and each asks again for the other's. */
    @JCStressTest
    @Outcome(id = "same", expect = Expect.ACCEPTABLE, desc = "Each type is there once.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "One was lost.")
    @Tries(value = "B-03", without = "syntax.TypeRegistry.canonicalise=unlocked")
    @State
    public static class DefinedBesideOthers {
        private final int number = NEXT.getAndIncrement() % TYPES_PER_ENGINE + 1;
        private final Engine engine = number == 1 ? DefinedTwice.renew() : current;
        private @Nullable DefType one;
        private @Nullable DefType other;

        @Actor
        public void one() {
            one = engine.defType(type(2 * number));
        }

        @Actor
        public void other() {
            other = engine.defType(type(2 * number + 1));
        }

        @Arbiter
        @SuppressWarnings("ReferenceEquality") // identity is what the VM goes by
        public void judge(L_Result r) {
            boolean areThere = one == engine.defType(type(2 * number)) && other == engine.defType(type(2 * number + 1));
            r.r1 = areThere ? "same" : "different";
        }
    }
}
