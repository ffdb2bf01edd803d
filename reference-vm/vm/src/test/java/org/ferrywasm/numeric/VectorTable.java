package org.ferrywasm.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A table of vector operators, each beside a slow definition on an array of lanes, and the grid of operands that both
 * are run on: all pairs of edge values in all lanes at once and in every lane among others, and random bits.
 *
 * <p>The rows bear the names of the tested class's methods; a method without a row is a failure.
 */
final class VectorTable {
    private static final int RANDOM_VECTORS = 2_000;

    private final Class<?> tested;
    private final int width;
    private final long[] edges;
    private final List<Row> rows = new ArrayList<>();

    VectorTable(Class<?> tested, int width, long[] edges) {
        this.tested = tested;
        this.width = width;
        this.edges = edges;
    }

    /** Returns signed and unsigned limits of lanes of this width and of half of it, and their neighbours. */
    static long[] integerEdges(int width) {
        LongStream powers =
                LongStream.of(0, width / 2 - 1, width / 2, width - 2, width - 1).map(exponent -> 1L << exponent);
        return powers.flatMap(power -> LongStream.of(power - 1, power, power + 1, -power - 1, -power, -power + 1))
                .map(value -> value << (64 - width) >> (64 - width))
                .distinct()
                .toArray();
    }

    /** Adds an operator on each half, defined by what it does to a lane. */
    void unary(String method, LongUnaryOperator fast, LongUnaryOperator slow) {
        row(
                method,
                width,
                (a, b, c) -> a.halves(fast),
                (a, b, c) -> Arrays.stream(a).map(slow).toArray());
    }

    /** Adds an operator on each half of two operands, defined by what it does to two lanes. */
    void binary(String method, LongBinaryOperator fast, LongBinaryOperator slow) {
        row(method, width, halves(fast), lanes(slow));
    }

    /** Adds a comparison on each half of two operands. */
    void comparison(String method, LongBinaryOperator fast, LongComparison slow) {
        binary(method, fast, (a, b) -> slow.test(a, b) ? -1 : 0);
    }

    /** Adds any operator, with the width of its results. */
    void row(String method, int resultWidth, VectorOperator fast, LanesOperator slow) {
        rows.add(new Row(method, resultWidth, fast, slow, (actual, expected) -> actual == expected));
    }

    /** Adds any operator whose results need only be alike. */
    void row(String method, int resultWidth, VectorOperator fast, LanesOperator slow, LongComparison alike) {
        rows.add(new Row(method, resultWidth, fast, slow, alike));
    }

    static VectorOperator halves(LongBinaryOperator operator) {
        return (a, b, c) ->
                new Vector(operator.applyAsLong(a.low(), b.low()), operator.applyAsLong(a.high(), b.high()));
    }

    static LanesOperator lanes(LongBinaryOperator operator) {
        return (a, b, c) -> {
            long[] result = new long[a.length];
            for (int i = 0; i < result.length; i++) {
                result[i] = operator.applyAsLong(a[i], b[i]);
            }
            return result;
        };
    }

    /** Returns one test per row, and one that all methods have a row. */
    Stream<DynamicTest> tests() {
        return tests(".*");
    }

    /** Returns one test per row, and one that all methods whose names match have a row. */
    Stream<DynamicTest> tests(String methodPattern) {
        DynamicTest complete = dynamicTest("every method " + methodPattern + " has a row", () -> {
            TreeSet<String> methods = new TreeSet<>();
            for (Method method : tested.getDeclaredMethods()) {
                if (Modifier.isPublic(method.getModifiers()) && method.getName().matches(methodPattern)) {
                    methods.add(method.getName());
                }
            }
            assertThat(rows.stream().map(Row::method)).containsExactlyInAnyOrderElementsOf(methods);
        });
        return Stream.concat(Stream.of(complete), rows.stream().map(row -> dynamicTest(row.method(), () -> run(row))));
    }

    private void run(Row row) {
        SplittableRandom random = new SplittableRandom(row.method().hashCode());
        int laneCount = 128 / width;
        for (long edgeA : edges) {
            for (long edgeB : edges) {
                Vector allA = splat(laneCount, edgeA);
                Vector allB = splat(laneCount, edgeB);
                check(row, allA, allB, allA);
                for (int lane = 0; lane < laneCount; lane++) {
                    long[] a = someEdges(laneCount, random);
                    long[] b = someEdges(laneCount, random);
                    a[lane] = edgeA;
                    b[lane] = edgeB;
                    check(
                            row,
                            Vector.of(width, a),
                            Vector.of(width, b),
                            Vector.of(width, someEdges(laneCount, random)));
                }
            }
        }
        for (int i = 0; i < RANDOM_VECTORS; i++) {
            check(row, someBits(random), someBits(random), someBits(random));
        }
    }

    private long[] someEdges(int laneCount, SplittableRandom random) {
        return random.ints(laneCount, 0, edges.length).mapToLong(i -> edges[i]).toArray();
    }

    private Vector splat(int laneCount, long edge) {
        return Vector.of(width, LongStream.generate(() -> edge).limit(laneCount).toArray());
    }

    private static Vector someBits(SplittableRandom random) {
        return new Vector(random.nextLong(), random.nextLong());
    }

    private void check(Row row, Vector a, Vector b, Vector c) {
        long[] slow = row.slow().apply(a.lanes(width), b.lanes(width), c.lanes(width));
        long[] expected = Vector.of(row.resultWidth(), slow).lanes(row.resultWidth());
        long[] actual = row.fast().apply(a, b, c).lanes(row.resultWidth());
        for (int i = 0; i < expected.length; i++) {
            if (!row.alike().test(actual[i], expected[i])) {
                assertThat(Long.toHexString(actual[i]))
                        .as("lane %d of %s%n%s%n%s%n%s", i, row.method(), hex(a), hex(b), hex(c))
                        .isEqualTo(Long.toHexString(expected[i]));
            }
        }
    }

    private String hex(Vector vector) {
        return Arrays.stream(vector.lanes(width))
                .mapToObj(lane -> Long.toHexString(Vector.lowBits(width, lane)))
                .toList()
                .toString();
    }

    /** An operator as the tested class has it. */
    interface VectorOperator {
        Vector apply(Vector a, Vector b, Vector c);
    }

    /** An operator as the specification has it; lanes come sign-extended, of results only the low bits count. */
    interface LanesOperator {
        long[] apply(long[] a, long[] b, long[] c);
    }

    /** A relation of two lanes. */
    interface LongComparison {
        boolean test(long a, long b);
    }

    private record Row(String method, int resultWidth, VectorOperator fast, LanesOperator slow, LongComparison alike) {}
}
