package org.ferrywasm.stress.lane;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ferrywasm.faults.Removal;

/** The driver in a JVM of its own, whose VM may lack something. */
final class DriverJvm {
    private static final TypeReference<LinkedHashMap<String, Seen>> SEEN = new TypeReference<>() {};
    private static final int PATIENCE = 2;
    private static final int GRACE_SECONDS = 20;

    private final Path folder;

    DriverJvm(Path folder) {
        this.folder = folder;
    }

    /**
     * Runs tests one after the other on the VM as it is.
     *
     * @param seconds how long each may take
     * @return what came of each; one that did not end has an error
     * @throws IOException if the JVM cannot be started or its file not be read
     */
    Map<String, Seen> run(List<Declared> tests, DriverMain.Until until, double seconds)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        return run("", tests, until, seconds);
    }

    /**
     * Runs tests on a VM without something, each until it shows what it forbids.
     *
     * @throws IllegalStateException if there is nothing of that kind to remove: the VM has changed
     */
    Map<String, Seen> runWithout(Removal removal, List<Declared> tests, double seconds)
            throws IOException, InterruptedException {
        Path classes = folder.resolve("classes");
        String name = removal.className().replace('.', '/') + ".class";
        Path file = classes.resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream in = DriverJvm.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no class " + removal.className());
            }
            Files.write(file, removal.applyTo(in.readAllBytes()));
        }
        return run(classes.toString(), tests, DriverMain.Until.FORBIDDEN, seconds);
    }

    /** Runs them in one JVM, or in as many more as end before their time. */
    private Map<String, Seen> run(String classes, List<Declared> tests, DriverMain.Until until, double seconds)
            throws IOException, InterruptedException {
        Map<String, Seen> all = new LinkedHashMap<>();
        List<Declared> left = tests;
        while (!left.isEmpty()) {
            String why = start(classes, left, until, seconds);
            Path file = folder.resolve("seen.json");
            if (Files.exists(file)) {
                all.putAll(JsonMapper.builder().build().readValue(file.toFile(), SEEN));
            }
            left = left.stream().filter(test -> !all.containsKey(test.name())).toList();
            if (!left.isEmpty()) {
                all.put(left.getFirst().name(), Seen.failed(why, 0));
                left = left.subList(1, left.size());
            }
        }
        return all;
    }

    /** Runs some, and says why not all, if so. */
    private String start(String classes, List<Declared> tests, DriverMain.Until until, double seconds)
            throws IOException, InterruptedException {
        Path file = folder.resolve("seen.json");
        Path log = folder.resolve("driver.log");
        Files.deleteIfExists(file);
        List<String> command = new ArrayList<>(Jvm.command(classes));
        command.addAll(1, List.of(Jvm.ARGUMENTS.split(" ", -1)));
        command.add(DriverMain.class.getName());
        command.addAll(List.of(file.toString(), until.name(), Double.toString(seconds)));
        tests.forEach(test -> command.add(test.name()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();
        try {
            boolean ended =
                    process.waitFor((long) (tests.size() * seconds * PATIENCE) + GRACE_SECONDS, TimeUnit.SECONDS);
            return ended ? "its JVM ended; see " + log : "it did not end";
        } finally {
            process.destroyForcibly();
        }
    }
}
