package org.ferrywasm.contract.spi;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An engine that says what may go to another thread when it enters a Store, and has ways to make it so: the capability {@code sending}. */
public interface Sending extends TestedEngine {
    /** Makes a Store that refuses what is not Sendable when it enters. */
    TestedStore newSendableStore();

    /** Makes a Store with data of the host's. */
    TestedStore newStore(@Nullable Object data);

    /** A box of state for one Store, made inside by a supplier. */
    Object owned(Supplier<Object> supplier);

    /** What is in a box, in the Store that it has entered. */
    Object contents(TestedStore store, Object owned);

    /** A container that threads share, of an element type that may go to another thread. */
    Object shared(Object container, Class<?> elementType);

    /** The embedder's word that something may go to another thread. */
    Object trusted(Object value, String reason);

    /** The engine's own handle for something of the kit's, as an embedder's object would hold it. */
    Object handle(Object tested);
}
