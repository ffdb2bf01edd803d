package org.ferrywasm.stress.lane;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;

/** jcstress, in a process and a folder of its own, since it writes where it stands. */
final class Jcstress {
    /** What a test takes besides the time that it is asked to run for: its JVM. */
    static final double SECONDS_PER_FORK = 0.95;

    /** What jcstress takes before its first test, to learn what the JVM can do. */
    static final double SECONDS_TO_START = 6;

    /**
     * How many times 256 states there are at a time. jcstress tries beforehand, without a barrier, how many fit into memory; a larger
     * number makes it spend more time on that than on the test.
     */
    private static final int STRIDES = 4;

    private static final int PATIENCE = 4;

    private final Path folder;

    Jcstress(Path folder) {
        this.folder = folder;
    }

    /**
     * Runs tests, each in one JVM and for one iteration.
     *
     * @param millis how long each
     * @return what came of each, by its name; a test that is missing there was dropped
     * @throws IOException if jcstress cannot be started, or leaves no result
     */
    Map<String, Seen> run(Collection<Declared> tests, long millis) throws IOException, InterruptedException {
        clear();
        Path log = folder.resolve("jcstress.log");
        Process process = new ProcessBuilder(command(tests, millis))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();
        double seconds = SECONDS_TO_START + tests.size() * (SECONDS_PER_FORK + millis / 1e3);
        try {
            if (!process.waitFor((long) (seconds * PATIENCE), TimeUnit.SECONDS)) {
                throw new IOException("jcstress was not done after " + seconds * PATIENCE + " s; see " + log);
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        return read(log, tests, millis);
    }

    private void clear() throws IOException {
        Files.createDirectories(folder);
        for (Path blob : blobs()) {
            Files.delete(blob);
        }
    }

    private List<Path> blobs() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".bin.gz")).toList();
        }
    }

    private static List<String> command(Collection<Declared> tests, long millis) {
        String names = tests.stream()
                .map(test -> test.info().name().replace(".", "\\."))
                .collect(Collectors.joining("|", "^(", ")$"));
        List<String> command = new ArrayList<>(Jvm.command(""));
        command.add("org.openjdk.jcstress.Main");
        command.addAll(List.of("-t", names, "-f", "1", "-iters", "1", "-time", Long.toString(millis)));
        command.addAll(List.of("-sc", "false", "-af", "NONE", "-jvmArgs", Jvm.ARGUMENTS));
        command.addAll(List.of("-strideCount", Integer.toString(STRIDES), "-r", "html"));
        return command;
    }

    private Map<String, Seen> read(Path log, Collection<Declared> tests, long millis) throws IOException {
        List<Path> blobs = blobs();
        if (blobs.size() != 1) {
            throw new IOException("jcstress left " + blobs.size() + " results; see " + log);
        }
        Map<String, String> names = new HashMap<>();
        tests.forEach(test -> names.put(test.info().name(), test.name()));
        Map<String, Seen> seen = new LinkedHashMap<>();
        try {
            DiskReadCollector reader = new DiskReadCollector(
                    blobs.getFirst().toString(),
                    result -> seen.merge(
                            names.getOrDefault(result.getName(), result.getName()), seen(result, millis), Seen::plus));
            reader.dump();
            reader.close();
        } catch (ClassNotFoundException e) {
            throw new IOException("the result of jcstress is not one: " + blobs.getFirst(), e);
        }
        return seen;
    }

    private static Seen seen(TestResult result, long millis) {
        Map<String, Long> outcomes = new TreeMap<>();
        for (String key : result.getStateKeys()) {
            outcomes.put(key, result.getCount(key));
        }
        String error = result.status() == Status.NORMAL
                ? ""
                : result.status() + ": "
                        + Stream.concat(result.getMessages().stream(), result.getVmErr().stream())
                                .findFirst()
                                .orElse("no word");
        return new Seen("jcstress", outcomes, millis / 1e3, error);
    }
}
