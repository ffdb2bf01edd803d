package org.ferrywasm.vm;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicMarkableReference;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicStampedReference;
import org.ferrywasm.transfer.Refusal;
import org.ferrywasm.transfer.Sendability;
import org.jspecify.annotations.Nullable;

/**
 * An atomic or concurrent container of the JDK whose contents any thread may change and every Store may hold (contract,
 * "Sendable", rule 4). The type of its elements is final and settles that they may go to another thread: then whoever kept a
 * reference cannot put anything else into it after it was looked at. That nobody does so behind the compiler's back, by an
 * unchecked cast, is the embedder's word.
 *
 * <p>It may be shared by threads, even through a data race.
 *
 * {@snippet class="org.ferrywasm.examples.SendableExample" region="shared"}
 *
 * @param <C> what the container is
 */
public final class Shared<C> {
    private final C container;

    private Shared(C container) {
        this.container = container;
    }

    /**
     * Shares a concurrent collection.
     *
     * @throws NotSendableException if the type of the elements does not settle that they may go to another thread, or a
     *     comparator may not
     * @throws IllegalArgumentException if the container is not one of the JDK's concurrent collections, or is a key set of a
     *     {@code ConcurrentHashMap}, or something else than such elements is in it
     */
    public static <E, C extends Collection<E>> Shared<C> of(C container, Class<E> elementType) {
        return checked(container, List.of(elementType));
    }

    /** Shares a concurrent map; as {@link #of(Collection, Class)} otherwise. */
    public static <K, V, C extends ConcurrentMap<K, V>> Shared<C> of(
            C container, Class<K> keyType, Class<V> valueType) {
        return checked(container, List.of(keyType, valueType));
    }

    /** Shares an atomic reference; as {@link #of(Collection, Class)} otherwise. */
    public static <E extends @Nullable Object> Shared<AtomicReference<E>> of(
            AtomicReference<E> container, Class<E> elementType) {
        return checked(container, List.of(elementType));
    }

    /** Shares an atomic reference with a mark; as {@link #of(Collection, Class)} otherwise. */
    public static <E extends @Nullable Object> Shared<AtomicMarkableReference<E>> of(
            AtomicMarkableReference<E> container, Class<E> elementType) {
        return checked(container, List.of(elementType));
    }

    /** Shares an atomic reference with a stamp; as {@link #of(Collection, Class)} otherwise. */
    public static <E extends @Nullable Object> Shared<AtomicStampedReference<E>> of(
            AtomicStampedReference<E> container, Class<E> elementType) {
        return checked(container, List.of(elementType));
    }

    /** Shares an array of atomic references; as {@link #of(Collection, Class)} otherwise. */
    public static <E extends @Nullable Object> Shared<AtomicReferenceArray<E>> of(
            AtomicReferenceArray<E> container, Class<E> elementType) {
        return checked(container, List.of(elementType));
    }

    /**
     * Shares an atomic number or adder.
     *
     * @throws IllegalArgumentException if it is not one of the JDK's
     */
    public static <N extends Number> Shared<N> of(N number) {
        return checked(number, List.of());
    }

    /** Shares an atomic boolean. */
    public static Shared<AtomicBoolean> of(AtomicBoolean container) {
        return checked(container, List.of());
    }

    /** Shares an array of atomic integers. */
    public static Shared<AtomicIntegerArray> of(AtomicIntegerArray container) {
        return checked(container, List.of());
    }

    /** Shares an array of atomic longs. */
    public static Shared<AtomicLongArray> of(AtomicLongArray container) {
        return checked(container, List.of());
    }

    private static <C> Shared<C> checked(C container, List<Class<?>> types) {
        String name = container.getClass().getName();
        if (!Sendability.isConcurrentContainer(container.getClass())) {
            throw new IllegalArgumentException(
                    "Shared.of: " + name + " is not one of the JDK's atomic and concurrent containers");
        }
        if (container instanceof ConcurrentHashMap.KeySetView) {
            throw new IllegalArgumentException(
                    "Shared.of: from a key set of a ConcurrentHashMap anybody gets at the map, whose values have no"
                            + " type here: share the map itself, or a ConcurrentSkipListSet");
        }
        for (Class<?> type : types) {
            Refusal refusal = HostRules.SENDABILITY.refusalByType(type).orElse(null);
            if (refusal != null) {
                throw new NotSendableException(
                        "Shared.of",
                        List.of(Violation.of(name + " of " + type.getTypeName(), type.getTypeName(), refusal)),
                        0);
            }
        }
        HostRules.ANY_STORE.require(
                HostRules.SENDABILITY, "Shared.of", walk -> walk.root("comparator", comparator(container)));
        checkContents(container, types);
        return new Shared<>(container);
    }

    private static void checkContents(Object container, List<Class<?>> types) {
        List<@Nullable Object> contents = Sendability.contentsOf(container);
        for (int i = 0; i < contents.size(); i++) {
            Object element = contents.get(i);
            Class<?> type = types.get(i % types.size());
            if (element != null && !type.isInstance(element)) {
                throw new IllegalArgumentException(
                        "Shared.of: a " + element.getClass().getName() + " is in a container of " + type.getTypeName());
            }
        }
    }

    private static @Nullable Comparator<?> comparator(Object container) {
        return switch (container) {
            case ConcurrentSkipListMap<?, ?> map -> map.comparator();
            case ConcurrentSkipListSet<?> set -> set.comparator();
            case PriorityBlockingQueue<?> queue -> queue.comparator();
            default -> null;
        };
    }

    /** The container; from any thread. */
    public C get() {
        return container;
    }

    @Override
    public String toString() {
        return "Shared " + container.getClass().getName();
    }
}
