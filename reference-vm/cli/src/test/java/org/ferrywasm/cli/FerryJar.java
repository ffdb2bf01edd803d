package org.ferrywasm.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged command line, started as a user starts it. */
final class FerryJar {
    private FerryJar() {}

    static Finished run(String... arguments) throws IOException, InterruptedException {
        return run(Path.of(System.getProperty("java.home")), "", arguments);
    }

    static Finished run(Path javaHome, String input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin").resolve("java").toString());
        command.add("-jar");
        command.add(property("ferry.jar"));
        command.addAll(List.of(arguments));
        return Finished.run(command, Map.of(), input);
    }

    /** A property that the build sets. */
    static String property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new IllegalStateException("run this test through the build, which sets " + name);
        }
        return value;
    }
}
