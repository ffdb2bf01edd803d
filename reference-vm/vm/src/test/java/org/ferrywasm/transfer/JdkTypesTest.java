package org.ferrywasm.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
                    assertThat(row.isMetBy(reasons))
                            .as("%s: found %s", row.name(), reasons)
                            .isTrue();
                }));
    }

    @TestFactory
    @Clause("D-07")
    Stream<DynamicTest> d07_eachRowOfTheTableInABox() {
        return JdkRow.all().stream()
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    List<Reason> reasons = Judge.DEFAULT.reasons(
                            new Judge.Box(Optional.ofNullable(row.value().call())));
                    assertThat(row.isMetInBoxBy(reasons))
                            .as("%s: found %s instead of %s", row.name(), reasons, row.reasonInBox())
                            .isTrue();
                }));
    }

    @Test
    @Clause("D-07")
    void d07_noRowIsWithoutAValue() throws Exception {
        Set<Class<?>> classes = new HashSet<>();
        for (JdkRow row : JdkRow.all()) {
            Object value = row.value().call();
            if (value != null) {
                classes.add(value.getClass());
            }
        }
        List<String> missing = new ArrayList<>();
        JdkTypes.byClass().forEach((type, row) -> {
            if (!classes.contains(type)) {
                missing.add(row.name());
            }
        });
        for (ThreadBound.Row row : ThreadBound.table()) {
            if (classes.stream().noneMatch(type -> row == ThreadBound.row(type))) {
                missing.add(row.name());
            }
        }
        JdkContainers.families().keySet().forEach(root -> {
            if (classes.stream().noneMatch(type -> isOfFamily(type, root))) {
                missing.add(root.getName());
            }
        });

        assertThat(missing).as("rows of the table that no JdkRow is about").isEmpty();
        assertThat(classes)
                .anyMatch(type -> type.isEnum() && JdkTypes.isPlatform(type))
                .anyMatch(type -> Charset.class.isAssignableFrom(type)
                        && !StandardCharsets.UTF_8.getClass().equals(type));
    }

    private static boolean isOfFamily(Class<?> type, Class<?> root) {
        return root.isAssignableFrom(type)
                && JdkContainers.families().get(root).equals(JdkContainers.findFamily(type))
                && JdkTypes.find(type) == null;
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
