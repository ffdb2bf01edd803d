package org.ferrywasm.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One run over the benchmarks: each in a JVM of its own, the engines right after one another, so that what disturbs the machine for a
 * while disturbs all of them.
 */
final class Measurement {
    /** The same for every engine; the stack lets those recurse that use the Java stack for the guest's. */
    private static final List<String> JVM_ARGUMENTS = List.of(
            "-Xss8m",
            "-Xms1g",
            "-Xmx3g",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private static final double MICROS_PER_MILLI = 1000;
    private static final double BYTES_PER_MEGABYTE = 1e6;

    private final Settings settings;
    private final Consumer<String> progress;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    Measurement(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** Runs the sections that were asked for. */
    void run() {
        for (Section section : Section.values()) {
            if (settings.sections().contains(section)) {
                switch (section) {
                    case KERNELS -> kernels();
                    case TURNS -> turns();
                    case CALLS -> calls();
                    case INSTANTIATE -> instantiate();
                    case LOAD -> load();
                }
            }
        }
    }

    /** What was measured. */
    List<Figure> figures() {
        return List.copyOf(figures);
    }

    /** What could not be measured, and why. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    private void kernels() {
        for (Kernel kernel : settings.kernels()) {
            for (Competitor engine : settings.engines()) {
                if (engine.supports(kernel)) {
                    ChainedOptionsBuilder options = options(KernelBenchmark.class, engine, settings.kernelPace())
                            .param("kernel", kernel.name());
                    record(Section.KERNELS, kernel.label(), engine, "ms", MICROS_PER_MILLI, options);
                }
            }
        }
    }

    private void turns() {
        Pace pace = settings.turnPace();
        for (Competitor engine : settings.engines()) {
            List<Kernel> turns =
                    settings.kernels().stream().filter(engine::supports).toList();
            Pace rounds = new Pace(
                    pace.warmups() * turns.size(),
                    pace.warmupMillis(),
                    pace.iterations() * turns.size(),
                    pace.millis());
            ChainedOptionsBuilder options =
                    options(TurnBenchmark.class, engine, rounds).param("kernels", TurnBenchmark.joined(turns));
            List<Double> samples = samples(Section.TURNS.label(), engine, options);
            for (int i = 0; i < turns.size() && !samples.isEmpty(); i++) {
                List<Double> own = new ArrayList<>();
                for (int k = i; k < samples.size(); k += turns.size()) {
                    own.add(samples.get(k) / MICROS_PER_MILLI);
                }
                add(new Figure(Section.TURNS, turns.get(i).label(), engine, "ms", own));
            }
        }
    }

    private void calls() {
        for (Entry entry : Entry.values()) {
            for (Competitor engine : settings.engines()) {
                if (engine.supports(entry)) {
                    ChainedOptionsBuilder options = options(GuestCallBenchmark.class, engine, settings.callPace())
                            .param("entry", entry.name());
                    record(Section.CALLS, entry.title(), engine, "ns", 1, options);
                }
            }
        }
        for (Competitor engine : settings.engines()) {
            ChainedOptionsBuilder options = options(HostCallBenchmark.class, engine, settings.callPace());
            record(Section.CALLS, "guest to host", engine, "ns", 1, options);
        }
    }

    private void instantiate() {
        for (Competitor engine : settings.engines()) {
            ChainedOptionsBuilder options = options(InstantiateBenchmark.class, engine, settings.callPace());
            record(Section.INSTANTIATE, "instantiate", engine, "µs", MICROS_PER_MILLI, options);
        }
    }

    private void load() {
        for (Download download : Download.values()) {
            Path file;
            try {
                file = download.file(settings.downloads()).toAbsolutePath();
            } catch (IOException e) {
                failures.add("loading " + download.title() + " was not measured: " + e.getMessage());
                continue;
            }
            for (Competitor engine : settings.engines()) {
                load(download, file, engine);
                heap(download, file, engine);
            }
        }
    }

    private void load(Download download, Path file, Competitor engine) {
        ChainedOptionsBuilder options = options(LoadBenchmark.class, engine, new Pace(0, 1, settings.loads(), 1))
                .forks(settings.loadForks())
                .param("file", file.toString());
        List<Double> samples = samples("load " + download.title(), engine, options);
        List<Double> cold = new ArrayList<>();
        List<Double> warm = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            int shot = i % settings.loads();
            double millis = samples.get(i) / MICROS_PER_MILLI;
            if (shot == 0) {
                cold.add(millis);
            } else if (shot >= settings.loads() - settings.warmLoads()) {
                warm.add(millis);
            }
        }
        if (!samples.isEmpty()) {
            add(new Figure(Section.LOAD, download.title() + ", cold", engine, "ms", cold));
            add(new Figure(Section.LOAD, download.title() + ", warm", engine, "ms", warm));
        }
    }

    private void heap(Download download, Path file, Competitor engine) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_ARGUMENTS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), HeapProbe.class.getName()));
        command.addAll(List.of(engine.name(), file.toString()));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            double megabytes = Long.parseLong(answer) / BYTES_PER_MEGABYTE;
            add(new Figure(Section.LOAD, download.title() + ", live heap", engine, "MB", List.of(megabytes)));
        } catch (IOException | NumberFormatException e) {
            failures.add(engine.title() + ", live heap of " + download.title() + ": " + e.getMessage());
        }
    }

    private void record(
            Section section,
            String subject,
            Competitor engine,
            String unit,
            double divisor,
            ChainedOptionsBuilder options) {
        List<Double> samples = samples(section.label() + " " + subject, engine, options);
        if (!samples.isEmpty()) {
            add(new Figure(
                    section,
                    subject,
                    engine,
                    unit,
                    samples.stream().map(sample -> sample / divisor).toList()));
        }
    }

    private void add(Figure figure) {
        figures.add(figure);
        progress.accept(Tables.line(figure));
    }

    private static ChainedOptionsBuilder options(Class<?> benchmark, Competitor engine, Pace pace) {
        return options(engine, pace).include(Pattern.quote(benchmark.getName() + ".") + ".*");
    }

    private static ChainedOptionsBuilder options(Competitor engine, Pace pace) {
        return new OptionsBuilder()
                .param("engine", engine.name())
                .forks(1)
                .warmupIterations(pace.warmups())
                .warmupTime(TimeValue.milliseconds(pace.warmupMillis()))
                .measurementIterations(pace.iterations())
                .measurementTime(TimeValue.milliseconds(pace.millis()))
                .jvmArgs(JVM_ARGUMENTS.toArray(String[]::new))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }

    /** The score of every iteration, in the order in which they ran; none if the benchmark failed, which is then noted. */
    private List<Double> samples(String what, Competitor engine, ChainedOptionsBuilder options) {
        try {
            Collection<RunResult> results = new Runner(options.build()).run();
            List<Double> samples = new ArrayList<>();
            for (RunResult result : results) {
                for (BenchmarkResult fork : result.getBenchmarkResults()) {
                    for (IterationResult iteration : fork.getIterationResults()) {
                        samples.add(iteration.getPrimaryResult().getScore());
                    }
                }
            }
            return samples;
        } catch (RunnerException e) {
            failures.add(engine.title() + ", " + what + ": " + e.getMessage());
            progress.accept(failures.getLast());
            return List.of();
        }
    }
}
