package org.ferrywasm.contract.runner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command line, as its users see it. */
@Timeout(120)
class MainTest {
    private record Output(int status, String out, String err) {}

    @TempDir
    private Path folder;

    private Output run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>(List.of("--results", folder.toString()));
        all.addAll(List.of(arguments));
        int status = Main.run(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                all.toArray(String[]::new));
        return new Output(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private void assertBadUse(String message, String... arguments) {
        Output output = run(arguments);
        assertThat(output.status()).isEqualTo(2);
        assertThat(output.err())
                .startsWith("ferry-contract: ")
                .contains(message)
                .hasLineCount(1);
        assertThat(output.out()).isEmpty();
    }

    @Test
    void badUseIsOneLine() {
        assertBadUse("name an engine with --engine: bad");
        assertBadUse("no engine worse on the class path; there are bad", "--engine", "worse");
        assertBadUse("bad is not bad in this way: good", "--engine", "bad:good");
        assertBadUse("no clause or group Z-01", "--engine", "bad", "--clause", "Z-01");
        assertBadUse("'--egnine'", "--egnine", "bad");
        assertBadUse("from 1 on", "--engine", "bad", "--jobs", "0");
        assertBadUse("there is no nowhere.jar", "--engine", "bad", "--engine-path", "nowhere.jar");
        assertBadUse("no command that can be run", "--engine", "bad", "--java", "no-java");
    }

    @Test
    void clausesAreListedAndDescribed() {
        Output list = run("--list");
        assertThat(list.status()).isZero();
        assertThat(list.out()).contains("A-01  A function called by another thread is refused", "engines: bad");
        Output described = run("--describe", "--clause", "A-01");
        assertThat(described.out()).contains("asks for a refusal", "at most 30 s", "canary.wasm", "(export \"fib\")");
    }

    @Test
    void whatAnEngineLacksIsNoFailure() throws IOException {
        Output output = run("--engine", "bad", "--clause", "A-01,B", "--json");
        assertThat(output.status()).isZero();
        JsonNode json = JsonMapper.builder().build().readTree(output.out());
        assertThat(json.at("/engines/bad/version").asText()).isEqualTo("0.1");
        assertThat(json.at("/contract/bad/A-01/verdict").asText()).isEqualTo("unsupported");
        assertThat(json.at("/contract/bad/A-01/detail").asText()).isEqualTo("there is no engine");
        assertThat(json.at("/contract/bad")).hasSize(12);
        assertThat(output.err()).contains("12 unsupported");
    }

    @Test
    void whatIsBrokenIsOne() {
        Output output = run("--engine", "bad:throwing", "--clause", "A-01");
        assertThat(output.status()).isEqualTo(1);
        assertThat(output.out()).contains("A-01  broken", "no engine today", "1 broken");
    }
}
