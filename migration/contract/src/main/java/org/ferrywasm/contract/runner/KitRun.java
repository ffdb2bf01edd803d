package org.ferrywasm.contract.runner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ferrywasm.contract.ClauseResult;
import org.ferrywasm.contract.clauses.ContractClause;
import org.jspecify.annotations.Nullable;

/**
 * A run of clauses on one engine: several at a time, those with a time in them alone at the end. Its results come in the order
 * in which the clauses were given, whichever is done first.
 */
public final class KitRun implements AutoCloseable {
    private final Settings settings;
    private final ClauseJvm jvm;
    private final ExecutorService workers;
    private final CompletableFuture<Void> timed;
    private final Map<String, CompletableFuture<ClauseResult>> results = new LinkedHashMap<>();

    /**
     * Starts a run.
     *
     * @param settings how
     * @param version the engine's version: results of another one are not taken for this run's
     * @param clauses which
     * @throws IOException if the folder of results cannot be made
     */
    public KitRun(Settings settings, String version, List<ContractClause> clauses) throws IOException {
        this.settings = settings;
        this.jvm = new ClauseJvm(settings);
        this.workers = Executors.newFixedThreadPool(Math.max(1, settings.jobs()), KitRun::worker);
        boolean keeps = prepareFolder(version);
        clauses.forEach(clause -> results.put(clause.id(), new CompletableFuture<>()));
        List<CompletableFuture<?>> together = new ArrayList<>();
        List<ContractClause> alone = new ArrayList<>();
        for (ContractClause clause : clauses) {
            ClauseResult earlier = keeps ? earlier(clause) : null;
            if (earlier != null) {
                future(clause).complete(earlier);
            } else if (clause.isTimed()) {
                alone.add(clause);
            } else {
                together.add(CompletableFuture.runAsync(() -> run(clause), workers));
            }
        }
        timed = CompletableFuture.allOf(together.toArray(new CompletableFuture<?>[0]))
                .thenRunAsync(() -> alone.forEach(this::run), workers);
    }

    private static Thread worker(Runnable task) {
        Thread thread = new Thread(task, "ferry-contract");
        thread.setDaemon(true);
        return thread;
    }

    /** Notes whose results the folder has, and says whether they are this run's too. */
    private boolean prepareFolder(String version) throws IOException {
        String key = String.format(
                "%s %s, race %d ms, Java %d, build %s%n",
                settings.engine(), version, settings.raceTime().toMillis(), settings.javaFeature(), settings.build());
        Files.createDirectories(settings.folder());
        Path file = settings.folder().resolve("run.txt");
        boolean isSame = settings.isResumed()
                && Files.exists(file)
                && Files.readString(file, StandardCharsets.UTF_8).equals(key);
        Files.writeString(file, key, StandardCharsets.UTF_8);
        return isSame;
    }

    /** An earlier result, if it is whole. */
    private @Nullable ClauseResult earlier(ContractClause clause) {
        try {
            ClauseResult earlier = Results.read(settings.folder().resolve(clause.id() + ".json"));
            return earlier.clause().equals(clause.id()) ? earlier : null;
        } catch (IOException e) {
            return null; // not there, or cut off: it is run again
        }
    }

    private void run(ContractClause clause) {
        try {
            future(clause).complete(jvm.run(clause));
        } catch (IOException e) {
            future(clause).completeExceptionally(new UncheckedIOException(e));
        } catch (InterruptedException | RuntimeException e) {
            future(clause).completeExceptionally(e);
        }
    }

    private CompletableFuture<ClauseResult> future(ContractClause clause) {
        CompletableFuture<ClauseResult> future = results.get(clause.id());
        if (future == null) {
            throw new IllegalArgumentException(clause.id() + " is not part of this run");
        }
        return future;
    }

    /** Whether a clause's result is there. */
    public boolean isDone(ContractClause clause) {
        return future(clause).isDone();
    }

    /**
     * Waits for a clause's result.
     *
     * @throws KitFailure if the clause could not be tried
     */
    public ClauseResult result(ContractClause clause) {
        try {
            return future(clause).join();
        } catch (CompletionException e) {
            throw new KitFailure(
                    e.getCause() instanceof KitFailure failure
                            ? String.valueOf(failure.getMessage())
                            : clause.id() + " could not be tried: " + e.getCause(),
                    e.getCause());
        }
    }

    /** Starts no further clause. */
    @Override
    public void close() {
        timed.cancel(false);
        workers.shutdownNow();
    }
}
