package org.ferrywasm.vm;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time in which one thread owns a Store. {@link #owner} is a plain field that only that thread ever writes: itself when
 * the tenancy starts, null when it ends. A thread can read its own name there only if it wrote it and has not erased it, so
 * a plain read is sound even for a thread that has no business here. A tenancy never starts twice.
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
     * @param transfer which transfer it was, as messages name it
     * @param when when it happened
     */
    record LeftBehind(String transfer, Instant when) implements Ending {}

    /**
     * The JVM failed in the middle of an operation.
     *
     * @param owner the thread that may still close the Store
     * @param cause the error
     */
    record Poisoned(Thread owner, VirtualMachineError cause) implements Ending {}

    private final long storeId;

    /** The thread that owns the Store; null before the tenancy has started and after it has ended. */
    @Nullable
    Thread owner;

    private @Nullable Ending ending;

    private Tenancy(long storeId, @Nullable Thread owner) {
        this.storeId = storeId;
        this.owner = owner;
    }

    /** A tenancy of the current thread. */
    static Tenancy ofCurrentThread(long storeId) {
        return new Tenancy(storeId, Thread.currentThread());
    }

    /** A tenancy that has yet to start. */
    static Tenancy inTransit(long storeId) {
        return new Tenancy(storeId, null);
    }

    /** Ends the tenancy, which is the current thread's, or was until the Store was poisoned. */
    void end(Ending why) {
        ending = why;
        owner = null;
    }

    /** Why it ended; null while it has not. */
    @Nullable
    Ending ending() {
        return ending;
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
        if (owner != null) {
            return wrongThread(operation, tenancy.storeId, owner);
        }
        Ending ending = tenancy.ending;
        return switch (ending) {
            case null -> new StoreInTransitException(operation, tenancy.storeId);
            case Closed closed -> new StoreClosedException(operation, tenancy.storeId);
            case LeftBehind(String transfer, Instant when) ->
                new StaleHandleException(operation, tenancy.storeId, transfer, when);
            case Poisoned poisoned ->
                tenancy.isPoisonedByCurrentThread()
                        ? new StorePoisonedException(operation, tenancy.storeId, poisoned.cause())
                        : wrongThread(operation, tenancy.storeId, poisoned.owner());
        };
    }

    private static WrongThreadException wrongThread(String operation, long storeId, Thread owner) {
        return new WrongThreadException("%s on %s: Store %d is owned by thread \"%s\""
                .formatted(operation, callerName(), storeId, owner.getName()));
    }

    /** The current thread, as messages name it. */
    static String callerName() {
        return "thread \"" + Thread.currentThread().getName() + "\"";
    }
}
