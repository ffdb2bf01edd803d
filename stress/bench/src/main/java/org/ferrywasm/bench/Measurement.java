package org.ferrywasm.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

    /**
     * For what does not fit into the heap of the others. A collector that works beside the benchmark would do so all the time
     * here: half the heap is live. And young objects are to fit where the JVM has been before, else the system is measured that finds pages.
     */
    private static final String[] LARGE_HEAP = {"-XX:+UseSerialGC", "-Xms9g", "-Xmx9g", "-Xmn256m"};

    private static final String CLASS_PATH = "java.class.path";

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
                    case GUARD -> guard();
                    case SUSPEND -> suspend();
                    case TRANSFER -> transfer();
                    case HANDOVER -> handover();
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

    private void guard() {
        Map<Guard, Path> twins = new EnumMap<>(Guard.class);
        try {
            for (Guard guard : Guard.values()) {
                twins.put(guard, guard.writeTo(settings.twins()).toAbsolutePath());
            }
        } catch (IOException e) {
            failures.add("the check of the tenancy was not measured: " + e.getMessage());
            return;
        }
        for (Guarded guarded : Guarded.values()) {
            guard(guarded, twins);
        }
    }

    /** Runs forks with and without the check by turns, who is first also by turns. The median of a fork is a sample. */
    private void guard(Guarded guarded, Map<Guard, Path> twins) {
        Map<Guard, List<Double>> medians = new EnumMap<>(Guard.class);
        for (Guard guard : Guard.values()) {
            medians.put(guard, new ArrayList<>());
        }
        for (int round = 0; round < settings.guardRounds(); round++) {
            List<Guard> turns = List.of(Guard.values());
            for (Guard guard : round % 2 == 0 ? turns : turns.reversed()) {
                ChainedOptionsBuilder options = options(settings.callPace())
                        .include(Pattern.quote(GuardBenchmark.class.getName() + "." + guarded.method()) + "$")
                        .param("guard", guard.name());
                List<Double> samples = withClassPath(
                        twins.get(guard), () -> samples(Section.GUARD.label() + " " + guarded.title(), guard, options));
                if (samples.isEmpty()) {
                    return;
                }
                medians.get(guard).add(Statistics.median(samples));
            }
        }
        medians.forEach((guard, samples) -> add(new Figure(Section.GUARD, guarded.title(), guard, "ns", samples)));
    }

    /** Does something while forks have a folder before everything else on their class path, which is this JVM's. */
    private static <T> T withClassPath(Path first, Supplier<T> action) {
        String before = System.getProperty(CLASS_PATH);
        System.setProperty(CLASS_PATH, first + File.pathSeparator + before);
        try {
            return action.get();
        } finally {
            System.setProperty(CLASS_PATH, before);
        }
    }

    private void suspend() {
        for (Suspension suspension : Suspension.values()) {
            for (Competitor engine : settings.engines()) {
                if (suspension.isFor(engine)) {
                    ChainedOptionsBuilder options = options(settings.callPace())
                            .include(Pattern.quote(SuspendBenchmark.class.getName() + "." + suspension.method()) + "$")
                            .param("metered", String.valueOf(engine == Competitor.FERRY_METERED));
                    record(Section.SUSPEND, suspension.title(), engine, "ns", 1, options);
                }
            }
        }
    }

    private void transfer() {
        for (Freight freight : Freight.values()) {
            ChainedOptionsBuilder options = options(settings.callPace())
                    .include(Pattern.quote(TransferBenchmark.class.getName() + ".") + ".*")
                    .param("freight", freight.name());
            if (freight.isLarge()) {
                options.jvmArgsAppend(LARGE_HEAP);
            }
            record(Section.TRANSFER, freight.title(), Competitor.FERRY, "ns", 1, options);
        }
    }

    /** Runs forks that hand over Stores and plain objects by turns. The median of a fork is a sample. */
    private void handover() {
        for (Exchange exchange : Exchange.values()) {
            Map<Cargo, List<Double>> medians = new EnumMap<>(Cargo.class);
            for (int round = 0; round < settings.handoverRounds(); round++) {
                List<Cargo> turns = List.of(Cargo.values());
                for (Cargo cargo : round % 2 == 0 ? turns : turns.reversed()) {
                    ChainedOptionsBuilder options = options(settings.callPace())
                            .include(Pattern.quote(HandoverBenchmark.class.getName() + ".") + ".*")
                            .param("cargo", cargo.name())
                            .param("exchange", exchange.name());
                    List<Double> samples = samples(Section.HANDOVER.label() + " " + exchange.title(), cargo, options);
                    if (!samples.isEmpty()) {
                        medians.computeIfAbsent(cargo, c -> new ArrayList<>()).add(Statistics.median(samples));
                    }
                }
            }
            medians.forEach(
                    (cargo, samples) -> add(new Figure(Section.HANDOVER, exchange.title(), cargo, "ns", samples)));
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
        command.addAll(List.of("-cp", System.getProperty(CLASS_PATH), HeapProbe.class.getName()));
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
        return options(pace).param("engine", engine.name());
    }

    private static ChainedOptionsBuilder options(Pace pace) {
        return new OptionsBuilder()
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
    private List<Double> samples(String what, Column column, ChainedOptionsBuilder options) {
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
            failures.add(column.title() + ", " + what + ": " + e.getMessage());
            progress.accept(failures.getLast());
            return List.of();
        }
    }
}
