package org.ferrywasm.vm;

import static org.ferrywasm.vm.Luggage.require;

import java.lang.reflect.Field;
import java.util.concurrent.Callable;
import org.ferrywasm.contract.Crew;
import org.ferrywasm.faults.Fault;
import org.ferrywasm.faults.Faults;
import org.ferrywasm.faults.Trial;
import org.ferrywasm.vm.Luggage.Setting;
import org.jspecify.annotations.Nullable;

/** The operations that move a Store, each to be made to fail. */
public final class MoveTrials {
    /** What may fail. */
    enum Operation {
        DETACH,
        ATTACH,
        /** While another thread attaches, before the step that fails. */
        ATTACH_BESIDE,
        CLOSE,
        REAP,
        ADOPT,
        /** While another thread adopts, before the step that fails. */
        ADOPT_BESIDE
    }

    private final Operation operation;
    private final Setting setting;

    private MoveTrials(Operation operation, Setting setting) {
        this.operation = operation;
        this.setting = setting;
    }

    /** A trial of an operation on a Store. */
    public static Trial of(String operation, String setting) {
        return new MoveTrials(Operation.valueOf(operation), Setting.valueOf(setting))::attempt;
    }

    private Trial.Verdict attempt(Fault fault) throws Exception {
        return switch (operation) {
            case DETACH -> detach(fault);
            case ATTACH -> attach(fault, false);
            case ATTACH_BESIDE -> attach(fault, true);
            case CLOSE -> close(fault);
            case REAP -> reap(fault);
            case ADOPT -> adopt(fault, false);
            case ADOPT_BESIDE -> adopt(fault, true);
        };
    }

    private static @Nullable Throwable armed(Fault fault, @Nullable Runnable rival, Crew.Action action) {
        Faults.arm(fault, rival);
        try {
            action.run();
            return null;
        } catch (Throwable e) {
            return e;
        } finally {
            Faults.disarm();
        }
    }

    private Trial.Verdict detach(Fault fault) {
        Luggage luggage = new Luggage(setting);
        StoreSnapshot before = StoreSnapshot.of(luggage.store);
        Object[] companions = luggage.companions();
        StoreParcel<?>[] parcel = new StoreParcel<?>[1];
        Throwable thrown = armed(fault, null, () -> parcel[0] = luggage.store.detach(companions));
        return judgeDetached(luggage, before, parcel[0], thrown);
    }

    /** Looks at what a detach has come to, which gave a parcel or threw something. */
    static Trial.Verdict judgeDetached(
            Luggage luggage, StoreSnapshot before, @Nullable StoreParcel<?> parcel, @Nullable Throwable thrown) {
        if (parcel != null) {
            arrive(luggage, parcel);
            return Trial.Verdict.DONE;
        }
        Tenancy now = luggage.store.tenancy();
        if (now.isPoisonedByCurrentThread()) {
            luggage.requirePoisoned();
            return Trial.Verdict.POISONED;
        }
        require(luggage.store.isOwnedByCurrentThread(), "nobody owns it after " + thrown);
        if (luggage.setting == Setting.THROWING && !luggage.drops.dropped().isEmpty()) {
            luggage.requireMoved();
            luggage.close();
            return Trial.Verdict.MOVED;
        }
        luggage.requireUnmoved(before);
        goOn(luggage);
        return Trial.Verdict.UNCHANGED;
    }

    /** Does what an operation that failed was to do. */
    private static void goOn(Luggage luggage) {
        StoreParcel<?>[] parcel = new StoreParcel<?>[1];
        Throwable thrown = Crew.thrown(() -> parcel[0] = luggage.store.detach(luggage.companions()));
        if (thrown == null) {
            arrive(luggage, parcel[0]);
        } else if (luggage.setting == Setting.REFUSED) {
            require(thrown instanceof NotSendableException, "not refused: " + thrown);
            luggage.close();
        } else if (luggage.setting == Setting.THROWING) {
            luggage.requireMoved();
            luggage.close();
        } else {
            require(luggage.setting == Setting.OVERFLOWING, "does not move after a failure: " + thrown);
            luggage.requirePoisoned();
        }
    }

    private static void arrive(Luggage luggage, StoreParcel<?> parcel) {
        require(!luggage.store.isOwnedByCurrentThread(), "owned, and in a parcel");
        Elsewhere.run(() -> {
            require(parcel.attach() == luggage.store, "another Store");
            luggage.requireMoved();
            luggage.close();
        });
    }

    private Trial.Verdict attach(Fault fault, boolean isBeside) {
        Luggage luggage = Elsewhere.on(() -> new Luggage(setting));
        StoreParcel<?> parcel = Elsewhere.on(() -> luggage.store.detach(luggage.companions()));
        Rival rival = new Rival(parcel::attach);
        Throwable thrown = armed(fault, isBeside ? rival : null, parcel::attach);
        boolean isHere = luggage.store.isOwnedByCurrentThread();
        require(!isHere || !Elsewhere.on(luggage.store::isOwnedByCurrentThread), "two owners");
        require(isHere == (thrown == null), "owned: " + isHere + ", thrown: " + thrown);
        if (isHere) {
            require(!isBeside || !rival.hasWon(), "both have it");
            luggage.requireMoved();
            luggage.close();
            return Trial.Verdict.DONE;
        }
        Elsewhere.run(() -> {
            require(rival.hasWon() || parcel.attach() == luggage.store, "cannot be attached any more");
            luggage.requireMoved();
            luggage.close();
        });
        return Trial.Verdict.UNCHANGED;
    }

