package org.ferrywasm.transfer;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the embedder and the embedding API add to the rules.
 *
 * @param marker the interface that a class implements directly to declare that its instances may go
 * @param immutable exact classes whose instances are immutable
 * @param lookups what gives access to private fields that are not open to everybody
 * @param recognises the classes that a {@link Recogniser} knows
 */
public record Rules(
        Class<?> marker, Set<Class<?>> immutable, List<MethodHandles.Lookup> lookups, Predicate<Class<?>> recognises) {
    /** Rules that keep to what they were given. */
    public Rules {
        immutable = Set.copyOf(immutable);
        lookups = List.copyOf(lookups);
    }
}
