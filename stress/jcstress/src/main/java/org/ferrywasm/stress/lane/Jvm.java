package org.ferrywasm.stress.lane;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The JVM that tests run in: this one's, with its class path. */
final class Jvm {
    /** What each is given: little memory, since two may run, and no collector's threads beside the actors. */
    static final String ARGUMENTS = "-Xmx512m -XX:+UseSerialGC";

    private Jvm() {}

    /**
     * The beginning of a command.
     *
     * @param first what comes before the class path of this JVM; may be empty
     */
    static List<String> command(String first) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String own = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
        return List.of(java, "-cp", first.isEmpty() ? own : first + File.pathSeparator + own);
    }
}
