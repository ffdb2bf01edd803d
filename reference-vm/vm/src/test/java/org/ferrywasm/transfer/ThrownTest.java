package org.ferrywasm.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Exceptions, which are judged by what their subclasses add, their cause and what they suppressed (contract, rule 8). */
class ThrownTest {
    @SuppressWarnings("serial")
    static class Detailed extends RuntimeException {
        final Object detail;

        Detailed(Object detail) {
            this.detail = detail;
        }
    }

    @SuppressWarnings("serial")
    static class Counting extends RuntimeException {
        int count;
    }

    @SuppressWarnings("serial")
    static class OwnCause extends RuntimeException {
        @Override
        public synchronized @Nullable Throwable getCause() {
            throw new AssertionError("getCause was called");
        }
    }

    private static List<Reason> reasons(Throwable thrown) {
        return Judge.DEFAULT.reasons(thrown);
    }

    @Test
    void exceptionsOfTheJdkMayGo() {
        for (Throwable thrown : List.of(
                new RuntimeException("a"),
                new IllegalStateException("a", new IOException("b")),
                new UncheckedIOException(new IOException("b")),
                new NoSuchFileException("f"),
                new NumberFormatException("n"),
                new IndexOutOfBoundsException(1),
                new NullPointerException(),
                new ClassNotFoundException("c"),
                new StackOverflowError(),
                new OutOfMemoryError(),
                new AssertionError("x"),
                new InterruptedException(),
                new CompletionException(new Detailed("d")),
                new ExecutionException(new Detailed("d")))) {
            assertThat(reasons(thrown)).as(thrown.toString()).isEmpty();
        }
    }

    @Test
    void exceptionsAreJudgedByFieldsCauseAndSuppressed() {
        assertThat(reasons(new Detailed("harmless"))).isEmpty();
        assertThat(reasons(new Detailed(new HashMap<>()))).containsExactly(Reason.MUTABLE);
        assertThat(reasons(new Counting())).containsExactly(Reason.MUTABLE);
        assertThat(Judge.DEFAULT.paths(new RuntimeException("a", new Detailed(new int[1]))))
                .containsExactly("data -> java.lang.RuntimeException.cause"
                        + " -> org.ferrywasm.transfer.ThrownTest$Detailed.detail -> int[]");
        RuntimeException suppressing = new RuntimeException("a");
        suppressing.addSuppressed(new RuntimeException("b"));
        suppressing.addSuppressed(new Detailed(Map.of("key", new int[1])));
        assertThat(Judge.DEFAULT.paths(suppressing))
                .containsExactly("data -> java.lang.RuntimeException.suppressed[1]"
                        + " -> org.ferrywasm.transfer.ThrownTest$Detailed.detail"
                        + " -> java.util.ImmutableCollections$Map1[0].value -> int[]");
    }

    @Test
    void anOwnGetCauseIsNotRun() {
        assertThat(reasons(new OwnCause())).containsExactly(Reason.OPAQUE);
    }
}
