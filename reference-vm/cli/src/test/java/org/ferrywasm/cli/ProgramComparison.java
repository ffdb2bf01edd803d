package org.ferrywasm.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program built twice from one source, for this machine and for WASI, whose two builds must do the same.
 *
 * @param host the program for this machine
 * @param guest the program for WASI
 */
record ProgramComparison(Path host, Path guest) {
    private static final Map<String, String> ENVIRONMENT = Map.of("GREETING", "good day");

    /**
     * Builds a program twice; where a build fails, the test is skipped with the reason.
     *
     * @param remedy how to get what is missing
     */
    static ProgramComparison build(
            Path host, List<String> hostBuild, Path guest, List<String> guestBuild, String remedy)
            throws InterruptedException {
        assumeBuilt(hostBuild, remedy);
        assumeBuilt(guestBuild, remedy);
        return new ProgramComparison(host, guest);
    }

    /** Runs both with the same arguments, environment and input. */
    void assertSame(String input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(host.toString());
        command.addAll(List.of(arguments));
        Finished expected = Finished.run(command, ENVIRONMENT, input);

        List<String> ferry = new ArrayList<>(List.of("run", "--env", "GREETING=good day", guest.toString()));
        ferry.addAll(List.of(arguments));
        Finished actual = FerryJar.run(Path.of(System.getProperty("java.home")), input, ferry.toArray(String[]::new));
        assertThat(actual).isEqualTo(expected);
    }

    private static void assumeBuilt(List<String> command, String remedy) throws InterruptedException {
        String failure;
        try {
            Finished built = Finished.run(command);
            failure = built.status() == 0 ? "" : built.err().lines().findFirst().orElse("it failed");
        } catch (IOException e) {
            failure = String.valueOf(e.getMessage());
        }
        assumeTrue(failure.isEmpty(), String.join(" ", command) + ": " + failure + ". To have it: " + remedy);
    }

    /** Text of many words and lines, the same every time. */
    static String text() {
        StringBuilder text = new StringBuilder();
        long state = 42;
        for (int i = 0; i < 20_000; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            text.append(Long.toString(state >>> 50, 36)).append(i % 11 == 10 ? "\n" : i % 5 == 4 ? "\t " : " ");
        }
        return text.append("Zwölf Boxkämpfer — 終").toString();
    }
}
