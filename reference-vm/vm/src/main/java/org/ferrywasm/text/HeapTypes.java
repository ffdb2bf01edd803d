package org.ferrywasm.text;

import java.util.HashMap;
import java.util.Map;
import org.ferrywasm.syntax.AbsHeapType;
import org.jspecify.annotations.Nullable;

/** The abstract heap types by name (specification, "Heap Types" of the text format). */
public final class HeapTypes {
    private static final Map<String, AbsHeapType> BY_NAME = new HashMap<>();

    static {
        for (AbsHeapType type : AbsHeapType.values()) {
            BY_NAME.put(type.toString(), type);
        }
    }

    private HeapTypes() {}

    /** The abstract heap type of this name, or null. */
    public static @Nullable AbsHeapType of(String name) {
        return BY_NAME.get(name);
    }
}
