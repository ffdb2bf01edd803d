package org.ferrywasm.fuzz.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** An engine in a process of its own: if that dies or hangs, this is the answer, and the next question has a new process. */
final class ProcessPeer implements Peer {
    private static final long PATIENCE_SECONDS = 20;

    private final String name;
    private final List<String> command;
    private final Path log;
    private final JsonMapper json = new JsonMapper();
    private @Nullable Process process;
    private @Nullable BufferedReader answers;

    /**
     * Starts nothing yet.
     *
     * @param command what answers questions, line by line
     * @param log where its errors go
     */
    ProcessPeer(String name, List<String> command, Path log) {
        this.name = name;
        this.command = List.copyOf(command);
        this.log = log;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Answer ask(Question question) {
        try {
            Process asked = running();
            Writer questions = asked.outputWriter(StandardCharsets.UTF_8);
            questions.write(json.writeValueAsString(question));
            questions.write('\n');
            questions.flush();
            String line = answer();
            return line == null ? lost("the process ended") : json.readValue(line, Answer.class);
        } catch (Hangs e) {
            return lost("no answer within " + PATIENCE_SECONDS + " s");
        } catch (JsonProcessingException e) {
            return lost("it answers what cannot be read: " + e.getOriginalMessage());
        } catch (IOException e) {
            return lost("the process ended: " + e.getMessage());
        }
    }

    private @Nullable String answer() {
        BufferedReader reader = answers;
        if (reader == null) {
            return null;
        }
        CompletableFuture<@Nullable String> line = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return reader.readLine();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                Thread::startVirtualThread);
        try {
            return line.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw new Hangs();
            }
            return null;
        }
    }

    /** There was no answer in time. */
    private static final class Hangs extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private Process running() throws IOException {
        Process running = process;
        if (running == null || !running.isAlive()) {
            running = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            process = running;
            answers = running.inputReader(StandardCharsets.UTF_8);
        }
        return running;
    }

    private Answer lost(String why) {
        close();
        return Answer.none(why);
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
            process = null;
        }
    }
}
