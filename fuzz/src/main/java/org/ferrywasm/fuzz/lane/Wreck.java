package org.ferrywasm.fuzz.lane;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.ferrywasm.faults.Mistake;
import org.ferrywasm.faults.Removal;
import org.ferrywasm.results.CanaryResult;

/**
 * A VM with a mistake, and the oracle that must find it.
 *
 * @param name its name in the report
 * @param oracle the oracle's
 * @param className the class with the mistake
 * @param mistake makes it
 */
record Wreck(String name, String oracle, String className, UnaryOperator<byte[]> mistake) {
    /** All that the lane tries. */
    static final List<Wreck> ALL = List.of(
            of("lost-yield", "movedAnywhere", Mistake.FORGOTTEN_REST),
            of("lost-local", "movedAnywhere", Mistake.LOST_LOCAL),
            of("lost-root", "movedAnywhere", Mistake.LOST_ROOT),
            of("frames-unmarked", "movedAnywhere", Removal.parse("runtime.Collector.markExecution=empty")),
            of("references-uncounted", "movedAnywhere", Removal.parse("runtime.HostTable.retain=empty")),
            of("wrong-rem_s", "arithmetic", Mistake.WRONG_SIGN),
            of("wrong-rem_s-beside-others", "differential", Mistake.WRONG_SIGN),
            of("left-behind-usable", "storeModel", Removal.parse("vm.Tenancy.end=empty")),
            of("owner-unchecked", "storeModel", Removal.parse("vm.Confined.check=empty")),
            of("bodies-unvalidated", "hostileInput", Removal.parse("valid.FuncValidator.validate=empty")),
            of("catches-unprinted", "roundTrip", Removal.parse("text.InstrPrinter.catches=empty")));

    private static final int GRACE_SECONDS = 30;

    private static Wreck of(String name, String oracle, Mistake mistake) {
        return new Wreck(name, oracle, mistake.className(), mistake::applyTo);
    }

    private static Wreck of(String name, String oracle, Removal removal) {
        return new Wreck(name, oracle, removal.className(), removal::applyTo);
    }

    /**
     * Tries the oracle on it, in a JVM of its own.
     *
     * @param folder where to put the broken class
     * @param seconds how long the oracle may take
     * @throws IOException if the JVM cannot be started
     */
    CanaryResult run(Path folder, long seed, double seconds) throws IOException, InterruptedException {
        String file = className.replace('.', '/') + ".class";
        Path broken = folder.resolve("classes").resolve(file);
        Files.createDirectories(broken.getParent());
        try (InputStream in = Wreck.class.getClassLoader().getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("there is no class " + className);
            }
            Files.write(broken, mistake.apply(in.readAllBytes()));
        }
        Path log = folder.resolve("fuzz.log");
        long start = System.nanoTime();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-classpath",
                        folder.resolve("classes") + File.pathSeparator + System.getProperty("java.class.path"),
                        FuzzMain.class.getName(),
                        oracle,
                        Long.toString(seed),
                        Double.toString(seconds))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();
        boolean ended;
        try {
            ended = process.waitFor((long) seconds + GRACE_SECONDS, TimeUnit.SECONDS);
        } finally {
            process.destroyForcibly();
        }
        boolean caught = ended && process.exitValue() == FuzzMain.BROKEN;
        List<String> said =
                Files.readString(log, StandardCharsets.UTF_8).lines().toList();
        String detail = !ended ? "it did not end" : said.isEmpty() ? "it said nothing" : said.getLast();
        return new CanaryResult(caught, (System.nanoTime() - start) / 1e9, oracle + ": " + detail);
    }
}
