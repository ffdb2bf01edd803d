package org.ferrywasm.stress.counts;

import java.util.concurrent.atomic.AtomicInteger;
import org.ferrywasm.stress.Attempt;
import org.ferrywasm.stress.Drops;
import org.ferrywasm.stress.Meeting;
import org.ferrywasm.stress.Session;
import org.ferrywasm.stress.Tries;
import org.ferrywasm.stress.Twin;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreParcel;
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
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Are plain counts exact when a Store goes from hand to hand?
 *
 * <p>One thread at a time counts, and each hand-over orders what was counted before it. Who has no business there is refused before
 * it reaches a count. What the garbage collector finds waits in a queue until the owner comes by.
 */
public final class Counts {
    private static final int LOOKS = 20_000;

    private Counts() {}

    /** A Store that goes there and back; each side retains and releases references to one object. */
    private static final class PingPong {
        private final Drops drops = new Drops();
        private volatile @Nullable StoreParcel<?> there;
        private volatile @Nullable StoreParcel<?> back;
        private @Nullable ExternRef object;
        private @Nullable Table table;

        String serve() {
            Store<@Nullable Void> store = Store.of(Session.ENGINE);
            ExternRef made = ExternRef.of(store, "object", drops);
            Table holder = Table.create(store, Session.mine().table.type(), Val.nullRef(AbsHeapType.EXTERN));
            holder.set(0, made);
            object = made;
            table = holder;
            there = store.detach(made, holder);
            StoreParcel<?> parcel = Meeting.await(() -> back);
            if (parcel == null) {
                return "not answered";
            }
            try (Store<?> returned = parcel.attach()) {
                holder.set(0, made);
                made.close();
                returned.audit();
                return drops.count() == 0 ? "held" : "dropped too soon";
            }
        }

        String answer() {
            StoreParcel<?> parcel = Meeting.await(() -> there);
            if (parcel == null) {
                return Attempt.EARLY;
            }
            Store<?> store = parcel.attach();
            ExternRef made = object;
            Table holder = table;
            if (made == null || holder == null) {
                return "not seen";
            }
            holder.set(1, made);
            holder.set(2, made);
            holder.fill(0, Val.nullRef(AbsHeapType.EXTERN), 2);
            store.audit();
            back = store.detach(made, holder);
            return "answered";
        }

        void clear() {
            close(there);
            close(back);
        }

        private static void close(@Nullable StoreParcel<?> parcel) {
            if (parcel != null) {
                parcel.close();
            }
        }
    }

    /** There and back. */
    @JCStressTest
    @Outcome(id = "held, answered, 1", expect = Expect.ACCEPTABLE, desc = "Each count was exact; dropped once.")
    @Outcome(
            id = "not answered, (answered|early), 1",
            expect = Expect.ACCEPTABLE,
            desc = "One did not wait for the other; dropped once all the same.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A count was wrong.")
    @Tries(
            value = {"C-09", "E-14", "C-16"},
            without = {"runtime.HostTable.retain=empty", "runtime.HostTable.release=empty"})
    @State
    public static class ThereAndBack {
        private final PingPong game = new PingPong();

        @Actor
        public void one(LLL_Result r) {
            r.r1 = game.serve();
        }

        @Actor
        public void other(LLL_Result r) {
            r.r2 = game.answer();
        }

        @Arbiter
        public void drops(LLL_Result r) {
            game.clear();
            r.r3 = game.drops.count();
        }
    }

    /** An intruder closes handles and copies references while the owner does. */
    @JCStressTest
    @Outcome(id = "exact, wrong thread", expect = Expect.ACCEPTABLE, desc = "Only the owner counted.")
    @Outcome(id = "exact, (early|in transit|closed)", expect = Expect.ACCEPTABLE, desc = "It came too early or late.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Somebody else counted.")
    @Tries(
            value = {"C-09", "A-17"},
            without = "vm.Confined.check=empty")
    @State
    public static class RefusedIntruder {
        private final Drops drops = new Drops();
        private @Nullable ExternRef published;

