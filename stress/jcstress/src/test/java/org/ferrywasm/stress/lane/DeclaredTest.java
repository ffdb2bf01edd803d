package org.ferrywasm.stress.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ferrywasm.faults.Removal;
import org.ferrywasm.stress.Twin;
import org.junit.jupiter.api.Test;
import org.openjdk.jcstress.annotations.Expect;

/** The tests that there are, as a whole. */
class DeclaredTest {
    private static final List<Declared> ALL = Declared.all();
    private static final List<Declared> TESTS =
            ALL.stream().filter(test -> test.tries().isPresent()).toList();

    @Test
    void thereAreAtLeastSixtyAndEachGroupIsTried() {
        Set<String> groups = TESTS.stream()
                .flatMap(test -> Arrays.stream(test.tries().orElseThrow().value()))
                .map(clause -> clause.substring(0, 1))
                .collect(Collectors.toSet());

        assertThat(TESTS).hasSizeGreaterThanOrEqualTo(60);
        assertThat(groups).contains("A", "B", "C", "E", "F", "G");
    }

    @Test
    void whatATestDoesNotNameIsForbidden() {
        assertThat(TESTS)
                .allSatisfy(test -> assertThat(
                                test.judge("an outcome that nobody thought of").expect())
                        .isEqualTo(Expect.FORBIDDEN));
    }

    @Test
    void eachOutcomeIsDescribed() {
        assertThat(ALL)
                .allSatisfy(test -> assertThat(test.info().cases())
                        .allSatisfy(known -> assertThat(known.description()).isNotBlank()));
    }

    @Test
    void eachTestHasACanary() {
        Set<Class<?>> withTwins = new HashSet<>();
        ALL.stream().flatMap(twin -> twin.twin().stream()).map(Twin::of).forEach(of -> withTwins.addAll(List.of(of)));

        assertThat(TESTS.stream()
                        .filter(test -> test.removals().isEmpty() && !withTwins.contains(test.type()))
                        .map(Declared::name))
                .as("tests without a twin that do not see either that something is taken out of the VM")
                .isEmpty();
    }

    @Test
    void theTwinsAreThoseOfTests() {
        Set<Class<?>> tests = TESTS.stream().map(Declared::type).collect(Collectors.toSet());

        assertThat(ALL.stream().flatMap(twin -> twin.twin().stream()))
                .allSatisfy(twin -> assertThat(tests).containsAll(List.of(twin.of())));
    }

    @Test
    void whatTestsMustNoticeTheLackOfIsThere() {
        List<String> removals = TESTS.stream()
                .flatMap(test -> Stream.concat(test.removals().stream(), test.weakRemovals().stream()))
                .distinct()
                .toList();

        assertThat(removals).isNotEmpty().allSatisfy(text -> {
            Removal removal = Removal.parse(text);
            String file = "/" + removal.className().replace('.', '/') + ".class";
            try (var in = Removal.class.getResourceAsStream(file)) {
                assertThat(in).as(file).isNotNull();
                byte[] bytes = in.readAllBytes();
                assertThat(removal.applyTo(bytes)).isNotEqualTo(bytes);
            }
        });
    }
}
