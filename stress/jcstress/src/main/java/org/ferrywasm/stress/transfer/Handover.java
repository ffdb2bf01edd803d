package org.ferrywasm.stress.transfer;

import java.util.function.Supplier;
import org.ferrywasm.stress.Attempt;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreParcel;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.Outcome;

/**
 * A Store that one actor fills and sends, by one of the {@linkplain Channel ways}, and another receives and looks through.
 *
 * <p>Nothing here orders anything but the channel, if it does: what was packed is a plain field, written before the parcel is made
 * and read after it was attached.
 */
@Outcome(
        id = "(volatile|queue|race), whole",
        expect = Expect.ACCEPTABLE,
        desc = "All that the old owner wrote was seen, whatever the parcel came through.")
@Outcome(
        id = "(volatile|queue|race), early",
        expect = Expect.ACCEPTABLE,
        desc = "The parcel was not seen; nobody has the Store.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Something was missing, or the parcel could not be attached.")
final class Handover {
    private static final int LOOKS = 5_000;

    private final Channel<StoreParcel<?>> channel = Channel.any();
    private @Nullable Cargo packed;
    private @Nullable StoreParcel<?> sent;

    /** What a Store carries. */
    interface Cargo {
        /** The Store, of the current thread. */
        Store<?> store();

        /** The handles that travel. */
        Object[] companions();

        /** Whether all is there, as the new owner sees it. */
        boolean isWhole(Store<?> attached);
    }

    /** Fills a Store and sends it. */
    String send(Supplier<Cargo> filled) {
        Cargo cargo = filled.get();
        packed = cargo;
        StoreParcel<?> parcel = cargo.store().detach(cargo.companions());
        sent = parcel;
        channel.send(parcel);
        return channel.toString();
    }

    /** Receives it and looks. */
    String receive() {
        StoreParcel<?> parcel = channel.poll();
        for (int i = 0; i < LOOKS && parcel == null; i++) {
            Thread.onSpinWait();
            parcel = channel.poll();
        }
        if (parcel == null) {
            return Attempt.EARLY;
        }
        try (Store<?> store = parcel.attach()) {
            Cargo cargo = packed;
            if (cargo == null || !cargo.isWhole(store)) {
                return "torn";
            }
            store.audit();
            return "whole";
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }

    /** When all is over: what nobody attached is closed. */
    void clear() {
        if (sent != null) {
            sent.close();
        }
    }
}
