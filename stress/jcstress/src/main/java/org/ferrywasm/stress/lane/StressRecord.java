package org.ferrywasm.stress.lane;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.ferrywasm.results.LaneResult;
import org.ferrywasm.results.StressResult;
import org.ferrywasm.stress.Twin;

/**
 * What a long run found, as it is kept in the repository ({@code stress/jcstress/recorded/stress.json}).
 *
 * @param date when
 * @param jdk on which Java
 * @param machine on what, and on how many processors
 * @param command how
 * @param seconds how long it took
 * @param samples how often actors ran, twins left out
 * @param tests what each test showed, and its canaries
 */
record StressRecord(
        String date,
        String jdk,
        String machine,
        String command,
        double seconds,
        long samples,
        Map<String, Tried> tests) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * What a test showed.
     *
     * @param clauses the clauses that it tries
     * @param by what ran it
     * @param samples how often its actors ran
     * @param forbidden how often the outcome was one that must not be
     * @param outcomes how often each was seen
     * @param canaries what shows that it can see
     */
    record Tried(
            List<String> clauses,
            String by,
            long samples,
            long forbidden,
            Map<String, Long> outcomes,
            List<Canary> canaries) {}

    /**
     * A broken twin, or a VM without something.
     *
     * @param broken its name: {@code twin} and the twin's, or {@code without} and what is gone
     * @param saw the bad outcome
     * @param seconds how long it ran until then; twins run for a fixed time
     */
    record Canary(String broken, String saw, double seconds) {}

    /**
     * Makes the record and its page from a run's files.
     *
     * @param arguments the folder of the long run's result, the file of a run's canaries, the file to keep, the page to write
     * @throws IOException if files cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        LaneResult result = LaneResult.read(Path.of(arguments[0]), "stress");
        StressRecord made = of(result, Canaries.read(Path.of(arguments[1])), Declared.all());
        Files.write(Path.of(arguments[2]), JSON.writeValueAsBytes(made));
        Files.writeString(Path.of(arguments[3]), StressPage.of(made));
    }

    static StressRecord read(Path file) throws IOException {
        return JSON.readValue(Files.readAllBytes(file), StressRecord.class);
    }

    static StressRecord of(LaneResult result, Canaries canaries, List<Declared> all) {
        Map<String, Tried> tests = new TreeMap<>();
        for (Declared test : all) {
            StressResult found = result.stress().get(test.name());
            if (test.tries().isPresent() && found != null) {
                tests.put(
                        test.name(),
                        new Tried(
                                found.clauses(),
                                found.by(),
                                found.samples(),
                                found.forbidden(),
                                found.outcomes(),
                                canariesOf(test, canaries, all)));
            }
        }
        return new StressRecord(
                LocalDate.now(ZoneOffset.UTC).toString(),
                System.getProperty("java.runtime.version", ""),
                System.getProperty("os.arch", "") + ", " + Runtime.getRuntime().availableProcessors() + " processors",
                "mvn -Pstress-long -pl stress/jcstress -am verify",
                result.seconds(),
                tests.values().stream().mapToLong(Tried::samples).sum(),
                tests);
    }

    private static List<Canary> canariesOf(Declared test, Canaries canaries, List<Declared> all) {
        List<Canary> found = new ArrayList<>();
        for (String removal : test.removals()) {
            Seen seen = canaries.wrecks().getOrDefault(removal, Map.of()).get(test.name());
            if (seen != null) {
                found.add(new Canary("without " + removal, frequent(seen, test::isForbidden), seen.seconds()));
            }
        }
        for (Declared twin : all) {
            Seen seen = canaries.twins().get(twin.name());
            if (seen != null
                    && twin.twin()
                            .map(Twin::of)
                            .filter(of -> List.of(of).contains(test.type()))
                            .isPresent()) {
                found.add(new Canary("twin " + twin.name(), frequent(seen, twin::isBad), seen.seconds()));
            }
        }
        return found;
    }

    /** The most frequent bad outcome; what an exception says in it is left out, it differs from run to run. */
    private static String frequent(Seen seen, Predicate<String> isBad) {
        return seen.outcomes().entrySet().stream()
                .filter(outcome -> isBad.test(outcome.getKey()))
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(outcome -> Pattern.compile("^(throws [\\w.$]+).*", Pattern.DOTALL)
                        .matcher(outcome.getKey())
                        .replaceAll("$1"))
                .orElse("");
    }
}
