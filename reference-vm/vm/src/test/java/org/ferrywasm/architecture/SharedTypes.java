package org.ferrywasm.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.ferrywasm.vm.ConnectedTypes;

/**
 * A walk over classes, from the types that threads share along the declared types of their fields. Every field must be
 * final and of a type that cannot change, or stand in a list of cells with the reason why it may change or be changed.
 */
final class SharedTypes {
    /** Classes of the JDK whose objects never change. */
    private static final Set<Class<?>> IMMUTABLE = Set.of(
            String.class,
            Class.class,
            Integer.class,
            Long.class,
            Boolean.class,
            Void.class,
            OptionalInt.class,
            OptionalLong.class,
            Optional.class,
            Object.class);

    /** Collections whose objects are looked at when the program runs: the object graph shows that none can be changed. */
    private static final Set<Class<?>> SEEN_AT_RUN_TIME = Set.of(List.class, Set.class, Map.class, Collection.class);

    private final Map<String, String> cells;
    private final Set<Class<?>> visited = new LinkedHashSet<>();
    private final Deque<Class<?>> ahead = new ArrayDeque<>();
    private final Set<String> faults = new TreeSet<>();
    private final Set<String> usedCells = new TreeSet<>();

    /**
     * Prepares a walk.
     *
     * @param cells the fields that may change, or hold what could be changed, like {@code Engine.registry}, each with its reason
     */
    SharedTypes(Map<String, String> cells) {
        this.cells = cells;
    }

    /** Walks from a shared type. */
    void walk(Class<?> root) {
        meet(root);
        for (Class<?> type = ahead.poll(); type != null; type = ahead.poll()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    look(field);
                }
            }
        }
    }

    /** What can change without being a known cell. */
    Set<String> faults() {
        return faults;
    }

    /** The known cells that the walk has come to. */
    Set<String> usedCells() {
        return usedCells;
    }

    /** Every class that the walk has come to. */
    Set<Class<?>> visited() {
        return visited;
    }

    private void look(Field field) {
        String name = field.getDeclaringClass().getSimpleName() + "." + field.getName();
        boolean isKnown = cells.containsKey(name);
        if (isKnown) {
            usedCells.add(name);
        }
        if (!Modifier.isFinal(field.getModifiers()) && !isKnown) {
            faults.add(name + " is not final");
        }
        follow(field.getGenericType(), name, isKnown);
    }

    private void follow(Type type, String name, boolean isKnown) {
        switch (type) {
            case ParameterizedType parameterised -> {
                followClass((Class<?>) parameterised.getRawType(), name, isKnown);
                for (Type argument : parameterised.getActualTypeArguments()) {
                    follow(argument, name, isKnown);
                }
            }
            case GenericArrayType array -> {
                requireKnown(name + " is an array", isKnown);
                follow(array.getGenericComponentType(), name, isKnown);
            }
            case WildcardType wildcard -> follow(wildcard.getUpperBounds()[0], name, isKnown);
            case TypeVariable<?> variable -> follow(variable.getBounds()[0], name, isKnown);
            case Class<?> plain -> followClass(plain, name, isKnown);
            default -> throw new AssertionError("a type of an unknown kind: " + type);
        }
    }

    private void followClass(Class<?> type, String name, boolean isKnown) {
        if (type.isArray()) {
            requireKnown(name + " is an array", isKnown);
            follow(type.componentType(), name, isKnown);
        } else if (ObjectGraph.isOwn(type)) {
            if (isKnown && isStop(name)) {
                return;
            }
            if (ConnectedTypes.isConnected(type)) {
                faults.add(name + " leads to a " + type.getSimpleName() + ", which belongs to a Store");
                return;
            }
            meet(type);
        } else if (!type.isPrimitive() && !IMMUTABLE.contains(type) && !SEEN_AT_RUN_TIME.contains(type)) {
            requireKnown(name + " is a " + type.getName(), isKnown);
        }
    }

    /** A cell whose reason begins so leads to what is not shared. */
    private boolean isStop(String name) {
        return cells.getOrDefault(name, "").startsWith("not shared:");
    }

    private void requireKnown(String fault, boolean isKnown) {
        if (!isKnown) {
            faults.add(fault);
        }
    }

    private void meet(Class<?> type) {
        for (Class<?> c = type; c != null && ObjectGraph.isOwn(c); c = c.getSuperclass()) {
            if (visited.add(c)) {
                ahead.add(c);
            }
        }
        if (type.isInterface() || Modifier.isAbstract(type.getModifiers())) {
            for (Class<?> known : allClasses()) {
                if (type.isAssignableFrom(known) && !visited.contains(known) && !ConnectedTypes.isConnected(known)) {
                    meet(known);
                }
            }
        }
    }

    /** Every class of the VM. */
    static List<Class<?>> allClasses() {
        try {
            return ClassFiles.all().stream()
                    .<Class<?>>map(model -> load(model.thisClass().asInternalName()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String internalName) {
        try {
            return Class.forName(internalName.replace('/', '.'), false, SharedTypes.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new LinkageError(internalName, e);
        }
    }
}
