package org.ferrywasm.engines.suite;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.ferrywasm.contract.spi.EngineAdapter;

/**
 * The program of a JVM that runs scripts for a {@link Worker}. It reads a line with a script's path and name, separated by a tab,
 * and answers with {@value #AT} and a line number before each command, and with {@value #DONE} and the report at the end.
 */
public final class WorkerMain {
    static final String AT = "at ";
    static final String DONE = "done ";

    private WorkerMain() {}

    /**
     * Runs scripts until there are no more.
     *
     * @param arguments the engine's name
     * @throws IOException if a script cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        serve(Adapters.named(arguments[0]));
    }

    /** Runs scripts on an engine until there are no more, and ends the JVM: scripts may have left threads behind. */
    static void serve(EngineAdapter adapter) throws IOException {
        PrintStream answers = new PrintStream(
                new FileOutputStream(FileDescriptor.out), /* autoFlush= */ true, StandardCharsets.UTF_8);
        // What engines print is no answer.
        System.setOut(System.err);
        JsonMapper json = new JsonMapper();
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String request = requests.readLine(); request != null; request = requests.readLine()) {
            String[] script = request.split("\t", -1);
            FileReport report =
                    FileReport.of(Path.of(script[0]), script[1], adapter, line -> answers.println(AT + line));
            answers.println(DONE + json.writeValueAsString(report));
        }
        System.exit(0);
    }
}
