package org.ferrywasm.fuzz.peer;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.ferrywasm.contract.runner.Adapters;

/** The program that answers for an engine on the JVM: a question on each line of its input, an answer on each of its output. */
public final class PeerMain {
    private PeerMain() {}

    /**
     * Answers until there are no more questions.
     *
     * @param arguments the engine's name
     * @throws IOException if whoever asks has gone
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        // an engine that prints must not be taken for one that answers
        System.setOut(System.err);
        JsonMapper json = new JsonMapper();
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Peer peer = new AdaptedPeer(new Adapters().get(arguments[0]))) {
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                answers.println(json.writeValueAsString(peer.ask(json.readValue(line, Question.class))));
                answers.flush();
            }
        }
        System.exit(0);
    }
}
