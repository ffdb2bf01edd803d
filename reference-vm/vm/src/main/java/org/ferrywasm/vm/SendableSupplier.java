package org.ferrywasm.vm;

import java.util.function.Supplier;

/**
 * A supplier for {@link Owned#of}: what it captures may go to another thread, so that what it makes is not shared with anybody
 * through it.
 *
 * {@snippet class="org.ferrywasm.examples.SendableExample" region="owned"}
 *
 * @param <T> what it makes
 */
@FunctionalInterface
public interface SendableSupplier<T> extends Supplier<T>, Sendable {}
