package org.ferrywasm.stress.driver;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Result;

/**
 * A test of jcstress, taken apart.
 *
 * @param name its name
 * @param state makes a state
 * @param result makes a result
 * @param actors what takes a state and a result, one for each thread
 * @param arbiters what takes them when the actors are done
 */
record StressTest(
        String name, MethodHandle state, MethodHandle result, List<MethodHandle> actors, List<MethodHandle> arbiters) {
    private static final MethodType MAKES = MethodType.methodType(Object.class);
    private static final MethodType ACTS = MethodType.methodType(void.class, Object.class, Object.class);

    /**
     * Takes a test apart.
     *
     * @throws IllegalArgumentException if it is none: it has no actors, no result, or no constructor without parameters
     */
    static StressTest of(Class<?> type) {
        List<Method> methods = Arrays.stream(type.getDeclaredMethods())
                .sorted(Comparator.comparing(Method::getName))
                .toList();
        List<Method> actors =
                methods.stream().filter(m -> m.isAnnotationPresent(Actor.class)).toList();
        List<Method> arbiters = methods.stream()
                .filter(m -> m.isAnnotationPresent(Arbiter.class))
                .toList();
        Class<?> result = Stream.concat(actors.stream(), arbiters.stream())
                .flatMap(method -> Arrays.stream(method.getParameterTypes()))
                .filter(parameter -> parameter.isAnnotationPresent(Result.class))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(type + " has neither actor nor arbiter with a result"));
        try {
            return new StressTest(
                    type.getName(), maker(type), maker(result), handles(actors, result), handles(arbiters, result));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " is no test", e);
        }
    }

    private static MethodHandle maker(Class<?> type) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return MethodHandles.lookup().unreflectConstructor(constructor).asType(MAKES);
    }

    private static List<MethodHandle> handles(List<Method> methods, Class<?> result) throws IllegalAccessException {
        List<MethodHandle> handles = new ArrayList<>();
        for (Method method : methods) {
            method.setAccessible(true);
            MethodHandle handle = MethodHandles.lookup().unreflect(method);
            if (method.getParameterCount() == 0) {
                handle = MethodHandles.dropArguments(handle, 1, result);
            }
            handles.add(handle.asType(ACTS));
        }
        return handles;
    }
}
