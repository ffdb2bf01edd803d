package org.ferrywasm.cli.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.ferrywasm.vm.I31Ref;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreParcel;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;

/**
 * The way of a call from its beginning to its end, from thread to thread of a crew, and back to the thread that began it. The
 * Store's owner alone uses it; whoever attaches the Store sees what the last one did.
 */
final class Journey {
    private final Crew crew;
    private final Stepper stepper;
    private final Stops stops;

    /** What travels: the call, and the handles that the script needs. */
    private final Object[] companions;

    private final Handover<Journey> home = new Handover<>();
    private @Nullable StoreParcel<?> parcel;
    private @Nullable Outcome outcome;
    private @Nullable Throwable failure;
    private long moves;

    Journey(Crew crew, Stepper stepper, Stops stops, List<Object> handles) {
        this.crew = crew;
        this.stepper = stepper;
        this.stops = stops;
        List<Object> travelling = new ArrayList<>(handles);
        travelling.add(stepper.call());
        this.companions = travelling.toArray();
    }

    /**
     * Sends the Store off and waits until it is back.
     *
     * @return the call's last outcome
     */
    Outcome make(Store<?> store) {
        sendOff(store);
        home.take();
        StoreParcel<?> returned = parcel;
        if (returned != null) {
            returned.attach();
            moves++;
        }
        return switch (failure) {
            case null -> Objects.requireNonNull(outcome);
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new AssertionError(failure);
        };
    }

    long moves() {
        return moves;
    }

    Stepper stepper() {
        return stepper;
    }

    private void sendOff(Store<?> store) {
        parcel = store.detach(companions);
        moves++;
        crew.next(this::leg);
    }

    /** One thread's part of the way. */
    private void leg() {
        StoreParcel<?> arrived = Objects.requireNonNull(parcel);
        parcel = null;
        try {
            Store<?> store = arrived.attach();
            try {
                goOn(store);
            } catch (Throwable e) {
                failure = e;
                returnHome(store, List.of());
            }
        } catch (Throwable e) {
            failure = e;
            home.give(this);
        }
    }

    private void goOn(Store<?> store) {
        if (outcome instanceof Outcome.AwaitingNotify(var ready)) {
            ready.toCompletableFuture().join();
        }
        Outcome last;
        do {
            last = stepper.step();
            outcome = last;
            if (last.isEnd()) {
                returnHome(store, belongings(last));
                return;
            }
        } while (!stops.isNext());
        sendOff(store);
    }

    private void returnHome(Store<?> store, List<?> belongings) {
        List<Object> all = new ArrayList<>(List.of(companions));
        all.addAll(belongings);
        parcel = store.detach(all.toArray());
        home.give(this);
    }

    /** The handles in an outcome. */
    private static List<?> belongings(Outcome last) {
        return switch (last) {
            case Outcome.Returned(List<Val> results) ->
                results.stream().filter(Journey::isHandle).toList();
            case Outcome.Threw(var exception) -> List.of(exception);
            case Outcome.Trapped _,
                    Outcome.OutOfFuel _,
                    Outcome.AwaitingNotify _,
                    Outcome.AwaitingHost _,
                    Outcome.Interrupted _ -> List.of();
        };
    }

    private static boolean isHandle(Val value) {
        return value instanceof Val.RefVal && !(value instanceof Val.Null) && !(value instanceof I31Ref);
    }
}
