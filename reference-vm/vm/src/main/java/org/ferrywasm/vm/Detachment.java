package org.ferrywasm.vm;

import java.util.List;
import org.ferrywasm.transfer.Judgement;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to move a Store out of its tenancy, in two steps. {@link #prepare} checks everything and allocates what the
 * second step needs; up to its end nothing has happened. {@link #commit}, for the parcel, or {@link #inherit}, for an heir,
 * then only writes fields: the tenancy ends, and whatever travels points at the next one.
 *
 * <p>If the JVM fails even so in the middle of the second step, the Store is poisoned: the current thread can close it
 * (clause E-20).
 */
final class Detachment<T extends @Nullable Object> {
    private final Store<T> store;
    private final Tenancy last;
    private final Tenancy next;
    private final Tenancy.LeftBehind ending;
    private final Inspection inspection;
    private final List<Confined> travellers;
    private final List<SendabilityReport.Promise> promises;
    private final HostRules rules;
    private final List<Object> boxes;
    private final Transit<T> transit;
    private List<Owned<?>> bound = List.of();
    private boolean isCommitting;

    private Detachment(Store<T> store, String operation, Confined[] companions) {
        this.store = store;
        this.last = store.tenancy();
        this.next = last.next();
        this.rules = HostRules.of(store);
        this.inspection = Inspection.of(store, operation, companions);
        this.ending = next.leftBehind();
        Judgement judgement = inspection.judgement();
        this.travellers = inspection.travellers();
        this.promises = judgement.words().isEmpty() ? List.of() : List.copyOf(HostRules.promises(judgement));
        this.transit = new Transit<>(store, next);
        this.boxes = judgement.boxes();
    }

    /**
     * Packs a Store.
     *
     * @throws RuntimeException as {@link Store#detach} says
     */
    static <T extends @Nullable Object> StoreParcel<T> detach(Store<T> store, Object[] companions) {
        StackRoom.require();
        String operation = "Store.detach";
        store.enter(operation);
        store.requireIdle(operation);
        Detachment<T> detachment = prepare(store, operation, Companions.of(store, operation, companions));
        StoreParcel<T> parcel;
        try {
            parcel = new StoreParcel<>(detachment);
        } catch (Throwable e) {
            detachment.fail(e);
            throw e;
        }
        try {
            Events.detached(store.id(), detachment.inspection);
        } catch (VirtualMachineError e) {
            // the event is lost, and the Store is not
        }
        return parcel;
    }

    /**
     * Checks everything and allocates what {@link #commit} or {@link #inherit} needs. Nothing has happened yet, but that boxes
     * are bound to the Store, as the last thing: {@link #fail} takes it back.
     */
    static <T extends @Nullable Object> Detachment<T> prepare(Store<T> store, String operation, Confined[] companions) {
        Detachment<T> detachment = new Detachment<>(store, operation, companions);
        if (!detachment.boxes.isEmpty()) {
            detachment.bound = detachment.rules.bind(detachment.boxes, operation);
        }
        return detachment;
    }

    Engine engine() {
        return store.engine();
    }

    Transit<T> transit() {
        return transit;
    }

    /** What travels on somebody's word alone. */
    List<SendabilityReport.Promise> promises() {
        return promises;
    }

    /** How many values of the host's were looked at. */
    int examined() {
        return inspection.examined();
    }

    /**
     * Ends the tenancy and sends the Store off. Host objects that only what stays behind has held are dropped on the way; if
     * one of their drop actions throws, the Store comes back to this thread, without what was left behind.
     */
    void commit() {
        isCommitting = true;
        last.end(ending);
        leave();
        store.drops().dropReleased(next);
        transit.send();
    }

    /** Ends the tenancy of a thread that has ended, and starts that of the current one, its heir. */
    void inherit() {
        isCommitting = true;
        last.endInherited(ending);
        leave();
        next.start();
    }

    private void leave() {
        store.travel(next);
        for (int i = 0; i < travellers.size(); i++) {
            travellers.get(i).travel(next);
        }
        inspection.leaveOthers();
    }

    /**
     * Puts right what can be after a failure: nothing has happened, or the Store is poisoned, unless it is the current thread's
     * again. It allocates nothing.
     *
     * @return whether nothing has happened
     */
    boolean fail(Throwable cause) {
        if (!isCommitting) {
            rules.unbind(bound);
            return true;
        }
        if (next.ending() == null && !next.isOfCurrentThread()) {
            next.poison(cause);
            last.endPoisoned(next);
            store.travel(next);
        }
        return false;
    }
}
