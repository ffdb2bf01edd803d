package org.ferrywasm.stress.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.ferrywasm.stress.Attempt;
import org.ferrywasm.stress.Drops;
import org.ferrywasm.stress.Session;
import org.ferrywasm.stress.Tries;
import org.ferrywasm.stress.Twin;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.NotOrphanedException;
import org.ferrywasm.vm.ParcelSpentException;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreParcel;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * Can a Store come to have two owners?
 *
 * <p>A parcel is claimed by comparing and setting its word, and only who set it writes the owner. An orphan has one heir, claimed in
 * the same way. So of all who attach, close and adopt at once, one wins, and the others are told.
 */
public final class Claims {
    private static final int LOOKS = 1_000;

    private Claims() {}

    /** A parcel that its sender and a receiver both want. */
    private static final class Wanted {
        final Drops drops = new Drops();
        private volatile @Nullable StoreParcel<?> parcel;

        StoreParcel<?> send() {
            Store<@Nullable Void> store = Store.of(Session.ENGINE);
            StoreParcel<?> sent = store.detach(ExternRef.of(store, "object", drops));
            parcel = sent;
            return sent;
        }

        @Nullable
        StoreParcel<?> receive() {
            StoreParcel<?> seen = parcel;
            for (int i = 0; i < LOOKS && seen == null; i++) {
                Thread.onSpinWait();
                seen = parcel;
            }
            return seen;
        }

        static String attach(@Nullable StoreParcel<?> parcel) {
            if (parcel == null) {
                return Attempt.EARLY;
            }
            try {
                Store<?> store = parcel.attach();
                store.hostObjects();
                store.close();
                return "owner";
            } catch (ParcelSpentException e) {
                return "too late";
            }
        }

        static String close(@Nullable StoreParcel<?> parcel) {
            if (parcel == null) {
                return Attempt.EARLY;
            }
            parcel.close();
            return "closed";
        }
    }

    /** Two attach. */
    @JCStressTest
    @Outcome(id = "owner, too late, 1", expect = Expect.ACCEPTABLE, desc = "The sender took it back.")
    @Outcome(id = "too late, owner, 1", expect = Expect.ACCEPTABLE, desc = "The receiver got it.")
    @Outcome(id = "owner, early, 1", expect = Expect.ACCEPTABLE, desc = "The receiver saw no parcel.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Two owners, or none, or an object that was not dropped once.")
    @Tries(
            value = {"E-05", "C-16"},
            without = "vm.Transit.start=sets")
    @State
    public static class AttachBesideAttach {
        private final Wanted wanted = new Wanted();

        @Actor
        public void sender(LLL_Result r) {
            r.r1 = Wanted.attach(wanted.send());
        }

        @Actor
        public void receiver(LLL_Result r) {
            r.r2 = Wanted.attach(wanted.receive());
        }

        @Arbiter
        public void drops(LLL_Result r) {
            r.r3 = wanted.drops.count();
        }
    }

    /** One attaches, another closes the parcel. */
    @JCStressTest
    @Outcome(id = "owner, closed, 1", expect = Expect.ACCEPTABLE, desc = "It was attached; closing it did nothing.")
    @Outcome(id = "too late, closed, 1", expect = Expect.ACCEPTABLE, desc = "It was closed first.")
    @Outcome(id = "owner, early, 1", expect = Expect.ACCEPTABLE, desc = "The receiver saw no parcel.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Two owners, or an object that was not dropped once.")
    @Tries(
            value = {"E-05", "E-16"},
            without = "vm.Transit.start=sets")
    @State
    public static class AttachBesideClose {
        private final Wanted wanted = new Wanted();

        @Actor
        public void sender(LLL_Result r) {
            r.r1 = Wanted.attach(wanted.send());
        }

        @Actor
        public void receiver(LLL_Result r) {
            r.r2 = Wanted.close(wanted.receive());
        }

        @Arbiter
        public void drops(LLL_Result r) {
            r.r3 = wanted.drops.count();
        }
    }

