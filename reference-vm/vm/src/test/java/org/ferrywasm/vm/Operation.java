package org.ferrywasm.vm;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A public method or constructor that must pass the entry check before anything else.
 *
 * @param type the type of the object that it is called on; what declares it, where there is none
 * @param code the method or constructor
 */
record Operation(Class<?> type, Executable code) {
    /** Whether it is called on a confined object itself. */
    boolean isOnReceiver() {
        return code instanceof Method && !Modifier.isStatic(code.getModifiers()) && ConnectedTypes.isConnected(type);
    }

    /** How lists of exemptions name it: overloads share a name. */
    String name() {
        return type.getSimpleName() + "." + (code instanceof Constructor ? "new" : code.getName());
    }

    /** Whether a message names it, as the operation that was tried on a thread. */
    boolean isNamedIn(String message, String threadName) {
        int end = message.indexOf(" on thread \"" + threadName + "\"");
        String method = code instanceof Constructor ? "new" : code.getName();
        return end >= 0 && message.substring(0, end).endsWith(method);
    }

    /**
     * Calls it with nothing useful: null and zero, except that what it is called on, and whatever confined object it takes
     * in place of that, comes from a world.
     *
     * @return what it threw, or null
     */
    @Nullable
    Throwable invokeIn(World world) {
        try {
            Object[] args = Arrays.stream(code.getParameterTypes())
                    .map(parameter -> argument(parameter, world))
                    .toArray();
            code.setAccessible(true);
            switch (code) {
                case Constructor<?> constructor -> constructor.newInstance(args);
                case Method method ->
                    method.invoke(Modifier.isStatic(method.getModifiers()) ? null : world.sample(type), args);
            }
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private @Nullable Object argument(Class<?> parameter, World world) {
        if (Confined.class.isAssignableFrom(parameter)) {
            return isOnReceiver() && type != Linker.class ? null : world.sample(parameter);
        }
        return NoArguments.of(parameter);
    }

    @Override
    public String toString() {
        return name()
                + Arrays.stream(code.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
