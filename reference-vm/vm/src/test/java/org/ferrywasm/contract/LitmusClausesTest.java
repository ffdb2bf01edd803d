package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Clause G-08: no litmus shape shows an outcome that the memory model of WebAssembly forbids. */
@Timeout(300)
class LitmusClausesTest {
    private static final int ITERATIONS = 2_000;

    /** What each shape does; its last location in alphabetical order is the one that messages go through. */
    private static final Map<String, String> SHAPES = new TreeMap<>(Map.ofEntries(
            Map.entry("CoRR", "Wx1 | Rx Rx"),
            Map.entry("CoWW", "Wx1 Wx2 | Rx"),
            Map.entry("CoRW", "Rx Wx2 | Wx1"),
            Map.entry("CoWR", "Wx1 Rx | Wx2"),
            Map.entry("SB", "Wx1 Ry | Wy1 Rx"),
            Map.entry("MP", "Wx1 Wy1 | Ry Rx"),
            Map.entry("LB", "Rx Wy1 | Ry Wx1"),
            Map.entry("S", "Wx2 Wy1 | Ry Wx1"),
            Map.entry("R", "Wx1 Wy1 | Wy2 Rx"),
            Map.entry("2+2W", "Wx1 Wy2 | Wy1 Wx2"),
            Map.entry("WRC", "Wx1 | Rx Wy1 | Ry Rx"),
            Map.entry("ISA2", "Wx1 Wy1 | Ry Wz1 | Rz Rx"),
            Map.entry("RWC", "Wx1 | Rx Ry | Wy1 Rx"),
            Map.entry("IRIW", "Wx1 | Wy1 | Rx Ry | Ry Rx")));

    /** The locations that are accessed plainly: none, all, or the one that carries data while others carry messages. */
    private static final Map<String, String> MODES =
            new TreeMap<>(Map.of("atomic", "", "plain", "xyz", "plain data, atomic messages", "x"));

    @Clause("G-08")
    @TestFactory
    Stream<DynamicTest> g08_noForbiddenOutcomeIsSeen() {
        return SHAPES.keySet().stream()
                .flatMap(name -> MODES.keySet().stream()
                        .flatMap(mode -> Stream.of(8, 16, 32, 64)
                                .map(bits -> DynamicTest.dynamicTest(
                                        "%s, %s, %d bits".formatted(name, mode, bits),
                                        () -> assertThat(forbidden(shape(name, mode), bits))
                                                .isEmpty()))));
    }

    private static LitmusShape shape(String name, String mode) {
        return LitmusShape.parse(name, SHAPES.getOrDefault(name, ""), MODES.getOrDefault(mode, ""));
    }

    private static Set<String> forbidden(LitmusShape shape, int bits) {
        Set<String> seen =
                new TreeSet<>(new LitmusRun(shape, bits, ITERATIONS).outcomes().keySet());
        seen.removeAll(shape.allowed());
        return seen;
    }

    @Test
    void aWrongTableOfOutcomesIsCaught() {
        LitmusShape executed = LitmusShape.parse("CoWW", "Wx1 Wx2 | Rx", "");
        LitmusShape wrong = LitmusShape.parse("CoWW, the writes exchanged", "Wx2 Wx1 | Rx", "");
        Set<String> seen =
                new TreeSet<>(new LitmusRun(executed, 32, ITERATIONS).outcomes().keySet());

        assertThat(executed.allowed()).containsAll(seen);
        assertThat(wrong.allowed()).doesNotContainAnyElementsOf(seen);
    }

    @Test
    void theModelAllowsWhatItIsKnownToAllow() {
        assertThat(outcomes("SB", "atomic")).containsExactlyInAnyOrder("01", "10", "11");
        assertThat(outcomes("SB", "plain")).containsExactlyInAnyOrder("00", "01", "10", "11");
        assertThat(outcomes("MP", "atomic")).containsExactlyInAnyOrder("00", "01", "11");
        assertThat(outcomes("MP", "plain")).contains("10");
        assertThat(outcomes("MP", "plain data, atomic messages")).containsExactlyInAnyOrder("00", "01", "11");
        assertThat(outcomes("LB", "atomic")).doesNotContain("11");
        assertThat(outcomes("CoRR", "atomic")).containsExactlyInAnyOrder("00", "01", "11");
        assertThat(outcomes("CoRR", "plain")).contains("10");
        assertThat(outcomes("CoRW", "plain")).containsExactlyInAnyOrder("0", "1");
        assertThat(outcomes("CoWR", "plain")).containsExactlyInAnyOrder("1", "2");
        assertThat(outcomes("WRC", "atomic")).doesNotContain("110");
        assertThat(outcomes("ISA2", "plain data, atomic messages")).doesNotContain("110");
        assertThat(outcomes("IRIW", "atomic")).doesNotContain("1010").hasSize(15);
        assertThat(shape("CoWW", "plain").allowed()).containsExactlyInAnyOrder("0 x2", "1 x2", "2 x2");
        assertThat(shape("2+2W", "atomic").allowed()).containsExactlyInAnyOrder("x1 y2", "x2 y1", "x2 y2");
        assertThat(shape("S", "plain data, atomic messages").allowed())
                .contains("0 x1 y1", "0 x2 y1", "1 x1 y1")
                .doesNotContain("1 x2 y1");
    }

    /** What the reads give in the outcomes that a shape may have. */
    private static List<String> outcomes(String name, String mode) {
        return shape(name, mode).allowed().stream()
                .map(outcome -> outcome.substring(0, outcome.indexOf(' ')))
                .distinct()
                .toList();
    }
}
