package org.ferrywasm.transfer;

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What classes declare about themselves (contract, "Sendable", rule 2), on the exact class: a subclass may add anything. The
 * annotations are known by name, so that nobody needs them; those that are not kept in class files at run time are not seen.
 */
final class Declarations {
    private static final Set<String> ANNOTATIONS = Set.of(
            "com.google.errorprone.annotations.Immutable",
            "com.google.errorprone.annotations.ThreadSafe",
            "net.jcip.annotations.Immutable",
            "net.jcip.annotations.ThreadSafe",
            "javax.annotation.concurrent.Immutable",
            "javax.annotation.concurrent.ThreadSafe");

    private Declarations() {}

    /** A declaration; {@code judgesContents} if it is one about a container that leaves out what is in it. */
    record Declaration(boolean judgesContents) {}

    /** What a class declares; null if nothing. A lambda or proxy declares nothing: its interfaces were chosen by where it is used. */
    static @Nullable Declaration of(Class<?> type, Class<?> marker) {
        if (isLambda(type) || Proxy.isProxyClass(type)) {
            return null;
        }
        for (Class<?> implemented : type.getInterfaces()) {
            if (implemented == marker) {
                return new Declaration(false);
            }
        }
        Declaration declaration = null;
        for (Annotation annotation : type.getDeclaredAnnotations()) {
            if (ANNOTATIONS.contains(annotation.annotationType().getName())) {
                boolean judgesContents = declaration != null && declaration.judgesContents();
                declaration = new Declaration(judgesContents || hasContainerOf(annotation));
            }
        }
        return declaration;
    }

    static boolean isLambda(Class<?> type) {
        return type.isHidden() && type.isSynthetic();
    }

    private static boolean hasContainerOf(Annotation annotation) {
        try {
            Object names = annotation.annotationType().getMethod("containerOf").invoke(annotation);
            return names instanceof String[] array && array.length > 0;
        } catch (NoSuchMethodException e) {
            return false;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return true; // what cannot be asked is taken the strict way
        }
    }
}