    /** Both close the parcel. */
    @JCStressTest
    @Outcome(id = "closed, (closed|early), 1", expect = Expect.ACCEPTABLE, desc = "One of them closed the Store.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "Both did, or none.")
    @Tries(
            value = {"E-16", "C-16"},
            without = "vm.Transit.close=empty")
    @State
    public static class CloseBesideClose {
        private final Wanted wanted = new Wanted();

        @Actor
        public void sender(LLL_Result r) {
            r.r1 = Wanted.close(wanted.send());
        }

        @Actor
        public void receiver(LLL_Result r) {
            r.r2 = Wanted.close(wanted.receive());
        }

        @Arbiter
        public void drops(LLL_Result r) {
            r.r3 = wanted.drops.count();
        }
    }

    /** Stores whose owner has ended. One thread makes many: it is its end that takes long. */
    private static final Queue<Store<?>> ORPHANS = new ConcurrentLinkedQueue<>();

    private static Store<?> orphan() {
        Store<?> orphan = ORPHANS.poll();
        while (orphan == null) {
            List<Store<?>> made = new ArrayList<>();
            Thread owner = new Thread(() -> {
                for (int i = 0; i < 100; i++) {
                    made.add(Store.of(Session.ENGINE));
                }
            });
            owner.start();
            try {
                owner.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted", e);
            }
            ORPHANS.addAll(made);
            orphan = ORPHANS.poll();
        }
        return orphan;
    }

    private static String adopt(Store<?> store) {
        try {
            Store.adopt(store);
            store.hostObjects();
            return "heir";
        } catch (NotOrphanedException e) {
            return "not orphaned";
        } catch (RuntimeException e) {
            return Attempt.at(() -> {
                throw e;
            });
        }
    }

    /**
     * Two adopt an orphan. Before jcstress races them, it lets each thread do its part and end, and counts that too: who adopts what
     * an heir left who has ended is an heir as well.
     */
    @JCStressTest
    @Outcome(id = "heir, .*|.*, heir", expect = Expect.ACCEPTABLE, desc = "One of them is the heir.")
    @Outcome(id = "heir, heir", expect = Expect.FORBIDDEN, desc = "Both are.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "None is.")
    @Tries(value = "E-18", without = "vm.Tenancy.inherit=true")
    @State
    public static class AdoptBesideAdopt {
        private final Store<?> orphan = orphan();
        private final AtomicReference<@Nullable Thread> heir = new AtomicReference<>();

        @Actor
        public void one(LL_Result r) {
            r.r1 = inherit();
        }

        @Actor
        public void other(LL_Result r) {
            r.r2 = inherit();
        }

        private String inherit() {
            String said = adopt(orphan);
            Thread before = said.equals("heir") ? heir.getAndSet(Thread.currentThread()) : null;
            return before == null || before.isAlive() ? said : "heir of the heir";
        }
    }

    /** Somebody adopts a Store whose owner is alive and uses it. */
    @JCStressTest
    @Outcome(id = "done, (wrong thread|not orphaned)", expect = Expect.ACCEPTABLE, desc = "It is not orphaned.")
    @Outcome(id = "done, early", expect = Expect.ACCEPTABLE, desc = "There was no Store yet.")
    @Outcome(id = "done, orphaned", expect = Expect.ACCEPTABLE, desc = "Its owner had ended: not in the race itself.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It was taken from its owner.")
    @Tries("E-18")
    @State
    public static class AdoptBesideOwner {
        private @Nullable Session published;
        private volatile @Nullable Thread owner;

        @Actor
        public void owner(LL_Result r) {
            owner = Thread.currentThread();
            Session session = Session.mine();
            published = session;
            r.r1 = session.increments();
        }

        @Actor
        public void adopter(LL_Result r) {
            Session session = published;
            for (int i = 0; i < LOOKS && session == null; i++) {
                Thread.onSpinWait();
                session = published;
            }
            String said = session == null ? Attempt.EARLY : adopt(session.store);
            Thread mayHaveEnded = owner;
            r.r2 = mayHaveEnded == null || mayHaveEnded.isAlive() ? said : "orphaned";
        }
    }

    /** A handle that travels is used by a thread that has nothing to do with the move. */
    @JCStressTest
    @Outcome(
            id = "moved, (wrong thread|in transit|closed|stale|early)",
            expect = Expect.ACCEPTABLE,
            desc = "It was refused, before, during or after the move.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "It got in while nobody owned the Store.")
    @Tries(
            value = {"E-03", "E-04", "A-19"},
            without = "vm.Confined.check=empty")
    @State
    public static class UseWhileInTransit {
        private @Nullable ExternRef travelling;

        @Actor
        public void owner(LL_Result r) {
            Store<@Nullable Void> store = Store.of(Session.ENGINE);
            ExternRef handle = ExternRef.of(store, "travels");
            travelling = handle;
            Store<@Nullable Void> back = store.detach(handle).attach();
            r.r1 = handle.value().equals("travels") ? "moved" : "lost";
            back.close();
        }

        @Actor
        public void intruder(LL_Result r) {
            ExternRef handle = travelling;
            for (int i = 0; i < LOOKS && handle == null; i++) {
                Thread.onSpinWait();
                handle = travelling;
            }
            ExternRef seen = handle;
            r.r2 = seen == null ? Attempt.EARLY : Attempt.at(seen::value);
        }
    }

    /** The twin: a parcel that looks whether it is taken, and then takes. */
    @JCStressTest
    @Outcome(id = "owner, owner", expect = Expect.ACCEPTABLE_INTERESTING, desc = "Two owners.")
    @Outcome(expect = Expect.ACCEPTABLE, desc = "One was too late.")
    @Twin(
            of = {
                AttachBesideAttach.class,
                AttachBesideClose.class,
                CloseBesideClose.class,
                AdoptBesideAdopt.class,
                AdoptBesideOwner.class
            },
            shows = "owner, owner")
    @State
    public static class LooksThenTakes {
        private volatile boolean isTaken;

        @Actor
        public void one(LL_Result r) {
            r.r1 = take();
        }

        @Actor
        public void other(LL_Result r) {
            r.r2 = take();
        }

        private String take() {
            if (isTaken) {
                return "too late";
            }
            isTaken = true;
            return "owner";
        }
    }
}
