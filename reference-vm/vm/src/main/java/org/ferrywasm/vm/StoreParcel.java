package org.ferrywasm.vm;

import java.lang.ref.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Store on its way from one thread to another: whole, without an owner, and with the handles that travel
 * (contract, "Transfer"). {@link Store#detach} makes one; {@link #attach}, on whatever thread, makes that thread the Store's
 * owner. It goes off once: of several threads that try, one gets the Store, the others are refused.
 *
 * {@snippet class="org.ferrywasm.examples.TransferExample" region="move"}
 *
 * <h2>Threads</h2>
 *
 * A parcel may be used by any thread, however it got there: through a queue, a field, even through a data race. Everything
 * that the last owner did before {@code detach} returned, in the Store and elsewhere, happens before {@code attach} returns
 * (clause E-13).
 *
 * <p>A parcel that is lost, unattached, is reported to the log; its Store can still be closed: {@link Engine#reap}.
 *
 * @param <T> the type of the Store's data
 */
public final class StoreParcel<T extends @Nullable Object> implements AutoCloseable {
    private final Transit<T> transit;
    private final List<SendabilityReport.Promise> promises;
    private final int examined;
    private final LostParcels.Watch watch;

    /** Makes the parcel and, as the last thing, moves what is to be in it: until then nothing has happened to the Store. */
    StoreParcel(Detachment<T> detachment) {
        this.promises = detachment.promises();
        this.examined = detachment.examined();
        this.transit = detachment.transit();
        this.watch = LostParcels.watch(this, detachment.engine(), transit);
        detachment.commit();
    }

    /**
     * Makes the current thread the owner of the Store, and gives the Store, which is the same object as ever. The handles that
     * travelled can be used again. It takes the same time whatever is in the Store, and cannot fail half way.
     *
     * @throws ParcelSpentException if it was attached or closed before, by this thread or another
     */
    public Store<T> attach() {
        Thread current = Thread.currentThread();
        Transit.End end = Transit.End.on(current, Transit.How.ATTACHED);
        Tenancy.Poisoned reserve = new Tenancy.Poisoned(current);
        Store<T> store = transit.start(current, end, reserve);
        if (store == null) {
            throw new ParcelSpentException(transit.storeId(), transit.describe());
        }
        transit.store = null;
        try {
            endWatch();
            Events.attached(transit.storeId());
        } catch (VirtualMachineError e) {
            // at worst the event is lost; the Store must not be, which the caller has not got yet
        }
        return store;
    }

    /** The parcel was in somebody's hand up to here, and need not be watched any longer. */
    private void endWatch() {
        try {
            watch.end();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Closes the Store if nobody has attached it: the current thread owns it for that time, and runs its drop actions. Does
     * nothing if it was attached or closed before (clause E-16), unless this thread was closing it and the JVM failed in the
     * middle: then it goes on.
     */
    @Override
    public void close() {
        StackRoom.require();
        Thread current = Thread.currentThread();
        Transit.End end = Transit.End.on(current, Transit.How.CLOSED);
        Tenancy.Poisoned reserve = new Tenancy.Poisoned(current);
        if (transit.start(current, end, reserve) != null) {
            endWatch();
        }
        transit.close();
    }

    /** The number of the Store. */
    public long storeId() {
        return transit.storeId();
    }

    /**
     * What travels on somebody's word alone: {@link Trusted} values with the reason, {@link Owned} boxes, and objects that are
     * declared or owned but could not be looked into.
     */
    public List<SendabilityReport.Promise> promises() {
        return promises;
    }

    /**
     * How many Java values {@code detach} looked at to see that all may go: host objects, their drop actions, host functions,
     * the Store's data, and what these hold (clause E-12).
     */
    public int examined() {
        return examined;
    }

    @Override
    public String toString() {
        return "StoreParcel of Store " + transit.storeId() + ", " + transit.describe();
    }
}
