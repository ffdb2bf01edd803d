package org.ferrywasm.transfer;

import java.lang.annotation.AnnotationFormatError;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a class settles about its instances. The order of the questions is that of the contract ("Sendable"), but for
 * types that are bound to threads: they are asked for before the fields are, because their fields may be all final.
 */
final class ClassInspector {
    private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);
    private static final String TRUST = "say that it is safe by Trusted.of(value, reason)";
    private static final String PROMISE =
            "declare that it implements Sendable if it may be handed over, or say so by Trusted.of(value, reason)";

    /** The classes of the JDK whose fields reflection does not show, and which others may extend. */
    private static final Set<Class<?>> HIDING = Set.of(ClassLoader.class, AccessibleObject.class);

    private final Rules rules;

    ClassInspector(Rules rules) {
        this.rules = rules;
    }

    ClassFacts inspect(Class<?> type) {
        if (rules.recognises().test(type)) {
            return ClassFacts.KNOWN;
        }
        if (rules.immutable().contains(type)) {
            return ClassFacts.IMMUTABLE;
        }
        ClassFacts row = JdkTypes.find(type);
        if (row != null) {
            return row;
        }
        if (type.isArray()) {
            return array(type);
        }
        try {
            return byDeclarationOrStructure(type);
        } catch (LinkageError | AnnotationFormatError | RuntimeException e) {
            // What is missing or broken is found only by looking, and class loaders of others may throw anything.
            Refusal unread = new Refusal(
                    Reason.OPAQUE,
                    "its class cannot be looked into: " + e.getClass().getName(),
                    "put whatever class it misses on the class path, or " + TRUST);
            return ClassFacts.unseen(unread, new Contents.Unseen(unread, true));
        }
    }

    private static ClassFacts array(Class<?> type) {
        Refusal refusal = new Refusal(
                Reason.ARRAY,
                "it is an array, whose elements can be changed",
                type.getComponentType().isPrimitive()
                        ? "make it inside a box, Owned.of(() -> ...)"
                        : "use List.of, or make it inside a box, Owned.of(() -> ...)");
        Contents contents = JdkTypes.isImmutableByType(type.getComponentType())
                ? ClassFacts.NOTHING
                : new Contents.Elements(ElementKind.ARRAY, null);
        return ClassFacts.container(refusal, contents);
    }

    private ClassFacts byDeclarationOrStructure(Class<?> type) {
        Declarations.Declaration declaration = Declarations.of(type, rules.marker());
        if (declaration != null) {
            return simplest(
                    new Standing.Declared(declaration.judgesContents()),
                    fields(type).contents());
        }
        ClassFacts bound = ThreadBound.find(type);
        if (bound != null) {
            return bound;
        }
        ClassFacts family = JdkContainers.findFamily(type);
        if (family != null) {
            return family;
        }
        if (Proxy.isProxyClass(type)) {
            return new ClassFacts(new Standing.ByContents(), new Contents.Proxied());
        }
        FieldsOfClass fields = fields(type);
        Refusal refusal = refusal(type, fields);
        return refusal == null
                ? simplest(new Standing.ByContents(), fields.contents())
                : new ClassFacts(new Standing.Refused(refusal, false), fields.contents());
    }

    /** Where nothing in the instances needs a look, they may just go. */
    private static ClassFacts simplest(Standing standing, Contents contents) {
        boolean isEmpty = contents instanceof Contents.Fields(List<Contents.Reader> readers, Refusal unread)
                && readers.isEmpty()
                && unread == null;
        return isEmpty ? ClassFacts.IMMUTABLE : new ClassFacts(standing, contents);
    }

    /** Why the instances may not go, as far as the class settles it: rules 3, 8 and 9. */
    private static @Nullable Refusal refusal(Class<?> type, FieldsOfClass fields) {
        boolean isPlatform = JdkTypes.isPlatform(type);
        if (fields.mutable() != null) {
            return isPlatform
                    ? new Refusal(
                            Reason.MUTABLE,
                            "it can be changed",
                            "make it inside a box, Owned.of(() -> ...), or " + TRUST)
                    : new Refusal(
                            Reason.MUTABLE,
                            "its field " + fields.mutable() + " is not final",
                            "make its fields final, or make it inside a box, Owned.of(() -> ...), or " + PROMISE);
        }
        boolean isThrown = Throwable.class.isAssignableFrom(type);
        if (!isThrown && !isClosed(type)) {
            return new Refusal(
                    Reason.NOT_FINAL_CLASS,
                    "its fields are final, its class is not",
                    isPlatform ? TRUST : "make the class final or a record, or " + PROMISE);
        }
        if (isPlatform && !isThrown && !type.isHidden() && !type.isRecord()) {
            return new Refusal(
                    Reason.OPAQUE,
                    "it is a class of the JDK that is not among those known to be safe",
                    "tell the Engine by Config.registerImmutable if it is immutable, or " + TRUST);
        }
        return fields.contents().unread();
    }

    /** Whether a class is of the kinds that are judged by their fields. */
    private static boolean isClosed(Class<?> type) {
        return Modifier.isFinal(type.getModifiers())
                || JdkTypes.isEnumConstant(type)
                || type.isAnonymousClass()
                || type.isLocalClass();
    }

    /**
     * The fields of a class and its superclasses.
     *
     * @param contents how to read those that need a look
     * @param mutable the name of the first that is not final, or null
     */
    private record FieldsOfClass(
            Contents contents, @Nullable String mutable) {}

    private FieldsOfClass fields(Class<?> type) {
        List<Contents.Reader> readers = new ArrayList<>();
        Refusal unread = null;
        String mutable = null;
        for (Class<?> c = type; c != null && !hasKnownFields(c); c = c.getSuperclass()) {
            if (HIDING.contains(c) && unread == null) {
                unread = new Refusal(Reason.OPAQUE, c.getName() + " hides its fields", TRUST);
            }
            boolean isThrownByJdk = JdkTypes.isPlatform(c) && Throwable.class.isAssignableFrom(c);
            for (Field field : c.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers())) {
                    continue;
                }
                boolean isPlain = isImmutableByType(field.getType());
                if (!Modifier.isFinal(field.getModifiers()) && !(isThrownByJdk && isPlain) && mutable == null) {
                    mutable = c == type ? field.getName() : Paths.nameOf(c) + "." + field.getName();
                }
                if (isPlain) {
                    continue;
                }
                MethodHandle getter = getter(c, field);
                if (getter != null) {
                    readers.add(new Contents.Reader(
                            field.getName(), getter, field.getGenericType() instanceof TypeVariable));
                } else if (unread == null) {
                    unread = unread(type, field);
                }
            }
        }
        boolean isThrown = Throwable.class.isAssignableFrom(type);
        if (isThrown && unread == null && !causeIsReadByJdk(type)) {
            unread = new Refusal(
                    Reason.OPAQUE, "its method getCause is its own, and running it is running unknown code", TRUST);
        }
        Contents.Fields fields = new Contents.Fields(List.copyOf(readers), unread);
        return new FieldsOfClass(isThrown ? new Contents.Thrown(fields) : fields, mutable);
    }

    private static Refusal unread(Class<?> type, Field field) {
        Class<?> owner = field.getDeclaringClass();
        String why = "its field " + (owner == type ? "" : Paths.nameOf(owner) + ".") + field.getName()
                + " cannot be read: package " + owner.getPackageName() + " of "
                + (owner.getModule().isNamed() ? "module " + owner.getModule().getName() : "its module")
                + " is not open";
        String mend;
        if (!JdkTypes.isPlatform(owner)) {
            mend = "open its package to org.ferrywasm.vm, or hand over a lookup by Config.lookIn, or " + TRUST;
        } else if (owner == type) {
            mend = (Declarations.isLambda(type) ? "write it as a lambda of your own, or " : "") + TRUST;
        } else {
            mend = "hold an object of the JDK's class in a field, and do not extend it, or " + TRUST;
        }
        return new Refusal(Reason.OPAQUE, why, mend);
    }

    /** Whether the fields that a class declares itself are known, and need no look. */
    private static boolean hasKnownFields(Class<?> type) {
        return type == Object.class
                || type == Enum.class
                || type == Record.class
                || type == Throwable.class
                || type == InvocationTargetException.class; // what it was thrown for is its cause
    }

    private boolean isImmutableByType(Class<?> declared) {
        return JdkTypes.isImmutableByType(declared)
                || (Modifier.isFinal(declared.getModifiers())
                        && rules.immutable().contains(declared));
    }

    private static boolean causeIsReadByJdk(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals("getCause") && method.getParameterCount() == 0)
                .allMatch(method -> JdkTypes.isPlatform(method.getDeclaringClass()));
    }

    /** How a field is read; null if it cannot be. */
    private @Nullable MethodHandle getter(Class<?> type, Field field) {
        try {
            field.setAccessible(true);
            return MethodHandles.lookup().unreflectGetter(field).asType(GETTER);
        } catch (InaccessibleObjectException | IllegalAccessException e) {
            return getterOfLookups(type, field);
        }
    }

    private @Nullable MethodHandle getterOfLookups(Class<?> type, Field field) {
        for (MethodHandles.Lookup lookup : rules.lookups()) {
            MethodHandle getter = getterOf(lookup, type, field);
            if (getter != null) {
                return getter;
            }
        }
        return null;
    }

    private static @Nullable MethodHandle getterOf(MethodHandles.Lookup lookup, Class<?> type, Field field) {
        try {
            return MethodHandles.privateLookupIn(type, lookup)
                    .unreflectGetter(field)
                    .asType(GETTER);
        } catch (IllegalAccessException e) {
            return null;
        }
    }
}
