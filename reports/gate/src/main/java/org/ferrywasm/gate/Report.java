package org.ferrywasm.gate;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ferrywasm.results.CanaryResult;
import org.ferrywasm.results.EngineResult;
import org.ferrywasm.results.LaneResult;
import org.ferrywasm.results.SuiteResult;

/** The one JSON file that holds the results of all lanes; {@code docs/results.md} shows its form. */
final class Report {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Report() {}

    /**
     * Writes the report.
     *
     * @param file where to, its folder made if need be
     * @param build what was built
     * @param lanes what is known of each lane
     * @param gaps what the gate found missing
     * @throws IOException if it cannot be written
     */
    static void write(Path file, Build build, List<Lane> lanes, List<String> gaps) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, JSON.writeValueAsBytes(of(build, lanes, gaps)));
    }

    static ObjectNode of(Build build, List<Lane> lanes, List<String> gaps) {
        ObjectNode report = JSON.valueToTree(build);
        ObjectNode laneNodes = report.putObject("lanes");
        ObjectNode suites = report.putObject("spec");
        ObjectNode engines = report.putObject("engines");
        ObjectNode contract = report.putObject("contract");
        ObjectNode stress = report.putObject("stress");
        ObjectNode fuzz = report.putObject("fuzz");
        ObjectNode canaries = report.putObject("canaries");
        for (Lane lane : lanes) {
            ObjectNode node = laneNodes.putObject(lane.name());
            switch (lane) {
                case Lane.Absent(var _, String why) -> node.put("run", false).put("reason", why);
                case Lane.Recorded(String name, LaneResult result) -> {
                    describe(result, node);
                    for (Map.Entry<String, SuiteResult> suite : result.spec().entrySet()) {
                        // Two lanes may run the same suite, each in its own way.
                        String key = suites.has(suite.getKey()) ? name + "/" + suite.getKey() : suite.getKey();
                        suites.set(key, JSON.valueToTree(suite.getValue()));
                    }
                    result.engines().forEach((engine, tried) -> {
                        describe(tried, engines.putObject(engine));
                        contract.set(engine, JSON.valueToTree(tried.contract()));
                    });
                    result.stress().forEach((test, saw) -> stress.set(test, JSON.valueToTree(saw)));
                    result.fuzz().forEach((property, tried) -> fuzz.set(property, JSON.valueToTree(tried)));
                    for (Map.Entry<String, CanaryResult> canary :
                            result.canaries().entrySet()) {
                        canaries.set(name + "/" + canary.getKey(), JSON.valueToTree(canary.getValue()));
                    }
                }
            }
        }
        report.set("gaps", JSON.valueToTree(gaps));
        return report;
    }

    private static void describe(EngineResult engine, ObjectNode node) {
        node.put("version", engine.version());
        node.put("recorded", engine.recorded().isEmpty() ? null : engine.recorded());
        node.set("spec", JSON.valueToTree(engine.spec()));
    }

    private static void describe(LaneResult result, ObjectNode node) {
        node.put("run", result.notRun().isEmpty());
        if (!result.notRun().isEmpty()) {
            node.put("reason", result.notRun());
        }
        node.put("seconds", result.seconds());
        node.put("budgetSeconds", result.budgetSeconds());
        node.put("command", result.command());
        if (!result.numbers().isEmpty()) {
            node.set("numbers", JSON.valueToTree(result.numbers()));
        }
    }
}
