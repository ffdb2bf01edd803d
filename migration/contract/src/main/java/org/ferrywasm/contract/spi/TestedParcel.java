package org.ferrywasm.contract.spi;

import java.util.List;

/** A Store on its way. The contract has it that threads may share it. */
public interface TestedParcel extends AutoCloseable {
    /** Makes the Store the current thread's. Handles that travelled are good again. */
    void attach();

    /** Closes the Store. */
    @Override
    void close();

    /** How many host objects were looked at. */
    int examined();

    /** What was let through on somebody's word, a sentence each. */
    List<String> promises();
}
