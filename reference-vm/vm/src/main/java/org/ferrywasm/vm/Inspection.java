package org.ferrywasm.vm;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.runtime.Collector;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.HostDrop;
import org.ferrywasm.runtime.HostTable;
import org.ferrywasm.runtime.MarkBits;
import org.ferrywasm.runtime.Ref;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.transfer.Judgement;
import org.ferrywasm.transfer.Walk;
import org.jspecify.annotations.Nullable;

/**
 * A look at what a Store would take along if it moved now: which handles travel, which host objects are alive without the
 * handles that do not, and whether all of these may go (contract, "Transfer"). It changes nothing of the Store.
 *
 * <p>Handles travel that are named as companions, and those that are found inside what travels. So the two are found out
 * together: a handle keeps a host object or a call alive, in which there may be further handles.
 *
 * <p>At first it believes the counts: an object is alive that anything but handles refers to, a dead structure included. Then it
 * costs as much as there are host objects. Only if something may not go is the whole Store traced, to learn whether it is alive,
 * and where it is held.
 */
final class Inspection {
    private final Store<?> store;
    private final StoreState state;

    /** What marks the handles and calls that travel: another number for each look. */
    private final long transfer;

    private final Walk walk;
    private final List<Confined> travellers = new ArrayList<>();
    private final List<Execution> calls = new ArrayList<>();
    private final MarkBits alive;

    /** Reaches host objects from the whole Store, or from the frames of calls alone; null while nobody asks. */
    private @Nullable Collector marking;

    private final boolean isTracing;
    private StoreCalls.Lease[] left = StoreCalls.NO_LEASES;
    private final int hostEnd;
    private int handlesSeen;
    private int hostsSeen;
    private int callsSeen;

    /** How many host objects only handles hold, as far as is known, or frames of calls, or nothing. */
    private int inDoubt;

    private Inspection(Store<?> store, boolean isTracing) {
        this.store = store;
        this.state = store.state();
        this.transfer = store.nextLook();
        this.isTracing = isTracing;
        this.hostEnd = state.hosts().end();
        this.alive = new MarkBits(hostEnd);
        this.walk = HostRules.of(store).walk(store.engine().sendability());
    }

    /**
     * Looks at a Store whose owner, or heir, the current thread is.
     *
     * @throws NotSendableException if something that is alive may not go; it names everything that may not
     */
    static Inspection of(Store<?> store, String operation, Confined[] companions) {
        Inspection counted = new Inspection(store, false);
        counted.run(companions);
        if (!counted.walk.hasFindings()) {
            counted.prepareToLeave();
            return counted;
        }
        Inspection traced = new Inspection(store, true);
        traced.run(companions);
        HostRules.requireSendable(traced.walk.finish(), operation);
        traced.prepareToLeave();
        return traced;
    }

    private void run(Confined[] companions) {
        store.addHeldAlways(walk);
        if (isTracing) {
            marking = Collector.ofInstances(state);
        } else {
            believeCounts();
        }
        for (Confined companion : companions) {
            board(companion);
        }
        do {
            lookIntoFrames();
            reachHosts();
            walk.drain();
            while (handlesSeen < walk.handleCount()) {
                board((Confined) walk.handle(handlesSeen++));
            }
        } while (isBehind());
    }

    /** Allocates what {@link #leaveOthers} needs, once it is known that the Store may go. */
    private void prepareToLeave() {
        left = store.calls().allBut(transfer);
    }

    private boolean isBehind() {
        return walk.isBehind()
                || handlesSeen < walk.handleCount()
                || (marking != null && hostsSeen < marking.hostCount())
                || (callsSeen < calls.size() && (isTracing || inDoubt > 0));
    }

    private void believeCounts() {
        HostTable hosts = state.hosts();
        int[] byHandles = null;
        if (hostEnd > 0 && !store.handles().isEmpty()) {
            byHandles = new int[hostEnd];
            store.handles().countHosts(byHandles);
        }
        for (int address = 0; address < hostEnd; address++) {
            if (hosts.isLive(address)) {
                if (hosts.count(address) > (byHandles == null ? 0 : byHandles[address])) {
                    addHost(address);
                } else {
                    inDoubt++;
                }
            }
        }
    }

    /** Looks through the frames of calls that travel, if that can make a difference. */
    private void lookIntoFrames() {
        if (callsSeen == calls.size() || (!isTracing && inDoubt == 0)) {
            return;
        }
        Collector frames = marking;
        if (frames == null) {
            frames = Collector.ofFrames(state);
            marking = frames;
        }
        while (callsSeen < calls.size()) {
            frames.addCall(calls.get(callsSeen++));
        }
    }

    private void reachHosts() {
        while (marking != null && hostsSeen < marking.hostCount()) {
            reach(marking.host(hostsSeen++));
        }
    }

    private void reach(int address) {
        if (!alive.get(address)) {
            inDoubt--;
            addHost(address);
        }
    }

    private void addHost(int address) {
        alive.add(address);
        HostTable hosts = state.hosts();
        if (isTracing) {
            walk.root(() -> wayTo(address), hosts.get(address));
        } else {
            walk.root("host object", address, hosts.get(address));
        }
        for (HostDrop action : hosts.actions(address)) {
            walk.root("drop action of host object", address, action);
        }
    }

    private String wayTo(int address) {
        return marking == null ? "" : marking.wayTo(address);
    }

    /** Takes a handle along, which may be named and found any number of times. */
    private void board(Confined traveller) {
        travellers.add(traveller);
        switch (traveller) {
            case Rooted handle -> boardReference(handle.keep(transfer));
            case Call call -> {
                Execution execution = call.keep(transfer);
                if (execution != null) {
                    calls.add(execution);
                    if (execution.awaited instanceof HostWait<?> wait) {
                        wait.addTo(walk, HostWait.nameOf(execution));
                    }
                }
            }
            default -> {
                // what else there is refers to what lives as long as the Store
            }
        }
    }

    private void boardReference(long ref) {
        if (isTracing && marking != null) {
            marking.addHandle(ref);
        } else if (Ref.tag(ref) == Ref.HOST) {
            reach(Ref.address(ref));
        }
    }

    /** The handles that travel, the Store itself apart. */
    List<Confined> travellers() {
        return travellers;
    }

    /** How many calls travel. */
    int callCount() {
        return calls.size();
    }

    /** How many values of the host's were looked at. */
    int examined() {
        return walk.examined();
    }

    /** What was found out about everything that travels. */
    Judgement judgement() {
        return walk.finish();
    }

    /**
     * Frees what the handles and calls that do not travel have held; the host objects among it wait for their drop actions.
     * The Store has not changed since it was looked at. It allocates nothing.
     */
    void leaveOthers() {
        store.handles().freeAllBut(transfer);
        store.calls().end(left);
        if (isTracing && marking != null) {
            state.sweep(marking);
        }
        // what is alive without being counted is in the frames of a call that travels
        state.hosts().releaseUnreferenced(alive);
    }
}
