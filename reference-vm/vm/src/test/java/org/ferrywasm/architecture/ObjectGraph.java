package org.ferrywasm.architecture;

import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The objects that can be reached from one object. Fields of the project's own classes are read by reflection, containers of
 * the JDK through their public iteration; other objects of the JDK are leaves, and so is what a reference object refers to.
 */
public final class ObjectGraph {
    /** One object, and how it was reached. */
    public record Node(Object object, @Nullable Node from, String step) {
        /** The way from the root, like {@code Store.state.tables[3]}. */
        public String path() {
            return from == null ? step : from.path() + step;
        }
    }

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Node> ahead = new ArrayDeque<>();

    private ObjectGraph(Object root) {
        meet(root, null, root.getClass().getSimpleName());
    }

    /**
     * Every object that can be reached from a root, each once, nearest first.
     *
     * @param isEntered whether to go on from an object
     */
    public static List<Node> reach(Object root, Predicate<Object> isEntered) {
        ObjectGraph graph = new ObjectGraph(root);
        List<Node> nodes = new ArrayList<>();
        for (Node node = graph.ahead.poll(); node != null; node = graph.ahead.poll()) {
            nodes.add(node);
            if (isEntered.test(node.object)) {
                graph.enter(node);
            }
        }
        return nodes;
    }

    /**
     * What an object and everything that can be reached from it holds, a line for each value: two pictures are equal if
     * nothing has changed in between.
     */
    public static List<String> picture(Object root, Predicate<Object> isEntered) {
        ObjectGraph graph = new ObjectGraph(root);
        List<String> lines = new ArrayList<>();
        for (Node node = graph.ahead.poll(); node != null; node = graph.ahead.poll()) {
            if (isEntered.test(node.object)) {
                int first = lines.size();
                graph.describe(node, lines);
                graph.enter(node);
                for (int i = first; i < lines.size(); i++) {
                    lines.set(i, node.path() + lines.get(i));
                }
            }
        }
        return lines;
    }

    private void enter(Node node) {
        Object object = node.object;
        switch (object) {
            case @Nullable Object[] array -> {
                for (int i = 0; i < array.length; i++) {
                    meet(array[i], node, "[" + i + "]");
                }
            }
            case Collection<?> collection -> {
                int i = 0;
                for (Object element : collection) {
                    meet(element, node, "[" + i++ + "]");
                }
            }
            case Map<?, ?> map -> {
                int i = 0;
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    meet(entry.getKey(), node, ".key" + i);
                    meet(entry.getValue(), node, ".value" + i++);
                }
            }
            case Optional<?> optional -> meet(optional.orElse(null), node, ".value");
            case AtomicReference<?> cell -> meet(cell.get(), node, ".cell");
            case AtomicReferenceArray<?> cells -> {
                for (int i = 0; i < cells.length(); i++) {
                    meet(cells.get(i), node, ".cell" + i);
                }
            }
            default -> {
                for (Field field : fields(object.getClass())) {
                    if (!field.getType().isPrimitive()) {
                        meet(read(field, object), node, "." + field.getName());
                    }
                }
            }
        }
    }

    private void meet(@Nullable Object object, @Nullable Node from, String step) {
        if (object != null && seen.add(object)) {
            ahead.add(new Node(object, from, step));
        }
    }

    private void describe(Node node, List<String> lines) {
        Object object = node.object;
        if (object.getClass().isArray()) {
            lines.add(".length = " + Array.getLength(object) + ", contents = " + contents(object));
        } else if (object instanceof Collection<?> collection) {
            lines.add(".size = " + collection.size() + contents(collection.toArray()));
        } else if (object instanceof Map<?, ?> map) {
            lines.add(".size = " + map.size());
        } else if (isLeafOfTheJdk(object)) {
            lines.add(" = " + object);
        } else {
            for (Field field : fields(object.getClass())) {
                Object value = read(field, object);
                lines.add("." + field.getName() + " = " + (field.getType().isPrimitive() ? value : identity(value)));
            }
        }
    }

    private static boolean isLeafOfTheJdk(Object object) {
        return object instanceof Number || object instanceof CharSequence || object instanceof Enum<?>;
    }

    private static String identity(@Nullable Object object) {
        return object == null ? "null" : Integer.toString(System.identityHashCode(object));
    }

    private static String contents(Object array) {
        return switch (array) {
            case long[] longs -> Integer.toString(Arrays.hashCode(longs));
            case int[] ints -> Integer.toString(Arrays.hashCode(ints));
            case byte[] bytes -> Integer.toString(Arrays.hashCode(bytes));
            case boolean[] booleans -> Integer.toString(Arrays.hashCode(booleans));
            case @Nullable Object[] objects ->
                Arrays.stream(objects).map(ObjectGraph::identity).toList().toString();
            default -> throw new AssertionError("an array of " + array.getClass());
        };
    }

    /** The instance fields of a class and those that it inherits; none of the JDK's. */
    static List<Field> fields(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> c = type; c != null && isOwn(c); c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    /** Whether a class is one of the project's, or of its tests. */
    static boolean isOwn(Class<?> type) {
        return !Reference.class.equals(type) && type.getName().startsWith("org.ferrywasm.");
    }

    private static @Nullable Object read(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
