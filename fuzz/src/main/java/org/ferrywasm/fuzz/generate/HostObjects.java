package org.ferrywasm.fuzz.generate;

import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.ferrywasm.fuzz.choice.ChoiceSource;
import org.ferrywasm.vm.Sendable;
import org.ferrywasm.vm.Trusted;
import org.jspecify.annotations.Nullable;

/**
 * Makes objects of a host, one in the other, and knows of each by how it was made whether it may go to another thread. That is a
 * second definition: nothing here looks at fields.
 */
public final class HostObjects {
    private static final int DEEPEST = 4;

    private final ChoiceSource choices;
    private final Set<Object> bad = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Object> made = new ArrayList<>();
    private boolean isShared;

    /** Makes them of these decisions. */
    public HostObjects(ChoiceSource choices) {
        this.choices = choices;
    }

    /** Something whose methods must not be called: all that could be fail. */
    public record Guarded(@Nullable Object inside) {
        @Override
        public boolean equals(@Nullable Object other) {
            throw new AssertionError("equals was called");
        }

        @Override
        public int hashCode() {
            throw new AssertionError("hashCode was called");
        }

        @Override
        public String toString() {
            throw new AssertionError("toString was called");
        }
    }

    /** Final, with final fields. */
    public static final class Fixed {
        @SuppressWarnings("UnusedVariable") // it is there to be looked at
        private final @Nullable Object inside;

        Fixed(@Nullable Object inside) {
            this.inside = inside;
        }
    }

    /** Final, with a field that is not. */
    public static final class Changing {
        @SuppressWarnings("UnusedVariable") // it is there to be looked at
        private int count;

        Changing(int count) {
            this.count = count;
        }
    }

    /** May be extended. */
    public static class Open {
        @SuppressWarnings("UnusedVariable") // it is there to be looked at
        private final int count;

        Open(int count) {
            this.count = count;
        }
    }

    /** Says so itself. */
    public static final class Vouched implements Sendable {
        @SuppressWarnings("UnusedVariable") // it is there to be looked at
        private final int[] inside = new int[1];
    }

    /** An object with others in it. */
    public Object make() {
        return make(DEEPEST);
    }

    /** Those of the objects made that may not go, by identity. */
    public Set<Object> bad() {
        return bad;
    }

    /** Whether one was put into several places. */
    public boolean isShared() {
        return isShared;
    }

    private Object make(int depth) {
        if (!made.isEmpty() && choices.below(8) == 0) {
            isShared = true;
            return choices.of(made);
        }
        Object object = choices.below(3) == 0 ? unfit() : depth > 0 && choices.below(2) == 0 ? nest(depth - 1) : fit();
        made.add(object);
        return object;
    }

    private Object fit() {
        return switch (choices.below(10)) {
            case 0 -> "text";
            case 1 -> 1_000_000 + choices.below(1_000);
            case 2 -> BigInteger.TEN.pow(choices.below(30));
            case 3 -> new UUID(choices.bits(), choices.bits());
            case 4 -> LocalDate.of(2026, 1 + choices.below(12), 1);
            case 5 -> TimeUnit.SECONDS;
            case 6 -> new Vouched();
            case 7 -> Trusted.of(new int[1], "it is a test");
            case 8 -> List.of();
            default -> 0.5 + choices.below(100);
        };
    }

    private Object unfit() {
        Object object = switch (choices.below(10)) {
            case 0 -> new ArrayList<>(List.of("a"));
            case 1 -> new ArrayDeque<>();
            case 2 -> new int[1];
            case 3 -> new HashMap<>(Map.of("k", "v"));
            case 4 -> new Thread();
            case 5 -> new AtomicInteger();
            case 6 -> new Object[0];
            case 7 -> new Changing(choices.below(10));
            case 8 -> new Open(choices.below(10));
            default -> Collections.unmodifiableList(new ArrayList<>());
        };
        bad.add(object);
        return object;
    }

    private Object nest(int depth) {
        Object inside = make(depth);
        return switch (choices.below(7)) {
            case 0 -> new Guarded(inside);
            case 1 -> new Fixed(inside);
            case 2 -> List.of(inside, make(depth));
            case 3 -> Optional.of(inside);
            case 4 -> Map.of("key", inside);
            case 5 -> Map.entry("key", inside);
            default -> capture(inside);
        };
    }

    private static Supplier<Object> capture(Object inside) {
        return () -> inside;
    }
}
