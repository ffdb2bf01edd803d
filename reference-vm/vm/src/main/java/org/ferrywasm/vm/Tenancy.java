package org.ferrywasm.vm;

import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The time in which one thread owns a Store. {@link #owner} is a plain field that only that thread ever writes: itself when
 * the tenancy starts, null when it ends. A thread can read its own name there only if it wrote it and has not erased it, so
 * a plain read is sound even for a thread that has no business here. A tenancy never starts twice.
 *
 * <p>A thread that has ended cannot erase its name. Its Store is inherited: {@link #inherit} decides by whom, and from then on
 * the name counts for nothing.
 *
 * <p>Why it ended is written before the owner is erased. A thread that is not ordered after the end may miss it and takes
 * the Store for one in transit: one of the refusals that the contract allows to a thread that races.
 */
final class Tenancy {
    /** Why a tenancy ended. */
    sealed interface Ending {}

    /** The Store was closed. */
    record Closed() implements Ending {}

    /**
     * The Store went to its next tenancy without the handles that still point at this one.
     *
     * @param transfer the number of the transfer among the Store's
     * @param thread the thread that brought it about
     * @param whenMillis when it happened, in milliseconds of the epoch of {@link Instant}
     */
    record LeftBehind(long transfer, String thread, long whenMillis) implements Ending {}

    /**
     * The Store can only be closed. It is made in advance, since there may be no memory for it when it comes to that, and told
     * its cause then.
     */
    static final class Poisoned implements Ending {
        private final Thread owner;
        private @Nullable Throwable cause;

        /** For a tenancy, or the end of one, that is the current thread's. */
        Poisoned(Thread current) {
            this.owner = current;
        }

        /** The thread that may close it. */
        Thread owner() {
            return owner;
        }

        /**
         * The error of the JVM that cut an operation short, or what the Store's heir may not have; for that thread, or who is
         * ordered after its end.
         */
        Throwable cause() {
            return Objects.requireNonNull(cause);
        }
    }

    private static final Closed CLOSED = new Closed();

    private static final AtomicReferenceFieldUpdater<Tenancy, @Nullable Thread> HEIR =
            AtomicReferenceFieldUpdater.newUpdater(Tenancy.class, Thread.class, "heir");

    private final long storeId;

    /** How often the Store has moved until this tenancy begins. */
    private final long transfer;

    /** The thread that owns the Store; null before the tenancy has started and after it has ended. */
    @Nullable
    Thread owner;

    /** How the tenancy ends if it must be poisoned, by the thread that may do so at the time. */
    Poisoned reserve;

    private @Nullable Ending ending;

    /**
     * The thread that adopts the Store after the end of its owner, which thus cannot erase its own name. Set by
     * compare-and-set, at most one at a time, and taken back only if that thread could not even begin.
     */
    private volatile @Nullable Thread heir;

    private Tenancy(long storeId, long transfer) {
        this.storeId = storeId;
        this.transfer = transfer;
        this.reserve = new Poisoned(Thread.currentThread());
    }

    /** A tenancy of the current thread. */
    static Tenancy ofCurrentThread(long storeId) {
        Tenancy tenancy = new Tenancy(storeId, 0);
        tenancy.start();
        return tenancy;
    }

    /** The tenancy after this one, which has yet to start; the current thread may poison it until then. */
    Tenancy next() {
        return new Tenancy(storeId, transfer + 1);
    }

    /** How the tenancy before this one ends when the Store moves, brought about by the current thread now. */
    LeftBehind leftBehind() {
        return new LeftBehind(transfer, Thread.currentThread().getName(), System.currentTimeMillis());
    }

    /** Ends the tenancy, which is the current thread's, or was until the Store was poisoned. */
    void end(Ending why) {
        ending = why;
        owner = null;
    }

    /** Ends the tenancy because the Store is closed. */
    void close() {
        end(CLOSED);
    }

    /** Ends the tenancy, the current thread's, because something was cut short. It allocates nothing. */
    void poison(Throwable cause) {
        reserve.cause = cause;
        end(reserve);
    }

    /** Ends the tenancy, the current thread's or its to inherit, as the next one has ended, which was poisoned. */
    void endPoisoned(Tenancy next) {
        ending = next.reserve;
        if (heir == null) {
            owner = null;
        }
    }

    /** Makes the current thread the one that inherits the Store of an owner that has ended; false if another one does. */
    boolean inherit() {
        return HEIR.compareAndSet(this, null, Thread.currentThread());
    }

    /** Takes {@link #inherit} back: nothing has happened. */
    void disinherit() {
        heir = null;
    }

    /** Ends the tenancy of an owner that has ended itself; by the heir. */
    void endInherited(Ending why) {
        ending = why;
    }

    /** The thread that inherits the Store, or has. */
    @Nullable
    Thread heir() {
        return heir;
    }

    /** Starts the tenancy, of the current thread, which has made it. */
    void start() {
        owner = reserve.owner;
    }

    /** Whether it is the current thread's now. */
    boolean isOfCurrentThread() {
        return owner == Thread.currentThread();
    }

    /** Why it ended; null while it has not. */
    @Nullable
    Ending ending() {
        return ending;
    }

    /** Whether the Store is closed, as far as the current thread can tell. */
    boolean isClosed() {
        return ending == CLOSED;
    }

    /** Whether the current thread may close the Store, poisoned or not. */
    boolean mayBeClosedByCurrentThread() {
        return isOfCurrentThread() || isPoisonedByCurrentThread();
    }

    /** Whether the Store is poisoned and the current thread is the one that may close it. */
    boolean isPoisonedByCurrentThread() {
        return ending instanceof Poisoned poisoned && poisoned.owner() == Thread.currentThread();
    }

    /**
     * Why the current thread may not do what it asks for. Nothing is read that the owner might be changing.
     *
     * @param tenancy the handle's tenancy; null where a handle was published through a data race and is not seen whole
     */
    static RuntimeException refusal(@Nullable Tenancy tenancy, String operation) {
        if (tenancy == null) {
            return new WrongThreadException(
                    operation + " on " + callerName() + ": the handle belongs to a Store of another thread");
        }
        Thread owner = tenancy.owner;
        if (owner != null && tenancy.heir == null) {
            return wrongThread(operation, tenancy.storeId, owner);
        }
        Ending ending = tenancy.ending;
        return switch (ending) {
            case null -> new StoreInTransitException(operation, tenancy.storeId);
            case Closed closed -> new StoreClosedException(operation, tenancy.storeId);
            case LeftBehind(long transfer, String thread, long whenMillis) ->
                new StaleHandleException(
                        operation,
                        tenancy.storeId,
                        "transfer " + transfer + ", by thread \"" + thread + "\"",
                        Instant.ofEpochMilli(whenMillis));
            case Poisoned poisoned ->
                tenancy.isPoisonedByCurrentThread()
                        ? new StorePoisonedException(operation, tenancy.storeId, poisoned.cause())
                        : wrongThread(operation, tenancy.storeId, poisoned.owner());
        };
    }

    private static WrongThreadException wrongThread(String operation, long storeId, Thread owner) {
        return new WrongThreadException("%s on %s: Store %d is owned by thread \"%s\"%s"
                .formatted(
                        operation,
                        callerName(),
                        storeId,
                        owner.getName(),
                        owner.isAlive() ? "" : ", which has ended; Store.adopt takes it over"));
    }

    /** The current thread, as messages name it. */
    static String callerName() {
        return "thread \"" + Thread.currentThread().getName() + "\"";
    }
}
