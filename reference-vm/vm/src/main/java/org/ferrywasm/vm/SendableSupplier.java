package org.ferrywasm.vm;

import java.util.function.Supplier;

/**
 * A supplier for {@link Owned#of}: what it captures may go to another thread, so that what it makes is not shared with anybody
 * through it.
 *
 * @param <T> what it makes
 */
@FunctionalInterface
public interface SendableSupplier<T> extends Supplier<T>, Sendable {}
