package org.ferrywasm.engines.suite;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of the official suites on an engine: the content of {@code suite-<engine>.json}.
 *
 * @param engine the engine's name
 * @param version its version
 * @param date the day on which it ran
 * @param command how to run it again
 * @param suites the sums of each suite, by its name
 * @param files each script, by its path in its suite; that of a suite other than the core's begins with the suite's name
 */
public record EngineSuite(
        String engine,
        String version,
        String date,
        String command,
        Map<String, Totals> suites,
        Map<String, Script> files) {
    /** Copies the maps, keeping their order. */
    public EngineSuite {
        suites = Collections.unmodifiableMap(new LinkedHashMap<>(suites));
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    /**
     * Writes this to its file, whole or not at all.
     *
     * @return the file
     * @throws IOException if it cannot be written
     */
    public Path write(Path folder) throws IOException {
        Path partial = folder.resolve("suite-" + engine + ".partial");
        JsonMapper json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.write(partial, json.writeValueAsBytes(this));
        return Files.move(
                partial,
                folder.resolve("suite-" + engine + ".json"),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Reads what was written.
     *
     * @param engine the engine's name
     * @throws IOException if it cannot be read
     */
    public static EngineSuite read(Path folder, String engine) throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve("suite-" + engine + ".json"));
        return JsonMapper.builder().build().readValue(bytes, EngineSuite.class);
    }

    /**
     * The sums of a suite.
     *
     * @param source which suite it was: its commit, and whether its files are those of that commit
     * @param files how many scripts were run
     * @param assertions how many commands they have: assertions, and others that can fail
     * @param passed how many held
     * @param failed how many did not
     * @param skipped how many were not tried
     */
    public record Totals(String source, int files, int assertions, int passed, int failed, int skipped) {
        /** Nothing yet of a suite. */
        static Totals none(String source) {
            return new Totals(source, 0, 0, 0, 0, 0);
        }

        Totals plus(FileReport report) {
            return new Totals(
                    source,
                    files + 1,
                    assertions + report.assertions(),
                    passed + report.passed(),
                    failed + report.failed(),
                    skipped + report.skipped());
        }
    }

    /**
     * What became of a script.
     *
     * @param assertions how many commands it has
     * @param passed how many held
     * @param failed how many did not
     * @param skipped how many were not tried
     * @param note why the script failed as a whole, or the reasons that occur most; empty where all held
     */
    public record Script(int assertions, int passed, int failed, int skipped, String note) {
        static Script of(FileReport report) {
            return new Script(report.assertions(), report.passed(), report.failed(), report.skipped(), report.note());
        }
    }
}
