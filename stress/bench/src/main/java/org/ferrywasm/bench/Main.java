package org.ferrywasm.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** The command that measures: runs the benchmarks, prints the tables, and leaves them and every sample in a folder. */
public final class Main {
    private static final int FAILED = 1;
    private static final int BAD_USE = 2;

    private Main() {}

    /**
     * Runs what the arguments ask for. Tables go to standard output, progress to standard error; the status is 1 if something that was
     * asked for could not be measured, 2 for arguments that cannot be understood.
     */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream progress) {
        Settings settings;
        try {
            settings = Settings.parse(arguments);
        } catch (IllegalArgumentException e) {
            progress.println(e.getMessage());
            return BAD_USE;
        }
        // the machine may well run another benchmark under another user; that is for its owner to see
        System.setProperty("jmh.ignoreLock", "true");
        long start = System.nanoTime();
        Measurement measurement = new Measurement(settings, progress::println);
        measurement.run();
        Results results = new Results(
                settings, measurement.figures(), measurement.failures(), Duration.ofNanos(System.nanoTime() - start));
        out.print(results.markdown());
        try {
            progress.println("results in " + results.write());
        } catch (IOException e) {
            progress.println("cannot write the results: " + e.getMessage());
            return FAILED;
        }
        return measurement.failures().isEmpty() ? 0 : FAILED;
    }
}
