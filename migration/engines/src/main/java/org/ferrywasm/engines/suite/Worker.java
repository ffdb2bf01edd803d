package org.ferrywasm.engines.suite;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A JVM that runs scripts, one after another, and another one in its place whenever it crashes or hangs. Used by one thread.
 */
final class Worker implements AutoCloseable {
    /** Stands for the end of a JVM's answers. */
    private static final String END = "";

    private final List<String> program;
    private final Path errors;
    private final Duration limit;
    private final JsonMapper json = new JsonMapper();
    private @Nullable Running running;

    /**
     * Starts nothing yet.
     *
     * @param program the main class that serves scripts, and its arguments
     * @param errors the file that takes what the JVMs print
     * @param limit how long a script may take
     */
    Worker(List<String> program, Path errors, Duration limit) {
        this.program = List.copyOf(program);
        this.errors = errors;
        this.limit = limit;
    }

    /**
     * Runs a script. If the JVM does not survive it, or takes too long, all of it counts as failed.
     *
     * @throws IOException if the script cannot be read, or no JVM be started
     * @throws InterruptedException if the thread is interrupted; the JVM goes on
     */
    FileReport run(Path script, String name) throws IOException, InterruptedException {
        if (running == null) {
            running = start();
        }
        Running jvm = running;
        jvm.ask(script + "\t" + name);
        String line = "";
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            String answer = jvm.answers.poll(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (answer == null) {
                jvm.kill();
                running = null;
                return FileReport.allFailed(
                        script, name, "hangs: no end after " + limit.toSeconds() + " s, at line " + line);
            }
            if (answer.equals(END)) {
                int status = jvm.process.waitFor();
                running = null;
                return FileReport.allFailed(
                        script, name, "crashes: the JVM ended with status " + status + ", at line " + line);
            }
            if (answer.startsWith(WorkerMain.AT)) {
                line = answer.substring(WorkerMain.AT.length());
            } else if (answer.startsWith(WorkerMain.DONE)) {
                return json.readValue(answer.substring(WorkerMain.DONE.length()), FileReport.class);
            }
        }
    }

    private Running start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + errors.toAbsolutePath().resolveSibling("crash-%p.log"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-classpath",
                System.getProperty("java.class.path")));
        command.addAll(program);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()))
                .start();
        return new Running(process);
    }

    /** Ends the JVM. */
    @Override
    public void close() {
        if (running != null) {
            running.kill();
        }
    }

    /** A JVM, with a thread that collects its answers. */
    private static final class Running {
        private final Process process;
        private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

        Running(Process process) {
            this.process = process;
            Thread.ofVirtual().start(this::collect);
        }

        private void collect() {
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                lines.lines().filter(line -> !line.isEmpty()).forEach(answers::add);
            } catch (IOException | RuntimeException e) {
                // The JVM has ended while it spoke.
            } finally {
                answers.add(END);
            }
        }

        void ask(String request) {
            try {
                BufferedWriter requests = process.outputWriter(StandardCharsets.UTF_8);
                requests.write(request + "\n");
                requests.flush();
            } catch (IOException e) {
                // The JVM has ended, as its answers will say.
            }
        }

        void kill() {
            process.destroyForcibly();
        }
    }
}
