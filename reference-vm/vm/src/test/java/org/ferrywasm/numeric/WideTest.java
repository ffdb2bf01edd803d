package org.ferrywasm.numeric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Wide arithmetic against {@link BigInteger}. */
class WideTest {
    private static final long[] EDGES = VectorTable.integerEdges(64);

    @Test
    void sumsAndDifferences() {
        SplittableRandom random = new SplittableRandom(128);
        for (long aLow : EDGES) {
            for (long bLow : EDGES) {
                addSub(aLow, edge(random), bLow, edge(random));
                addSub(edge(random), aLow, edge(random), bLow);
            }
        }
        for (int i = 0; i < 10_000; i++) {
            addSub(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
        }
    }

    @Test
    void products() {
        SplittableRandom random = new SplittableRandom(64);
        for (long a : EDGES) {
            for (long b : EDGES) {
                mul(a, b);
            }
        }
        for (int i = 0; i < 10_000; i++) {
            mul(random.nextLong(), random.nextLong());
        }
    }

    private static void addSub(long aLow, long aHigh, long bLow, long bHigh) {
        BigInteger a = wide(aLow, aHigh);
        BigInteger b = wide(bLow, bHigh);
        check(a.add(b), Wide.addLow(aLow, bLow), Wide.addHigh(aLow, aHigh, bLow, bHigh));
        check(a.subtract(b), Wide.subLow(aLow, bLow), Wide.subHigh(aLow, aHigh, bLow, bHigh));
    }

    private static void mul(long a, long b) {
        BigInteger signed = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
        check(signed, Wide.mulLow(a, b), Wide.mulHighS(a, b));
        check(wide(a, 0).multiply(wide(b, 0)), Wide.mulLow(a, b), Wide.mulHighU(a, b));
    }

    private static void check(BigInteger expected, long low, long high) {
        if (low != expected.longValue() || high != expected.shiftRight(64).longValue()) {
            assertThat(wide(low, high)).isEqualTo(expected.mod(BigInteger.TWO.pow(128)));
        }
    }

    /** Returns the unsigned number with these halves. */
    private static BigInteger wide(long low, long high) {
        return new BigInteger(Long.toUnsignedString(high))
                .shiftLeft(64)
                .add(new BigInteger(Long.toUnsignedString(low)));
    }

    private static long edge(SplittableRandom random) {
        return EDGES[random.nextInt(EDGES.length)];
    }
}
