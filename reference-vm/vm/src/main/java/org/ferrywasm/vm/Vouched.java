package org.ferrywasm.vm;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ferrywasm.transfer.Sendability;

/**
 * What a configuration adds to the rules by which host objects are judged.
 *
 * @param immutable exact classes whose instances are immutable
 * @param lookups what gives access to private fields
 */
record Vouched(Set<Class<?>> immutable, List<MethodHandles.Lookup> lookups) {
    static final Vouched NOTHING = new Vouched(Set.of(), List.of());

    Vouched {
        immutable = Set.copyOf(immutable);
        lookups = List.copyOf(lookups);
    }

    Vouched withImmutable(Class<?>[] types) {
        Set<Class<?>> all = new HashSet<>(immutable);
        for (Class<?> type : types) {
            if (type.isArray() || Modifier.isAbstract(type.getModifiers())) {
                throw new IllegalArgumentException("Config.registerImmutable: " + type.getTypeName()
                        + " is not a class with immutable instances of its own");
            }
            all.add(type);
        }
        return new Vouched(all, lookups);
    }

    Vouched withLookup(MethodHandles.Lookup lookup) {
        if (!lookup.hasFullPrivilegeAccess()) {
            throw new IllegalArgumentException(
                    "Config.lookIn: " + lookup + " has not got full access: give what MethodHandles.lookup() gives");
        }
        List<MethodHandles.Lookup> all = new ArrayList<>(lookups);
        all.add(lookup);
        return new Vouched(immutable, all);
    }

    Sendability sendability() {
        return equals(NOTHING) ? HostRules.SENDABILITY : HostRules.sendability(immutable, lookups);
    }
}
