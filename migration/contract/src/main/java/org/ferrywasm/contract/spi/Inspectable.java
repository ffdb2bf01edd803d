package org.ferrywasm.contract.spi;

import java.util.List;
import org.ferrywasm.contract.spi.Operation.Attempt;

/** An engine whose connected objects can be listed with all their public operations: the capability {@code inspectable}. */
public interface Inspectable extends TestedEngine {
    /** Makes a Store of the current thread with one object of each connected type. */
    Inspected inspect();

    /** A Store with one object of each connected type. */
    interface Inspected {
        /** All public operations of these objects, found by reflection so that none is forgotten. */
        List<Operation> operations();

        /** Does something on the owner while a host function that the guest called is on the Java stack. */
        void duringHostCall(Attempt attempt);

        /** Everything that the Store holds, inner state included: equal if nothing has changed. The owner asks. */
        List<String> picture();

        /** Whether guest and objects still work, asked by the owner. */
        boolean isSound();

        /**
         * Packs the Store; every object is left behind.
         *
         * @throws UnsupportedOperationException if the engine cannot move Stores
         */
        TestedParcel detach();

        /** Closes the Store. */
        void close();
    }
}
