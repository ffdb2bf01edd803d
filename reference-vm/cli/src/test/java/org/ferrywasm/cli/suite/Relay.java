package org.ferrywasm.cli.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import org.ferrywasm.cli.script.Escort;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.I31Ref;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreParcel;
import org.ferrywasm.vm.Val;

/**
 * Threads that pass a Store on in a ring, one of them virtual, while its call runs from checkpoint to checkpoint: for one thread of
 * a script, which gets the Store back when the call is over.
 */
final class Relay implements AutoCloseable {
    private static final Leg END = new Leg(null, 0, List.of(), new Journey.Log());

    private final List<BlockingQueue<Leg>> stations = new ArrayList<>();
    private final BlockingQueue<Leg> home = new LinkedTransferQueue<>();

    /** The Store on its way, with what it is on its way for; whoever has taken it from a queue has it alone. */
    private static final class Leg {
        private final Call call;
        private final long slice;
        private final List<Object> handles;
        private final Journey.Log log;
        private StoreParcel<?> parcel;
        private Outcome outcome;
        private Throwable failure;

        Leg(Call call, long slice, List<Object> handles, Journey.Log log) {
            this.call = call;
            this.slice = slice;
            this.handles = handles;
            this.log = log;
        }
    }

    Relay(String name) {
        List<Thread.Builder> builders = List.of(
                Thread.ofPlatform().daemon(),
                Thread.ofVirtual(),
                Thread.ofPlatform().daemon());
        for (int i = 0; i < builders.size(); i++) {
            stations.add(new LinkedTransferQueue<>());
        }
        for (int i = 0; i < builders.size(); i++) {
            BlockingQueue<Leg> mine = stations.get(i);
            BlockingQueue<Leg> next = stations.get((i + 1) % builders.size());
            builders.get(i).name(name + ", relay " + i).start(() -> work(mine, next));
        }
    }

    /** Brings a call to its end, on the threads of the ring. */
    Outcome carry(Call call, long slice, Escort.Party party, Journey.Log log) {
        List<Object> handles = new ArrayList<>(party.handles());
        handles.add(call);
        Leg leg = new Leg(call, slice, handles, log);
        leg.parcel = party.store().detach(handles.toArray());
        stations.getFirst().add(leg);
        try {
            home.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a script", e);
        }
        if (leg.parcel != null) {
            leg.parcel.attach();
        }
        if (leg.failure != null) {
            throw new AssertionError("a moved call failed: " + leg.failure, leg.failure);
        }
        return leg.outcome;
    }

    private void work(BlockingQueue<Leg> mine, BlockingQueue<Leg> next) {
        try {
            for (Leg leg = mine.take(); leg != END; leg = mine.take()) {
                boolean isOver;
                try {
                    isOver = proceed(leg);
                } catch (Throwable e) {
                    leg.failure = e;
                    leg.parcel = null;
                    isOver = true;
                }
                (isOver ? home : next).add(leg);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a relay", e);
        }
    }

    /** Goes on until the Store is to move, and packs it; whether the call is over. */
    private static boolean proceed(Leg leg) {
        Store<?> store = leg.parcel.attach();
        leg.log.hasMoved();
        if (leg.outcome != null) {
            Escort.await(leg.outcome);
        }
        while (true) {
            Outcome outcome = leg.call.resume(leg.slice);
            leg.outcome = outcome;
            if (outcome.isEnd()) {
                leg.parcel = store.detach(withResults(leg.handles, outcome));
                return true;
            }
            if (leg.log.standsAt(leg.call, outcome) && leg.log.isChosen()) {
                leg.parcel = store.detach(leg.handles.toArray());
                return false;
            }
            Escort.await(outcome);
        }
    }

    private static Object[] withResults(List<Object> handles, Outcome outcome) {
        List<Object> all = new ArrayList<>(handles);
        switch (outcome) {
            case Outcome.Returned(List<Val> results) -> {
                for (Val result : results) {
                    if (result instanceof Val.RefVal && !(result instanceof Val.Null) && !(result instanceof I31Ref)) {
                        all.add(result);
                    }
                }
            }
            case Outcome.Threw(var exception) -> all.add(exception);
            case Outcome.Trapped _,
                    Outcome.OutOfFuel _,
                    Outcome.AwaitingHost _,
                    Outcome.AwaitingNotify _,
                    Outcome.Interrupted _ -> {}
        }
        return all.toArray();
    }

    @Override
    public void close() {
        stations.forEach(station -> station.add(END));
    }
}
