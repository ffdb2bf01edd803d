package org.ferrywasm.testing;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ferrywasm.vm.Sendable;
import org.jspecify.annotations.Nullable;

/** What the classes of a heap dump are to a Store: its own state, host objects that only one thread may use, or neither. */
final class KnownClasses {
    /** What an object of a class is, where a host object refers to it. */
    enum Nature {
        /** It may be shared by threads, with all that it refers to, or is no part of what refers to it. */
        SHAREABLE,

        /** It cannot be changed; what it refers to may. */
        SHELL,

        /** One thread at a time may use it. */
        MUTABLE
    }

    private static final String RUNTIME = "org.ferrywasm.runtime.";

    /** What has the host objects of a Store in it, which are not its own state. */
    static final String HOST_TABLE = RUNTIME + "HostTable";

    private static final String EXEC = "org.ferrywasm.exec.";
    private static final String FERRY = "org.ferrywasm.";

    /** Of the packages of the VM's state: what several Stores and threads have in common. */
    private static final Set<String> COMMON = Set.of(
            RUNTIME + "InterruptFlag",
            RUNTIME + "Waiter",
            RUNTIME + "WaitQueues",
            RUNTIME + "SharedBacking",
            RUNTIME + "SharedBacking$Chunk",
            RUNTIME + "StoreConfig");

    /** Of the package of the API, whose other classes are handles or for all: what is a Store's own. */
    private static final Set<String> OWN = Set.of(
            VmField.VM + "HandleRoots",
            VmField.VM + "HandleRoots$Root",
            VmField.VM + "HostDrops",
            VmField.VM + "StoreCalls",
            VmField.VM + "StoreCalls$Lease",
            VmField.VM + "Borrows",
            VmField.VM + "Borrows$Borrow",
            VmField.VM + "HostCall",
            VmField.VM + "HostWait");

    /** What Stores share; they and what they refer to is no Store's own. */
    private static final List<String> SHARED = List.of(
            VmField.VM + "Engine",
            VmField.VM + "Module",
            VmField.VM + "ModuleCode",
            VmField.VM + "SharedMemory",
            VmField.VM + "FrozenLinker",
            FERRY + "valid.ValidModule",
            FERRY + "runtime.SharedBacking");

    private static final List<String> SHELLS = List.of(
            "java.util.ImmutableCollections",
            "java.util.Collections$Unmodifiable",
            "java.util.Collections$Empty",
            "java.util.Collections$Singleton",
            "java.util.KeyValueHolder",
            "java.util.Optional");

    /** Of the JDK: what may be shared, or is there for all. */
    private static final List<String> WORLD = List.of(
            "java.lang.",
            "java.math.",
            "java.time.",
            "java.security.",
            "java.net.URI",
            "java.net.Inet",
            "java.nio.charset.",
            "java.nio.file.",
            "java.util.UUID",
            "java.util.Locale",
            "java.util.Currency",
            "java.util.regex.Pattern",
            "sun.",
            "jdk.");

    private static final Set<String> DECLARATIONS = Set.of("Immutable", "ThreadSafe");

    private final Map<HeapClass, Nature> natures = new HashMap<>();
    private final @Nullable ClassLoader loader;

    /**
     * Classes as a loader finds them.
     *
     * @param loader what finds the classes of host objects; the system's for null
     */
    KnownClasses(@Nullable ClassLoader loader) {
        this.loader = loader;
    }

    /** Whether Stores share an object of this class. */
    static boolean isShared(HeapClass c) {
        return SHARED.contains(c.name);
    }

    /** Whether an object of this class, found in a Store's state, is a part of that state. */
    static boolean isState(HeapClass c) {
        String name = c.name;
        if (name.startsWith(RUNTIME) || name.startsWith(EXEC)) {
            return !COMMON.contains(name)
                    && !c.isLambda()
                    && !c.isSubclassOf("java.lang.Enum")
                    && !c.isSubclassOf("java.lang.Throwable");
        }
        return OWN.contains(name) || isContainer(c);
    }

    private static boolean isContainer(HeapClass c) {
        return c.isArray()
                || c.name.startsWith("jdk.internal.foreign.")
                || (c.name.startsWith("java.util.")
                        && !c.name.startsWith("java.util.concurrent.")
                        && !startsWithAny(c.name, SHELLS));
    }

    /** What an object of a class is where a host object refers to it. */
    Nature natureOf(HeapClass c) {
        return natures.computeIfAbsent(c, this::judge);
    }

    /** Whether an object of this class is the JDK's or the application's, and no part of what refers to it. */
    static boolean isOfTheWorld(HeapClass c) {
        return !c.isArray()
                && (startsWithAny(c.name, WORLD)
                        || c.isSubclassOf("java.lang.Enum")
                        || c.isSubclassOf("java.lang.Thread")
                        || c.isSubclassOf("java.lang.ClassLoader"));
    }

    private Nature judge(HeapClass c) {
        if (c.isArray() || c.isSubclassOf("java.lang.AbstractStringBuilder")) {
            return Nature.MUTABLE;
        }
        if (c.isLambda() || c.isSubclassOf("java.lang.Record") || startsWithAny(c.name, SHELLS)) {
            return Nature.SHELL;
        }
        if (c.name.equals(VmField.OWNED_CONTENTS.className()) || c.name.equals(VmField.TRUSTED_VALUE.className())) {
            return Nature.SHELL;
        }
        return isOfTheWorld(c) || c.name.startsWith(VmField.VM) || isShared(c) ? Nature.SHAREABLE : declared(c);
    }

    private Nature declared(HeapClass c) {
        Class<?> type = find(c.name);
        if (type == null) {
            return Nature.MUTABLE;
        }
        if (Sendable.class.isAssignableFrom(type)) {
            return Nature.SHAREABLE;
        }
        for (Annotation annotation : type.getDeclaredAnnotations()) {
            if (DECLARATIONS.contains(annotation.annotationType().getSimpleName())) {
                return Nature.SHAREABLE;
            }
        }
        return areFieldsFinal(type) ? Nature.SHELL : Nature.MUTABLE;
    }

    private static boolean areFieldsFinal(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isFinal(field.getModifiers())) {
                    return false;
                }
            }
        }
        return true;
    }

    private @Nullable Class<?> find(String name) {
        try {
            return Class.forName(name, false, loader == null ? ClassLoader.getSystemClassLoader() : loader);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    private static boolean startsWithAny(String name, List<String> prefixes) {
        return prefixes.stream().anyMatch(name::startsWith);
    }
}
