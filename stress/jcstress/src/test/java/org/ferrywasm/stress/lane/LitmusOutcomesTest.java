package org.ferrywasm.stress.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.ferrywasm.contract.LitmusShape;
import org.ferrywasm.stress.memory.Shape;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jcstress.annotations.Expect;

/** Clause G-08: what the litmus tests allow is what the memory model allows, no more and no less. */
class LitmusOutcomesTest {
    private static List<Declared> litmusTests() {
        return Declared.all().stream()
                .filter(test -> test.tries().isPresent() && test.type().isAnnotationPresent(Shape.class))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> g08_testsForbidWhatTheModelForbids() {
        return litmusTests().stream()
                .map(test -> DynamicTest.dynamicTest(
                        test.name(), () -> assertThat(declared(test)).isEqualTo(modelled(test.type()))));
    }

    @Test
    void g08_eachShapeIsTried() {
        assertThat(litmusTests())
                .extracting(test -> test.type().getSimpleName())
                .contains("CoRR", "CoWW", "CoRW", "CoWR", "SB", "MP", "LB", "S", "R", "TwoPlusTwoW")
                .contains("WRC", "ISA2", "RWC", "IRIW");
    }

    @Test
    void aTestThatAllowsTooMuchIsCaught() {
        Declared plain = litmusTests().stream()
                .filter(test -> test.name().equals("memory.PlainLitmus.SB"))
                .findFirst()
                .orElseThrow();
        Declared atomic = litmusTests().stream()
                .filter(test -> test.name().equals("memory.AtomicLitmus.SB"))
                .findFirst()
                .orElseThrow();

        assertThat(declared(plain)).isNotEqualTo(modelled(atomic.type()));
    }

    /** What a test says of each outcome that could be written down. */
    private static Map<String, Expect> declared(Declared test) {
        Map<String, Expect> grades = new TreeMap<>();
        LitmusShape shape = shape(test.type());
        conceivable(shape).forEach(outcome -> {
            for (String width : List.of("i8", "i16", "i32", "i64")) {
                Expect before =
                        grades.put(outcome, test.judge(width + ", " + outcome).expect());
                assertThat(before).as("%s for each width", outcome).isIn(null, grades.get(outcome));
            }
        });
        return grades;
    }

    /** What the memory model gives: with each access in one order, without, or not at all. */
    private static Map<String, Expect> modelled(Class<?> type) {
        LitmusShape shape = shape(type);
        Set<String> ordered = LitmusShape.parse(
                        shape.name(), type.getAnnotation(Shape.class).value(), "")
                .allowed();
        Set<String> allowed = shape.allowed();
        Map<String, Expect> grades = new TreeMap<>();
        conceivable(shape)
                .forEach(outcome -> grades.put(
                        outcome,
                        ordered.contains(outcome)
                                ? Expect.ACCEPTABLE
                                : allowed.contains(outcome) ? Expect.ACCEPTABLE_INTERESTING : Expect.FORBIDDEN));
        return grades;
    }

    private static LitmusShape shape(Class<?> type) {
        Shape shape = type.getAnnotation(Shape.class);
        return LitmusShape.parse(type.getSimpleName(), shape.value(), shape.plain());
    }

    /** Whatever the reads and the locations could give if anything could be: 0, 1 or 2 each. */
    private static Set<String> conceivable(LitmusShape shape) {
        Set<String> all = new TreeSet<>(Set.of(""));
        long reads = shape.threads().stream()
                .flatMap(List::stream)
                .filter(LitmusShape.Access::isRead)
                .count();
        for (int i = 0; i < reads; i++) {
            all = each(all, "");
        }
        for (char location : shape.locations()) {
            all = each(all, " " + location);
        }
        Set<String> outcomes = new TreeSet<>();
        all.forEach(outcome -> outcomes.add(outcome.strip()));
        return outcomes;
    }

    private static Set<String> each(Set<String> all, String before) {
        Set<String> more = new TreeSet<>();
        all.forEach(some -> List.of(0, 1, 2).forEach(value -> more.add(some + before + value)));
        return more;
    }
}
