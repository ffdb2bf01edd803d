package org.ferrywasm.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A walk runs no code of the values, starts no class, and keeps none alive. */
class UntouchedTest {
    private static final int MOST_COLLECTIONS = 100;

    /** Whether hostile objects fail when they are touched; they must be put into collections first. */
    private static boolean isArmed;

    private static <R> R touched(R harmless) {
        if (isArmed) {
            throw new AssertionError("code of a value was run");
        }
        return harmless;
    }

    /** Fails whatever is called. */
    @SuppressWarnings({"serial", "UnusedVariable", "ComparableAndComparator", "ThrowableEqualsHashCode"})
    static final class Hostile extends RuntimeException
            implements Iterable<Object>, Comparable<Hostile>, Comparator<Object>, Supplier<Object>, Cloneable {
        @Override
        public boolean equals(@Nullable Object other) {
            return touched(this == other);
        }

        @Override
        public int hashCode() {
            return touched(1);
        }

        @Override
        public String toString() {
            return touched("hostile");
        }

        @Override
        public Iterator<Object> iterator() {
            return touched(List.of().iterator());
        }

        @Override
        public int compareTo(Hostile other) {
            return touched(0);
        }

        @Override
        public int compare(Object first, Object second) {
            return touched(0);
        }

        @Override
        public Object get() {
            return touched("a");
        }

        @Override
        protected Object clone() {
            return touched(this);
        }

        @Override
        public String getMessage() {
            return touched("message");
        }

        @Override
        public String getLocalizedMessage() {
            return touched("message");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            return touched(new StackTraceElement[0]);
        }
    }

    /** A record whose accessor fails. */
    record Holder(Object held) {
        @Override
        public Object held() {
            return touched(held);
        }
    }

    @AfterEach
    void disarm() {
        isArmed = false;
    }

    private static Map<String, Object> positions() {
        Hostile hostile = new Hostile();
        Map<String, Object> positions = new LinkedHashMap<>();
        positions.put("a root", hostile);
        positions.put("a field", new Holder(hostile));
        positions.put("a capture", (Supplier<Object>) () -> hostile);
        positions.put("a receiver", (Supplier<Object>) hostile::hashCode);
        positions.put("a cause", new RuntimeException("a", hostile));
        RuntimeException suppressing = new RuntimeException("a");
        suppressing.addSuppressed(hostile);
        positions.put("something suppressed", suppressing);
        positions.put("an element of a list", List.of(hostile, hostile));
        positions.put("an element of a set", Set.of(hostile, 1));
        positions.put("a key", Map.of(hostile, 1, 2, 3));
        positions.put("a value", Map.of(1, hostile));
        positions.put("a part of an entry", new AbstractMap.SimpleImmutableEntry<>(hostile, hostile));
        positions.put("in an Optional", Optional.of(hostile));
        positions.put("a stage's value", CompletableFuture.completedFuture(hostile));
        positions.put("a stage's exception", CompletableFuture.failedFuture(hostile));
        positions.put("in an array in a box", new Judge.Box(new Object[] {hostile}));
        positions.put("in a list in a box", new Judge.Box(new ArrayList<>(List.of(hostile))));
        positions.put("in a set in a box", new Judge.Box(new LinkedHashSet<>(List.of(hostile))));
        positions.put("a comparator in a box", new Judge.Box(new TreeSet<>(hostile)));
        TreeMap<Object, Object> sorted = new TreeMap<>(hostile);
        sorted.put("a", hostile);
        sorted.put(hostile, 1);
        positions.put("a key of a sorted map in a box", new Judge.Box(sorted));
        positions.put("in an atomic in a box", new Judge.Box(new AtomicReference<>(hostile)));
        return positions;
    }

    @TestFactory
    Stream<DynamicTest> noCodeIsRunWhereverItIs() {
        return positions().entrySet().stream()
                .map(position -> DynamicTest.dynamicTest(position.getKey(), () -> {
                    isArmed = true;
                    List<Reason> reasons = Judge.DEFAULT.reasons(position.getValue());
                    isArmed = false;
                    assertThat(reasons).isEmpty();
                }));
    }

    @Test
    void whatIsRefusedIsNotTouchedEither() {
        Collection<Object> hostile = new ArrayList<>(List.of(new Hostile()));
        isArmed = true;
        List<Reason> reasons = Judge.DEFAULT.reasons(List.of(hostile, new Thread[1]));
        isArmed = false;

        assertThat(reasons).containsExactly(Reason.MUTABLE, Reason.ARRAY);
    }

    /** Its initialiser tells that it ran. */
    record Started(String name, Inner inner) {
        static final boolean IS_STARTED = start("Started");
    }

    /** Is the type of a field. */
    record Inner(int number) {
        static final boolean IS_STARTED = start("Inner");
    }

    private static final List<String> STARTED = new ArrayList<>();

    private static boolean start(String name) {
        return STARTED.add(name);
    }

    record NeverFilled(@Nullable Inner inner) {}

    @Test
    void noClassIsInitialised() {
        assertThat(Judge.DEFAULT.sendability().refusalByType(Started.class)).isEmpty();
        assertThat(Judge.DEFAULT.reasons(new NeverFilled(null))).isEmpty();
        assertThat(Judge.DEFAULT.reasons(List.of(Started.class, Inner.class))).isEmpty();

        assertThat(STARTED).isEmpty();
        assertThat(new Started("a", new Inner(1)).name()).isEqualTo("a");
        assertThat(STARTED).as("the twin that shows it").containsExactly("Started", "Inner");
    }

    /** Defines one class of this test again. */
    private static final class Again extends ClassLoader {
        Class<?> define(String name) throws IOException {
            try (InputStream in = UntouchedTest.class.getResourceAsStream("UntouchedTest$" + name + ".class")) {
                byte[] bytes = Objects.requireNonNull(in).readAllBytes();
                return defineClass(UntouchedTest.class.getName() + "$" + name, bytes, 0, bytes.length);
            }
        }
    }

    /** Is loaded once more. */
    public static final class Loaded {
        public final Object value = List.of("a");
    }

    private static WeakReference<Class<?>> judged() throws ReflectiveOperationException, IOException {
        Class<?> type = new Again().define("Loaded");
        Object value = type.getDeclaredConstructor().newInstance();
        assertThat(Judge.DEFAULT.reasons(value)).isEmpty();
        assertThat(Judge.DEFAULT.reasons(new Judge.Box(new Object[] {value}))).isEmpty();
        assertThat(type).isNotSameAs(Loaded.class);
        return new WeakReference<>(type);
    }

    @Test
    void aClassThatWasJudgedIsUnloadedAllTheSame() throws Exception {
        WeakReference<Class<?>> type = judged();
        for (int i = 0; i < MOST_COLLECTIONS && type.get() != null; i++) {
            System.gc();
            Thread.sleep(10);
        }

        assertThat(type.get()).isNull();
    }
}
