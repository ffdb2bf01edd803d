package org.ferrywasm.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ferrywasm.architecture.ClassFiles;
import org.ferrywasm.vm.Store;

/** The public classes of the embedding API and what can be called on them, found in the compiled classes. */
final class ApiClasses {
    private ApiClasses() {}

    /** Every public class and interface of the API. */
    static List<Class<?>> all() {
        String folder = Store.class.getPackageName().replace('.', '/') + "/";
        try {
            return ClassFiles.all().stream()
                    .map(model -> model.thisClass().asInternalName())
                    .filter(name -> name.startsWith(folder))
                    .<Class<?>>map(ApiClasses::load)
                    .filter(type -> Modifier.isPublic(type.getModifiers()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Class<?> load(String internalName) {
        try {
            return Class.forName(internalName.replace('/', '.'), false, Store.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new LinkageError(internalName, e);
        }
    }

    /** The public methods and constructors that these classes declare themselves. */
    static Stream<Executable> callable(Class<?> type) {
        Stream<Method> methods = Arrays.stream(type.getDeclaredMethods()).filter(method -> !method.isBridge());
        Stream<Constructor<?>> constructors = Arrays.stream(type.getDeclaredConstructors());
        return Stream.concat(methods, constructors)
                .filter(code -> Modifier.isPublic(code.getModifiers()) || type.isInterface())
                .filter(code -> !code.isSynthetic());
    }

    /** A method's or constructor's name for tables, like {@code Table.set(long, RefVal)}. */
    static String name(Executable code) {
        return code.getDeclaringClass().getSimpleName()
                + "."
                + (code instanceof Constructor ? "new" : code.getName())
                + Arrays.stream(code.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
