package org.ferrywasm.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ferrywasm.contract.Clause;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class JdkTypesTest {
    @TestFactory
    @Clause({"D-07", "D-08"})
    Stream<DynamicTest> d07_eachRowOfTheTable() {
        return JdkRow.all().stream()
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> {
                    List<Reason> reasons = Judge.DEFAULT.reasons(row.value().call());
                    assertThat(row.isMetBy(reasons)).as("found %s", reasons).isTrue();
                }));
    }

    @Test
    void aClassifierThatIsWrongInOneRuleIsCaught() throws Exception {
        Function<@Nullable Object, List<Reason>> real = Judge.DEFAULT::reasons;

        assertThat(missedRows(real)).isEmpty();
        assertThat(missedRows(value -> value instanceof BigInteger ? List.of() : real.apply(value)))
                .as("a twin that takes subclasses for the class")
                .containsExactly("a subclass of BigInteger");
        assertThat(missedRows(
                        value -> value instanceof Collection<?> c && isUnmodifiable(c) ? List.of() : real.apply(value)))
                .as("a twin that takes views for copies, and does not look inside")
                .contains("Collections.unmodifiableList", "List.of with an array in it");
        assertThat(missedRows(value -> value instanceof ThreadLocal ? List.of() : real.apply(value)))
                .as("a twin that judges thread-bound types by their fields")
                .contains("ThreadLocal", "a ThreadLocal with a body");
    }

    private static boolean isUnmodifiable(Collection<?> collection) {
        try {
            collection.clear();
            return false;
        } catch (UnsupportedOperationException e) {
            return true;
        }
    }

    private static List<String> missedRows(Function<@Nullable Object, List<Reason>> classifier) throws Exception {
        List<String> missed = new ArrayList<>();
        for (JdkRow row : JdkRow.all()) {
            if (!row.isMetBy(classifier.apply(row.value().call()))) {
                missed.add(row.name());
            }
        }
        return missed;
    }
}
