package org.ferrywasm.bench;

import java.util.function.IntToLongFunction;

/**
 * An instance of a module, used by one thread. Its functions are looked up by the methods here, before time is taken, and called by what
 * they return.
 */
public interface BenchInstance extends AutoCloseable {
    /** The exported function {@code run: [i32] -> [i64]}, in the form in which the engine calls it fastest. */
    IntToLongFunction run();

    /**
     * The exported function {@code nop: [] -> []}.
     *
     * @throws UnsupportedOperationException if the engine has no such way in ({@link Competitor#supports(Entry)})
     */
    Runnable nop(Entry entry);

    /** Ends the instance, where the engine has such an end. */
    @Override
    void close();
}
