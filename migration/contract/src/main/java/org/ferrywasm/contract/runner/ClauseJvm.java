package org.ferrywasm.contract.runner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ferrywasm.contract.ClauseResult;
import org.ferrywasm.contract.Verdict;
import org.ferrywasm.contract.clauses.ContractClause;

/** Tries clauses, each in a JVM of its own, so that a crash, an abort or a hang is a verdict. */
final class ClauseJvm {
    private static final double NANOS = 1e9;
    private static final int SIGNAL = 128;
    private static final int FIRST_WITH_NATIVE_ACCESS = 22;
    private static final int FIRST_WITH_UNSAFE_ACCESS = 23;

    /** What a JVM may take longer than the clause, for its start and its end. */
    private static final int GRACE_SECONDS = 15;

    private final Settings settings;

    ClauseJvm(Settings settings) {
        this.settings = settings;
    }

    /**
     * Tries a clause.
     *
     * @throws KitFailure if its JVM does not start
     * @throws IOException if files cannot be written or read
     */
    ClauseResult run(ContractClause clause) throws IOException, InterruptedException {
        Path folder = settings.folder();
        Files.createDirectories(folder);
        Path file = folder.resolve(clause.id() + ".json");
        Path log = folder.resolve(clause.id() + ".log");
        Files.deleteIfExists(file);
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command(clause, file))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .directory(folder.toFile())
                .start();
        process.getOutputStream().close();
        boolean ended;
        try {
            ended = process.waitFor(settings.limitSeconds(clause) + GRACE_SECONDS, TimeUnit.SECONDS);
        } finally {
            process.destroyForcibly();
        }
        ClauseResult result = judge(clause, file, log, ended, process);
        double seconds = (System.nanoTime() - start) / NANOS;
        ClauseResult whole = new ClauseResult(clause.id(), result.verdict(), result.detail(), seconds);
        Results.write(whole, file);
        return whole;
    }

    private ClauseResult judge(ContractClause clause, Path file, Path log, boolean ended, Process process)
            throws IOException, InterruptedException {
        if (!Files.exists(file)) {
            throw new KitFailure("the JVM of " + clause.id() + " did not start: " + firstLine(log));
        }
        if (Files.size(file) > 0) {
            return Results.read(file);
        }
        if (!ended) {
            return new ClauseResult(
                    clause.id(),
                    Verdict.HANGS,
                    "its JVM was ended after " + (settings.limitSeconds(clause) + GRACE_SECONDS) + " s",
                    0);
        }
        int status = process.waitFor();
        String how = status > SIGNAL ? "by signal " + (status - SIGNAL) : "with status " + status;
        return new ClauseResult(clause.id(), Verdict.CRASHED, "the JVM ended " + how + ": " + firstLine(log), 0);
    }

    /** The first line that says something: a JVM that crashes begins its lines with a hash. */
    private static String firstLine(Path log) throws IOException {
        String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        return text.lines()
                .map(line -> line.replaceFirst("^#", "").strip())
                .filter(line -> !line.isEmpty()
                        && !line.startsWith("WARNING")
                        && !line.startsWith("SLF4J")
                        && !line.startsWith("A fatal error"))
                .map(line -> line.replaceAll(", /\\S*", ""))
                .findFirst()
                .orElse("no word");
    }

    private List<String> command(ContractClause clause, Path file) {
        List<String> command = new ArrayList<>();
        command.add(settings.java().toString());
        command.add("-ea");
        command.add("-Xmx1g");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:-CreateCoredumpOnCrash");
        command.add("-XX:ErrorFile=" + settings.folder().resolve(clause.id() + ".crash"));
        if (settings.javaFeature() >= FIRST_WITH_NATIVE_ACCESS) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        if (settings.javaFeature() >= FIRST_WITH_UNSAFE_ACCESS) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(settings.jvmArguments());
        command.add("-classpath");
        command.add(settings.classPath());
        command.add(ClauseMain.class.getName());
        command.add(settings.engine());
        command.add(clause.id());
        command.add(file.toString());
        command.add(Long.toString(settings.raceTime().toMillis()));
        command.add(Integer.toString(settings.limitSeconds(clause)));
        return command;
    }
}
