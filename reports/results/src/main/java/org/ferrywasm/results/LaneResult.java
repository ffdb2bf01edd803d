package org.ferrywasm.results;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The content of a lane's result file, {@code target/ferry-results/<lane>.json} in the lane's module.
 *
 * @param run id of the build that the lane was part of ({@code ferry.run}); a result of another build counts as not run
 * @param lane the lane's name
 * @param seconds how long the lane took
 * @param budgetSeconds how long it may take
 * @param command how to run this lane alone
 * @param notRun why the lane did nothing, empty if it ran; the gate takes no other reason than that the user said so
 * @param numbers what the lane counted beyond that, by names of its own
 * @param spec what became of each test suite, by the suite's name
 * @param engines what became of each engine in the contract kit, by the engine's name
 * @param stress what each stress test saw, by its name
 * @param fuzz the properties that must hold of all that generators make, by name
 * @param canaries what became of each canary, by its name
 */
public record LaneResult(
        String run,
        String lane,
        double seconds,
        double budgetSeconds,
        String command,
        String notRun,
        Map<String, Long> numbers,
        Map<String, SuiteResult> spec,
        Map<String, EngineResult> engines,
        Map<String, StressResult> stress,
        Map<String, FuzzResult> fuzz,
        Map<String, CanaryResult> canaries) {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Copies the maps, keeping their order. */
    public LaneResult {
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
        spec = Collections.unmodifiableMap(new LinkedHashMap<>(spec));
        engines = Collections.unmodifiableMap(new LinkedHashMap<>(engines));
        stress = Collections.unmodifiableMap(new LinkedHashMap<>(stress));
        fuzz = Collections.unmodifiableMap(new LinkedHashMap<>(fuzz));
        canaries = Collections.unmodifiableMap(new LinkedHashMap<>(canaries));
    }

    /** The result of a lane that counted nothing else. */
    public LaneResult(
            String run,
            String lane,
            double seconds,
            double budgetSeconds,
            String command,
            String notRun,
            Map<String, SuiteResult> spec,
            Map<String, CanaryResult> canaries) {
        this(
                run,
                lane,
                seconds,
                budgetSeconds,
                command,
                notRun,
                Map.of(),
                spec,
                Map.of(),
                Map.of(),
                Map.of(),
                canaries);
    }

    /**
     * The result of a lane that was told to do nothing.
     *
     * @param run id of the build
     * @param lane the lane's name
     * @param budgetSeconds how long it might have taken
     * @param command how to run this lane alone
     * @param why what told it so, such as {@code ferry.suite.skip}
     * @return a result without suites and canaries
     */
    public static LaneResult notRun(String run, String lane, double budgetSeconds, String command, String why) {
        return new LaneResult(run, lane, 0, budgetSeconds, command, why, Map.of(), Map.of());
    }

    /**
     * Writes this result to its file, whole or not at all.
     *
     * @param folder the folder of result files, made if need be
     * @return the file
     * @throws IOException if it cannot be written
     */
    public Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = file(folder, lane);
        Path partial = folder.resolve(lane + ".partial");
        Files.write(partial, JSON.writeValueAsBytes(this));
        return Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /**
     * Reads a lane's result.
     *
     * @param folder the folder of result files
     * @param lane the lane's name
     * @return the result, of whatever run
     * @throws NoSuchFileException if the lane has left no result
     * @throws BrokenResultException if there is a file but not a whole result of this lane
     * @throws IOException if the file cannot be read
     */
    public static LaneResult read(Path folder, String lane) throws IOException {
        Path file = file(folder, lane);
        byte[] content = Files.readAllBytes(file);
        LaneResult result;
        try {
            result = JSON.readValue(content, LaneResult.class);
        } catch (JacksonException e) {
            throw new BrokenResultException(file, oneLine(e), e);
        }
        if (result == null || !result.lane.equals(lane)) {
            throw new BrokenResultException(file, "not a result of the lane " + lane, null);
        }
        return result;
    }

    /** {@return the file of a lane's result} */
    static Path file(Path folder, String lane) {
        return folder.resolve(lane + ".json");
    }

    private static String oneLine(JacksonException e) {
        String place = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
        String what = e.getOriginalMessage() == null ? e.getClass().getSimpleName() : e.getOriginalMessage();
        return place + what.lines().findFirst().orElse("");
    }
}
