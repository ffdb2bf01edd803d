package org.ferrywasm.transfer;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The classifier that decides whether Java values may go to another thread (contract, "Sendable"). It looks at values, since what
 * a field holds decides more than its type; what a class settles it finds out once. It reads fields, and containers of
 * the JDK by exact class; it runs no accessor, {@code equals}, {@code hashCode}, {@code toString} or iterator of a class that it
 * does not know.
 *
 * <p>It may be used by all threads. What it knows about a class is kept with the class, and goes when either goes.
 */
public final class Sendability {
    private final FactsOfClass facts;

    /** A classifier with these additions to the rules. */
    public Sendability(Rules rules) {
        this.facts = new FactsOfClass(new ClassInspector(rules));
    }

    /** Begins a walk; the objects of recognised classes are what this recogniser says. */
    public Walk walk(Recogniser recogniser) {
        return new Walk(this, recogniser);
    }

    /** Whether a class is one of the JDK's containers that several threads may change at once. */
    public static boolean isConcurrentContainer(Class<?> type) {
        ClassFacts row = JdkTypes.find(type);
        return row != null
                && row.standing() instanceof Standing.Refused(Refusal refusal, boolean _)
                && refusal.reason() == Reason.CONCURRENT_CONTAINER;
    }

    /** What is in one of those containers now: the keys and values of a map, one after the other. */
    public static List<@Nullable Object> contentsOf(Object container) {
        List<@Nullable Object> contents = new ArrayList<>();
        ClassFacts row = JdkTypes.find(container.getClass());
        if (row != null && row.contents() instanceof Contents.Elements(ElementKind kind, Refusal _)) {
            kind.read(container, (edge, value) -> {
                if (edge != ElementKind.COMPARATOR) {
                    contents.add(value);
                }
            });
        }
        return contents;
    }

    /**
     * Why there may be values of this type that may not go; empty if there are none. The type must be final, and so must those
     * of its fields: then nobody can put anything else into a container of such values.
     */
    public Optional<Refusal> refusalByType(Class<?> type) {
        Set<Class<?>> seen = new HashSet<>();
        ArrayDeque<Class<?>> open = new ArrayDeque<>();
        seen.add(type);
        open.add(type);
        while (!open.isEmpty()) {
            Class<?> next = open.remove();
            Refusal refusal = refusalOfType(next);
            if (refusal != null) {
                return Optional.of(
                        next == type
                                ? refusal
                                : new Refusal(
                                        refusal.reason(),
                                        "it has a field of type " + Paths.nameOf(next) + ", of which is known that "
                                                + refusal.why(),
                                        refusal.mend()));
            }
            if (facts(next).standing() instanceof Standing.ByContents) {
                fieldTypes(next).filter(seen::add).forEach(open::add);
            }
        }
        return Optional.empty();
    }

    private @Nullable Refusal refusalOfType(Class<?> type) {
        if (type.isArray() || !Modifier.isFinal(type.getModifiers())) {
            return type.isArray()
                    ? new Refusal(Reason.ARRAY, "it is an array", "use a record")
                    : new Refusal(Reason.NOT_FINAL_CLASS, "its type is not final", "use a final class or a record");
        }
        ClassFacts known = facts(type);
        return switch (known.standing()) {
            case Standing.Immutable immutable -> null;
            case Standing.ByContents byContents ->
                known.contents() instanceof Contents.Fields
                        ? null
                        : new Refusal(
                                Reason.MUTABLE,
                                "its type does not say what is in it",
                                "use a record with fields of final types");
            case Standing.Declared(boolean judgesContents) ->
                judgesContents
                        ? new Refusal(
                                Reason.MUTABLE, "its type does not say what is in it", "use a record in its place")
                        : null;
            case Standing.Refused(Refusal refusal, boolean isContainer) -> refusal;
            case Standing.ThreadBound bound -> bound.bound();
            case Standing.Stage stage ->
                new Refusal(Reason.MUTABLE, "its type does not say what it completes with", "keep the value");
            case Standing.Known recognised ->
                new Refusal(Reason.MUTABLE, "it means something to a Store", "keep it in the Store itself");
        };
    }

    private static Stream<Class<?>> fieldTypes(Class<?> type) {
        Stream.Builder<Class<?>> types = Stream.builder();
        for (Class<?> c = type;
                c != null && c != Object.class && c != Enum.class && c != Record.class;
                c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    types.add(field.getType());
                }
            }
        }
        return types.build();
    }

    ClassFacts facts(Class<?> type) {
        return facts.get(type);
    }

    /** What it computes stays with the class, so that it must not lead back here: a class would keep an engine alive. */
    private static final class FactsOfClass extends ClassValue<ClassFacts> {
        private final ClassInspector inspector;

        FactsOfClass(ClassInspector inspector) {
            this.inspector = inspector;
        }

        @Override
        protected ClassFacts computeValue(Class<?> type) {
            return inspector.inspect(type);
        }
    }
}
