package org.ferrywasm.stress.lane;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.ferrywasm.stress.Tries;
import org.ferrywasm.stress.Twin;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.StateCase;
import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.runners.TestList;

/**
 * A test that is there, as its class and jcstress's list say.
 *
 * @param info what jcstress knows of it
 * @param type its class
 * @param tries what it is there for, unless it is a twin
 * @param twin what it is the twin of, if it is one
 */
record Declared(TestInfo info, Class<?> type, Optional<Tries> tries, Optional<Twin> twin) {
    /** All of them, in the order of their names. */
    static List<Declared> all() {
        List<Declared> all = new ArrayList<>();
        for (String name : TestList.tests()) {
            all.add(of(TestList.getInfo(name)));
        }
        all.sort(Comparator.comparing(Declared::name));
        return all;
    }

    private static Declared of(TestInfo info) {
        Class<?> type;
        try {
            type = Class.forName(info.binaryName(), false, Declared.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("jcstress lists a test that is not there: " + info.binaryName(), e);
        }
        Optional<Tries> tries = Optional.ofNullable(type.getAnnotation(Tries.class));
        Optional<Twin> twin = Optional.ofNullable(type.getAnnotation(Twin.class));
        if (tries.isPresent() == twin.isPresent()) {
            throw new IllegalStateException(type + " is neither a test that tries clauses nor a twin, or it is both");
        }
        return new Declared(info, type, tries, twin);
    }

    /** Its name, below the package of all tests: {@code confinement.Calls.CallBesideCall}. */
    String name() {
        return name(type);
    }

    static String name(Class<?> type) {
        return type.getCanonicalName().substring(Tries.class.getPackageName().length() + 1);
    }

    /** How many threads it needs. */
    int actors() {
        return info.threads();
    }

    /** Whether an outcome is a bad one that this twin must show. */
    boolean isBad(String outcome) {
        return twin.filter(t -> Pattern.matches(t.shows(), outcome)).isPresent();
    }

    /** What it says of an outcome. */
    StateCase judge(String outcome) {
        return info.cases().stream()
                .filter(known -> known.matchesExactly(outcome))
                .findFirst()
                .or(() -> info.cases().stream()
                        .filter(known -> known.matches(outcome))
                        .findFirst())
                .orElseGet(info::unmatched);
    }

    boolean isForbidden(String outcome) {
        return judge(outcome).expect() == Expect.FORBIDDEN;
    }

    /** How often outcomes of a grade were seen. */
    long count(Map<String, Long> outcomes, Expect grade) {
        return outcomes.entrySet().stream()
                .filter(seen -> judge(seen.getKey()).expect() == grade)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** What each outcome that was seen means, and whether it may be. */
    Map<String, String> meanings(Map<String, Long> outcomes) {
        Map<String, String> meanings = new LinkedHashMap<>();
        outcomes.keySet().forEach(outcome -> meanings.put(outcome, words(judge(outcome))));
        return meanings;
    }

    private static String words(StateCase known) {
        return known.expect().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + known.description();
    }

    /** What it must notice the lack of. */
    List<String> removals() {
        return tries.map(t -> Arrays.asList(t.without())).orElse(List.of());
    }

    /** What it would notice the lack of on hardware that reorders more than x86 does. */
    List<String> weakRemovals() {
        return tries.map(t -> Arrays.asList(t.weak())).orElse(List.of());
    }
}
