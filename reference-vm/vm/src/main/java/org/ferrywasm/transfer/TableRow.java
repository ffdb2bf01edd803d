package org.ferrywasm.transfer;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A row of the table of the JDK's types, which {@code docs/sendable.md} shows whole.
 *
 * @param name the name of the class; of one that is not public, how an instance of it is got
 * @param facts what is said about its instances
 */
record TableRow(String name, ClassFacts facts) {
    /** Rows by exact class, while they are gathered. */
    static final class Rows {
        private final Map<Class<?>, TableRow> byClass = new LinkedHashMap<>();

        void add(ClassFacts facts, Class<?>... types) {
            for (Class<?> type : types) {
                byClass.put(type, new TableRow(type.getName(), facts));
            }
        }

        /** Adds the class of an instance. One that a system property has put in the JDK's place is left out. */
        void add(ClassFacts facts, String name, Object instance) {
            if (JdkTypes.isPlatform(instance.getClass())) {
                byClass.putIfAbsent(instance.getClass(), new TableRow(name, facts));
            }
        }

        Map<Class<?>, TableRow> byClass() {
            return byClass;
        }
    }
}
