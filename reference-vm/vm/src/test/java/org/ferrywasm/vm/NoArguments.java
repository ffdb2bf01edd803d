package org.ferrywasm.vm;

import java.lang.reflect.Array;
import java.lang.reflect.Executable;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Arguments that say nothing: zero, false, null. */
final class NoArguments {
    private NoArguments() {}

    static @Nullable Object of(Class<?> type) {
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : null;
    }

    static @Nullable Object[] of(Executable code) {
        return Arrays.stream(code.getParameterTypes()).map(NoArguments::of).toArray();
    }
}