        @Actor
        public void owner(LL_Result r) {
            try (Store<@Nullable Void> store = Store.of(Session.ENGINE)) {
                ExternRef first = ExternRef.of(store, "first", drops);
                ExternRef second = ExternRef.of(store, "second", drops);
                published = first;
                for (int i = 0; i < 5; i++) {
                    ExternRef.of(store, "passing", drops).close();
                }
                store.audit();
                boolean isExact = drops.count() == 5 && store.hostObjects() == 2;
                // asked afterwards, so that the collector has not taken them before
                r.r1 = isExact
                                && first.value().equals("first")
                                && second.value().equals("second")
                        ? "exact"
                        : "not exact";
            } catch (RuntimeException | AssertionError e) {
                r.r1 = e.getClass().getSimpleName();
            }
        }

        @Actor
        public void intruder(LL_Result r) {
            ExternRef handle = published;
            for (int i = 0; i < LOOKS && handle == null; i++) {
                Thread.onSpinWait();
                handle = published;
            }
            ExternRef seen = handle;
            r.r2 = seen == null ? Attempt.EARLY : Attempt.at(seen::close);
        }
    }

    /** Handles are lost and found by the collector while their Store moves. */
    @JCStressTest
    @Outcome(id = "exact, exact", expect = Expect.ACCEPTABLE, desc = "Whoever owned the Store gave back what was lost.")
    @Outcome(id = "exact, early", expect = Expect.ACCEPTABLE, desc = "The Store was not received.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "A count was wrong.")
    @Tries(
            value = {"C-10", "C-12"},
            without = "runtime.HostTable.retain=empty")
    @State
    public static class LostHandles {
        private static final int LOST = 20;
        private static final AtomicInteger NEXT = new AtomicInteger();
        private static final int COLLECT_EVERY = 2_000;

        private final boolean isCollecting = NEXT.getAndIncrement() % COLLECT_EVERY == 0;
        private volatile @Nullable StoreParcel<?> sent;

        @Actor
        public void sender(LL_Result r) {
            Store<@Nullable Void> store = Store.of(Session.ENGINE);
            for (int i = 0; i < LOST; i++) {
                ExternRef.of(store, "lost");
            }
            if (isCollecting) {
                System.gc();
            }
            r.r1 = exact(store);
            sent = store.detach();
        }

        @Actor
        public void receiver(LL_Result r) {
            StoreParcel<?> parcel = sent;
            for (int i = 0; i < LOOKS && parcel == null; i++) {
                Thread.onSpinWait();
                parcel = sent;
            }
            if (parcel == null) {
                r.r2 = Attempt.EARLY;
                return;
            }
            try (Store<?> store = parcel.attach()) {
                r.r2 = exact(store);
            }
        }

        private static String exact(Store<?> store) {
            try {
                store.audit();
                int objects = store.hostObjects();
                return objects >= 0 && objects <= LOST ? "exact" : "not exact";
            } catch (RuntimeException | AssertionError e) {
                return e.getClass().getSimpleName();
            }
        }

        @Arbiter
        public void clear(LL_Result r) {
            PingPong.close(sent);
        }
    }

    /** The twin: a count that two threads share without a Store around it. */
    @JCStressTest
    @Outcome(id = "2, .*|.*, 2", expect = Expect.ACCEPTABLE, desc = "Both were counted.")
    @Outcome(expect = Expect.ACCEPTABLE_INTERESTING, desc = "One was lost.")
    @Twin(
            of = {ThereAndBack.class, RefusedIntruder.class, LostHandles.class},
            shows = "1, 1")
    @State
    public static class UnconfinedCount {
        private int count;

        @Actor
        public void one(II_Result r) {
            r.r1 = ++count;
        }

        @Actor
        public void other(II_Result r) {
            r.r2 = ++count;
        }
    }
}