    private Trial.Verdict close(Fault fault) {
        Luggage luggage = Elsewhere.on(() -> new Luggage(setting));
        StoreParcel<?> parcel = Elsewhere.on(() -> luggage.store.detach(luggage.companions()));
        Throwable thrown = armed(fault, null, parcel::close);
        if (thrown == null) {
            require(isClosed(luggage.store), "not closed");
            luggage.drops.requireDroppedOnce(0);
            return Trial.Verdict.DONE;
        }
        boolean hasBegun = parcel.toString().contains("closed");
        parcel.close();
        luggage.closePoisoned();
        return hasBegun ? Trial.Verdict.POISONED : Trial.Verdict.UNCHANGED;
    }

    private Trial.Verdict reap(Fault fault) throws Exception {
        Luggage luggage = Elsewhere.on(() -> new Luggage(setting));
        StoreParcel<?> parcel = Elsewhere.on(() -> luggage.store.detach(luggage.companions()));
        Field watch = StoreParcel.class.getDeclaredField("watch");
        watch.setAccessible(true);
        ((Runnable) watch.get(parcel)).run();
        Throwable thrown = armed(fault, null, Luggage.ENGINE::reap);
        if (thrown == null) {
            require(isClosed(luggage.store), "not closed");
            luggage.drops.requireDroppedOnce(0);
            return Trial.Verdict.DONE;
        }
        boolean isClosed = isClosed(luggage.store);
        require(Luggage.ENGINE.reap() == (isClosed ? 0 : 1), "not reaped again after " + thrown);
        luggage.closePoisoned();
        return isClosed ? Trial.Verdict.MOVED : Trial.Verdict.UNCHANGED;
    }

    private static boolean isClosed(Store<?> store) {
        return Crew.thrown(store::gc) instanceof StoreClosedException;
    }

    private Trial.Verdict adopt(Fault fault, boolean isBeside) throws InterruptedException {
        Luggage luggage = abandoned(setting);
        StoreSnapshot before = StoreSnapshot.of(luggage.store);
        Object[] companions = luggage.companions();
        Rival rival = new Rival(() -> Store.adopt(luggage.store, companions));
        Throwable thrown = armed(fault, isBeside ? rival : null, () -> Store.adopt(luggage.store, companions));
        return judgeAdopted(luggage, before, rival, thrown);
    }

    /** Looks at what an adoption has come to. */
    static Trial.Verdict judgeAdopted(Luggage luggage, StoreSnapshot before, Rival rival, @Nullable Throwable thrown) {
        if (rival.hasWon()) {
            require(thrown != null && !luggage.store.isOwnedByCurrentThread(), "two owners");
            Elsewhere.run(() -> end(luggage));
            return Trial.Verdict.UNCHANGED;
        }
        Tenancy now = luggage.store.tenancy();
        if (luggage.store.isOwnedByCurrentThread() || now.isPoisonedByCurrentThread()) {
            boolean isPoisoned = now.isPoisonedByCurrentThread();
            if (thrown != null && !isPoisoned) {
                // drop actions may still wait for the next operation, and then one of them may throw
                Crew.thrown(luggage.store::gc);
            }
            end(luggage);
            return thrown == null ? Trial.Verdict.DONE : isPoisoned ? Trial.Verdict.POISONED : Trial.Verdict.MOVED;
        }
        if (!rival.hasRefused()) {
            before.requireSame(luggage.store);
            Throwable again = Crew.thrown(() -> Store.adopt(luggage.store, luggage.companions()));
            require(
                    again == null || !luggage.mayGo() || luggage.setting.compareTo(Setting.REFUSED) > 0,
                    "again: " + again);
            end(luggage);
        } else {
            Elsewhere.run(luggage::requirePoisoned);
        }
        return Trial.Verdict.UNCHANGED;
    }

    /** A Store whose owner has ended. */
    static Luggage abandoned(Setting setting) throws InterruptedException {
        Luggage[] luggage = new Luggage[1];
        Thread owner = Thread.ofPlatform().start(() -> luggage[0] = new Luggage(setting));
        owner.join();
        return luggage[0];
    }

    /** Looks at a Store that the current thread has adopted, perhaps only to close it. */
    private static void end(Luggage luggage) {
        if (luggage.store.isOwnedByCurrentThread()) {
            luggage.requireMoved();
            luggage.close();
        } else {
            luggage.requirePoisoned();
        }
    }

    /** Another thread that tries the same, once, in the middle. */
    static final class Rival implements Runnable {
        private final Callable<?> attempt;
        private @Nullable Throwable thrown;
        private boolean hasTried;

        Rival(Callable<?> attempt) {
            this.attempt = attempt;
        }

        @Override
        public void run() {
            thrown = Elsewhere.thrown(attempt::call);
            hasTried = true;
        }

        boolean hasWon() {
            return hasTried && (thrown == null || isDropped(thrown));
        }

        private static boolean isDropped(Throwable e) {
            return "thrown by a drop action".equals(e.getMessage());
        }

        /** Whether it may close the Store, and nothing else. */
        boolean hasRefused() {
            return hasTried && thrown instanceof NotSendableException;
        }
    }
}
