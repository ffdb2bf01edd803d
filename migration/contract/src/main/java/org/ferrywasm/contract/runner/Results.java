package org.ferrywasm.contract.runner;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ferrywasm.contract.ClauseResult;

/** The kit's results as JSON. */
public final class Results {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Results() {}

    /** Writes one result, whole or not at all. */
    static void write(ClauseResult result, Path file) throws IOException {
        write((Object) result, file);
    }

    /** Reads one result. */
    static ClauseResult read(Path file) throws IOException {
        return JSON.readValue(Files.readAllBytes(file), ClauseResult.class);
    }

    private static void write(Object content, Path file) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.write(partial, JSON.writeValueAsBytes(content));
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The results of an engine in the form that reports join: its version, and the verdict of each clause. */
    public static String json(String engine, String version, List<ClauseResult> results) {
        Map<String, Object> clauses = new LinkedHashMap<>();
        for (ClauseResult result : results) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("verdict", result.verdict());
            entry.put("detail", result.detail());
            entry.put("seconds", Math.round(result.seconds() * 100) / 100.0);
            clauses.put(result.clause(), entry);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("engines", Map.of(engine, Map.of("version", version)));
        all.put("contract", Map.of(engine, clauses));
        try {
            return JSON.writeValueAsString(all);
        } catch (IOException e) {
            throw new IllegalStateException("cannot write results", e);
        }
    }
}
