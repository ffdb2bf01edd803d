package org.ferrywasm.engines.lane;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ferrywasm.engines.suite.EngineSuite;
import org.ferrywasm.results.VerdictResult;

/**
 * What a run over other engines has found, as it is kept in the repository ({@code migration/engines/recorded/peers.json}).
 *
 * @param date when
 * @param jdk on which Java
 * @param command how
 * @param engines what was found, by the engine's name
 */
record Recorded(String date, String jdk, String command, Map<String, Peer> engines) {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * What was found of one engine.
     *
     * @param version its version
     * @param contract the verdict of each clause
     * @param spec the official suites, by name
     * @param files how many commands of each script passed, and of how many: {@code 12/13}
     */
    record Peer(
            String version,
            Map<String, VerdictResult> contract,
            Map<String, Assertions> spec,
            Map<String, String> files) {}

    /**
     * What became of a suite.
     *
     * @param files scripts
     * @param assertions commands in them
     * @param passed how many passed
     * @param failed how many did not
     * @param skipped how many could not be tried
     */
    record Assertions(int files, int assertions, int passed, int failed, int skipped) {
        static Assertions of(EngineSuite.Totals totals) {
            return new Assertions(
                    totals.files(), totals.assertions(), totals.passed(), totals.failed(), totals.skipped());
        }
    }

    /** Reads what is kept. */
    static Recorded read(Path file) throws IOException {
        return JSON.readValue(Files.readAllBytes(file), new TypeReference<Recorded>() {});
    }

    /** Writes it. */
    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, JSON.writeValueAsBytes(this));
    }
}
