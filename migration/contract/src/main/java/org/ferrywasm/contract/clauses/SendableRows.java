package org.ferrywasm.contract.clauses;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.text.SimpleDateFormat;
import java.time.Duration;
import java.time.LocalDate;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.ferrywasm.contract.spi.HostCode;
import org.ferrywasm.contract.spi.Sending;
import org.ferrywasm.contract.spi.TestedEngine;

/** Objects for each row of the rules of what is Sendable, and the classes that they need. */
final class SendableRows {
    private static final AtomicInteger ASKED = new AtomicInteger();

    private SendableRows() {}

    /** How often code of an embedder was asked something that only its own callers may ask. */
    static int asked() {
        return ASKED.get();
    }

    /** What may go, by the row that says so. */
    static Map<String, Object> sendable(TestedEngine engine) {
        Map<String, Object> rows = new LinkedHashMap<>();
        String captured = "captured";
        rows.put("row 1: a string", "text");
        rows.put("row 1: a boxed number", 7L);
        rows.put("row 1: a BigInteger", BigInteger.TEN);
        rows.put("row 1: a BigDecimal", BigDecimal.ONE);
        rows.put("row 1: a date", LocalDate.of(2026, 1, 1));
        rows.put("row 1: a duration", Duration.ofSeconds(1));
        rows.put("row 1: a UUID", new UUID(1, 2));
        rows.put("row 1: a URI", URI.create("a:b"));
        rows.put("row 1: a class", String.class);
        rows.put("row 3: a record", new Pair("a", 1));
        rows.put("row 3: an enum constant", TimeUnit.DAYS);
        rows.put("row 3: a lambda that captures text", (Supplier<String>) () -> captured);
        rows.put("row 3: a class of final fields", new Fixed(3));
        rows.put("row 4: an unmodifiable list", List.of("a", 1));
        rows.put("row 4: an unmodifiable map", Map.of("a", Set.of(1)));
        rows.put("row 4: an optional", Optional.of("a"));
        rows.put("row 4: a future", CompletableFuture.completedFuture("a").minimalCompletionStage());
        rows.put("row 8: an exception", new IOException("failed", new IllegalStateException("why")));
        if (engine instanceof Sending sending) {
            rows.put("row 4: a shared container", sending.shared(new AtomicReference<>("a"), String.class));
            rows.put("row 5: a box", sending.owned(() -> new int[1]));
            rows.put("row 7: somebody's word", sending.trusted(new int[1], "nobody else has it"));
        }
        return rows;
    }

    /** What may not, by the row that says so. */
    static Map<String, Object> others(TestedEngine engine) {
        Map<String, Object> rows = new LinkedHashMap<>();
        int[] array = {1};
        rows.put("row 1: a subclass of BigInteger", new CountingInteger());
        rows.put("row 3: a record of a map", new Pair("a", new HashMap<>()));
        rows.put("row 3: a lambda that captures an array", (Supplier<Integer>) () -> array[0]);
        rows.put("row 3: a class with a field that can be set", new Changing());
        rows.put("row 3: a class whose parent has such a field", new ChangingChild());
        rows.put("row 4: a list of an array", List.of(new int[1]));
        rows.put("row 4: a view of a list that others have", Collections.unmodifiableList(new ArrayList<>(List.of(1))));
        rows.put("row 4: an atomic", new AtomicReference<>("a"));
        rows.put("row 4: a concurrent map", new ConcurrentHashMap<>());
        rows.put("row 8: an exception with a list", new Complaint(new ArrayList<>()));
        rows.put("row 9: an array", new String[1]);
        rows.put("row 9: a list", new ArrayList<>());
        rows.put("row 9: a map", new HashMap<>());
        rows.put("row 9: a formatter", new SimpleDateFormat("y", Locale.ROOT));
        rows.put("row 9: a thread", Thread.currentThread());
        rows.put("row 9: a thread local", new ThreadLocal<>());
        rows.put("row 9: a lock", new ReentrantLock());
        rows.put("row 9: a stream of bytes", new ByteArrayInputStream(new byte[1]));
        rows.put("row 9: an iterator", new ArrayList<>(List.of(1)).iterator());
        if (engine instanceof Sending sending) {
            rows.put("row 5: a box of something bound to a thread", sending.owned(() -> new ThreadLocal<>()));
        }
        return rows;
    }

    /** What seems to be Sendable, and is not. */
    static Map<String, Object> liars() {
        Map<String, Object> rows = new LinkedHashMap<>();
        Fickle fickle = new Fickle();
        rows.put("a container that can be refilled", new AtomicReference<>("harmless"));
        rows.put("an empty container that can be filled", new ConcurrentHashMap<>());
        rows.put("a view of a list that can be refilled", Collections.unmodifiableList(new ArrayList<>()));
        rows.put("a record whose accessor lies", new Lying(new HashMap<>()));
        rows.put("an enum with a map", Stateful.ONE);
        rows.put("a list that gives something else each time", fickle);
        rows.put("a view of such a list", Collections.unmodifiableList(fickle));
        rows.put("a lambda of a module that is not open", Comparator.comparing((Pair pair) -> pair.first()));
        return rows;
    }

    /** Two things. */
    record Pair(String first, Object second) {}

    /** A record that does not say what it has. */
    record Lying(Object value) {
        @Override
        public Object value() {
            ASKED.incrementAndGet();
            return "nothing to see";
        }
    }

    /** An enum with state. */
    enum Stateful {
        ONE;

        @SuppressWarnings({"ImmutableEnumChecker", "unused"}) // what is tried
        private final Map<String, String> map = new HashMap<>();
    }

    /** A list whose elements depend on how often it was asked. */
    private static final class Fickle extends AbstractList<Object> {
        @Override
        public Object get(int index) {
            return ASKED.getAndIncrement() == 0 ? "fine" : new int[1];
        }

        @Override
        public int size() {
            return 1;
        }
    }

    /** A class of final fields, and a lambda that captures it. */
    static final class Fixed {
        private final int value;

        Fixed(int value) {
            this.value = value;
        }

        HostCode code() {
            return (caller, arguments) -> new Object[] {value};
        }
    }

    /** A class with a field that can be set, and a lambda that captures it. */
    static class Changing {
        private int value;

        HostCode code() {
            return (caller, arguments) -> new Object[] {value++};
        }
    }

    private static final class ChangingChild extends Changing {}

    private static final class CountingInteger extends BigInteger {
        private static final long serialVersionUID = 1L;

        private int asked;

        CountingInteger() {
            super("5");
        }

        @Override
        public int intValue() {
            asked++;
            return asked;
        }
    }

    /** A failure that carries something. */
    static final class Complaint extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings({"serial", "unused"}) // looked at by who judges it
        private final Object details;

        Complaint(Object details) {
            super("a complaint");
            this.details = details;
        }
    }
}
