package org.ferrywasm.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** What one run leaves behind: {@code benchmarks.json} with every sample, and {@code benchmarks.md} with the tables. */
final class Results {
    private static final long BYTES_PER_GIBIBYTE = 1L << 30;

    private final Settings settings;
    private final List<Figure> figures;
    private final List<String> failures;
    private final Duration duration;

    Results(Settings settings, List<Figure> figures, List<String> failures, Duration duration) {
        this.settings = settings;
        this.figures = List.copyOf(figures);
        this.failures = List.copyOf(failures);
        this.duration = duration;
    }

    /** The machine, the versions, the tables and what went wrong, in Markdown. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        machine()
                .forEach((name, value) -> text.append("- ")
                        .append(name)
                        .append(": ")
                        .append(value)
                        .append('\n'));
        versions()
                .forEach((name, value) -> text.append("- ")
                        .append(name)
                        .append(": ")
                        .append(value)
                        .append('\n'));
        text.append("- run: ").append(settings.quick() ? "quick, " : "").append(duration.toSeconds());
        text.append(" s\n\n").append(new Tables(figures, settings.engines()).markdown());
        failures.forEach(
                failure -> text.append("- not measured: ").append(failure).append('\n'));
        return text.toString();
    }

    /** Writes both files and returns the folder. */
    Path write() throws IOException {
        Path folder = Files.createDirectories(settings.results());
        Files.writeString(folder.resolve("benchmarks.md"), markdown());
        new ObjectMapper()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .writeValue(folder.resolve("benchmarks.json").toFile(), document());
        return folder;
    }

    private Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("lane", "benchmarks");
        document.put("seconds", duration.toSeconds());
        document.put("quick", settings.quick());
        document.put("machine", machine());
        document.put("versions", versions());
        document.put("means", means());
        document.put("figures", figures.stream().map(Results::entry).toList());
        document.put("failures", failures);
        return document;
    }

    private Map<String, Object> means() {
        Tables tables = new Tables(figures, settings.engines());
        Map<String, Object> means = new LinkedHashMap<>();
        for (Section section : List.of(Section.KERNELS, Section.TURNS)) {
            Map<String, Double> own = new LinkedHashMap<>();
            for (Competitor engine : settings.engines()) {
                tables.mean(section, engine).ifPresent(mean -> own.put(engine.label(), mean));
            }
            means.put(section.label(), own);
        }
        return means;
    }

    private static Map<String, Object> entry(Figure figure) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("section", figure.section().label());
        entry.put("subject", figure.subject());
        entry.put("engine", figure.column().label());
        entry.put("unit", figure.unit());
        entry.put("median", figure.median());
        entry.put("deviation", figure.deviation());
        entry.put("samples", figure.samples());
        return entry;
    }

    private static Map<String, String> machine() {
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("JDK", System.getProperty("java.vm.name") + " " + Runtime.version());
        machine.put("system", System.getProperty("os.name") + ", " + System.getProperty("os.arch"));
        machine.put("processors", Runtime.getRuntime().availableProcessors() + processorModel());
        if (ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system) {
            machine.put("memory", system.getTotalMemorySize() / BYTES_PER_GIBIBYTE + " GiB");
        }
        return machine;
    }

    private static String processorModel() {
        Path description = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(description)) {
            return "";
        }
        try (Stream<String> lines = Files.lines(description)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> " × " + line.substring(line.indexOf(':') + 1).strip())
                    .orElse("");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + description, e);
        }
    }

    private static Map<String, String> versions() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Resource.text("versions.properties")));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the versions", e);
        }
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("Ferry", properties.getProperty("ferry"));
        versions.put("Endive", properties.getProperty("endive"));
        versions.put("GraalWasm", properties.getProperty("graalwasm"));
        return versions;
    }
}
