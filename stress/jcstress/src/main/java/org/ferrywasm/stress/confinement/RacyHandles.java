package org.ferrywasm.stress.confinement;

import java.util.function.Consumer;
import java.util.function.Function;
import org.ferrywasm.stress.Attempt;
import org.ferrywasm.stress.Session;
import org.ferrywasm.stress.Tries;
import org.ferrywasm.stress.Twin;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Global;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Memory;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Table;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * What does a thread see that finds a handle in a plain field, the moment it was made?
 *
 * <p>It may see the handle and not what its constructor wrote: the tenancy as null, or a tenancy whose owner is null. Neither is
 * its own name, so it is refused, and the check reads nothing that could be missing. Never a NullPointerException.
 */
public final class RacyHandles {
    private RacyHandles() {}

    /** What may be seen. */
    @Outcome(id = "made, wrong thread", expect = Expect.ACCEPTABLE, desc = "Refused as another thread's.")
    @Outcome(
            id = "made, (in transit|closed|stale)",
            expect = Expect.ACCEPTABLE_INTERESTING,
            desc = "Refused; the maker has gone on since, and closed the Store.")
    @Outcome(id = "made, early", expect = Expect.ACCEPTABLE, desc = "There was no handle yet.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It got in, or met half an object.")
    static final class Verdicts {
        private Verdicts() {}
    }

    /** A maker of handles, and a thread that uses them at once. */
    private static final class Publication<H> {
        private static final int LOOKS = 300;

        private final Function<Session, H> maker;
        private final Consumer<H> use;
        private @Nullable H published;

        Publication(Function<Session, H> maker, Consumer<H> use) {
            this.maker = maker;
            this.use = use;
        }

        String make() {
            published = maker.apply(Session.mine());
            return "made";
        }

        String use() {
            H handle = published;
            for (int i = 0; i < LOOKS && handle == null; i++) {
                Thread.onSpinWait();
                handle = published;
            }
            H seen = handle;
            return seen == null ? Attempt.EARLY : Attempt.at(() -> use.accept(seen));
        }
    }

    /** A new reference to a host object. */
    @JCStressTest
    @JCStressMeta(Verdicts.class)
    @Tries(value = "A-19", without = "vm.Confined.check=empty")
    @State
    public static class NewReference {
        private final Publication<ExternRef> publication =
                new Publication<>(session -> ExternRef.of(session.fresh(), "new"), ExternRef::value);

        @Actor
        public void maker(LL_Result r) {
            r.r1 = publication.make();
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = publication.use();
        }
    }

    /** A new Store. */
    @JCStressTest
    @JCStressMeta(Verdicts.class)
    @Tries(
            value = {"A-19", "A-06"},
            without = "vm.Confined.check=empty")
    @State
    public static class NewStore {
        private final Publication<Store<?>> publication =
                new Publication<>(session -> session.freshAnew(), Store::hostObjects);

        @Actor
        public void maker(LL_Result r) {
            r.r1 = publication.make();
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = publication.use();
        }
    }

    /** A new memory. */
    @JCStressTest
    @JCStressMeta(Verdicts.class)
    @Tries(value = "A-19", without = "vm.Confined.check=empty")
    @State
    public static class NewMemory {
        private final Publication<Memory> publication = new Publication<>(
                session -> Memory.create(session.freshAnew(), session.memory.type()),
                memory -> memory.writeByte(0, (byte) 1));

        @Actor
        public void maker(LL_Result r) {
            r.r1 = publication.make();
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = publication.use();
        }
    }

    /** A new table. */
    @JCStressTest
    @JCStressMeta(Verdicts.class)
    @Tries(value = "A-19", without = "vm.Confined.check=empty")
    @State
    public static class NewTable {
        private final Publication<Table> publication = new Publication<>(
                session -> Table.create(session.freshAnew(), session.table.type(), Val.nullRef(AbsHeapType.EXTERN)),
                table -> table.get(0));

        @Actor
        public void maker(LL_Result r) {
            r.r1 = publication.make();
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = publication.use();
        }
    }

    /** A new global. */
    @JCStressTest
    @JCStressMeta(Verdicts.class)
    @Tries(value = "A-19", without = "vm.Confined.check=empty")
    @State
    public static class NewGlobal {
        private final Publication<Global> publication = new Publication<>(
                session -> Global.create(session.freshAnew(), session.counter.type(), Val.i64(1)), Global::get);

        @Actor
        public void maker(LL_Result r) {
            r.r1 = publication.make();
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = publication.use();
        }
    }

    /** A new instance, and what it exports. */
    @JCStressTest
    @JCStressMeta(Verdicts.class)
    @Tries(value = "A-19", without = "vm.Confined.check=empty")
    @State
    public static class NewInstance {
        private final Publication<Instance> publication = new Publication<>(
                session -> session.emptyLinker.instantiate(session.freshAnew(), Session.SMALL_GUEST),
                instance -> instance.getFunc("one").call());

        @Actor
        public void maker(LL_Result r) {
            r.r1 = publication.make();
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = publication.use();
        }
    }

    /** A new call, not yet begun. */
    @JCStressTest
    @JCStressMeta(Verdicts.class)
    @Tries(
            value = {"A-19", "F-07"},
            without = "vm.Confined.check=empty")
    @State
    public static class NewCall {
        private final Publication<Call> publication =
                new Publication<>(session -> session.function.begin(), Call::resume);

        @Actor
        public void maker(LL_Result r) {
            r.r1 = publication.make();
        }

        @Actor
        public void intruder(LL_Result r) {
            r.r2 = publication.use();
        }
    }

    /** The twin: an object with the same check, published before its owner is written. Anybody may then be the owner. */
    @JCStressTest
    @Outcome(id = "made, done", expect = Expect.ACCEPTABLE_INTERESTING, desc = "The intruder claimed the ownerless.")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "It was refused, or came too early.")
    @Twin(
            of = {NewReference.class, NewStore.class},
            shows = "made, done")
    @State
    public static class ClaimedWhenOwnerless {
        private @Nullable Claimable published;

        @Actor
        public void maker(LL_Result r) {
            Claimable made = new Claimable();
            published = made;
            for (int i = 0; i < 20; i++) {
                Thread.onSpinWait(); // its constructor would have more to do
            }
            made.owner = Thread.currentThread();
            r.r1 = "made";
        }

        @Actor
        public void intruder(LL_Result r) {
            Claimable handle = published;
            for (int i = 0; i < 300 && handle == null; i++) {
                Thread.onSpinWait();
                handle = published;
            }
            Claimable seen = handle;
            r.r2 = seen == null ? Attempt.EARLY : Attempt.at(seen::use);
        }

        /** What takes the first who comes for its owner. */
        private static final class Claimable {
            private @Nullable Thread owner;

            void use() {
                Thread seen = owner;
                if (seen != null && seen != Thread.currentThread()) {
                    throw new WrongThreadException("another thread's");
                }
            }
        }
    }
}
