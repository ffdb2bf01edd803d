package org.ferrywasm.contract.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.ferrywasm.contract.ClauseResult;
import org.ferrywasm.contract.Verdict;
import org.ferrywasm.contract.clauses.Clauses;
import org.ferrywasm.contract.clauses.ContractClause;
import org.ferrywasm.contract.spi.EngineAdapter;
import org.ferrywasm.contract.trial.Trial;

/**
 * A JVM that tries one clause and writes what came of it to a file. First it makes an empty file, so that a JVM that died is told
 * from one that did not start.
 */
public final class ClauseMain {
    private static final int FRAMES_SHOWN = 4;

    private final AtomicBoolean told = new AtomicBoolean();
    private final Path file;

    private ClauseMain(Path file) {
        this.file = file;
    }

    /**
     * Tries it.
     *
     * @param arguments the engine, the clause, the file, how many milliseconds to race, after how many seconds to give up
     * @throws IOException if the file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[2]);
        Files.write(file, new byte[0]);
        ContractClause clause = Clauses.of(arguments[1]);
        ClauseMain main = new ClauseMain(file);
        main.watch(clause, Thread.currentThread(), Integer.parseInt(arguments[4]));
        EngineAdapter adapter;
        try {
            adapter = new Adapters().get(arguments[0]);
        } catch (KitFailure e) {
            Files.delete(file);
            System.out.println(e.getMessage());
            System.exit(1);
            return;
        }
        Trial trial = new Trial(adapter, Duration.ofMillis(Long.parseLong(arguments[3])));
        main.tell(Judgement.of(clause, trial));
    }

    /** A clause that does not come to an end says where it stands. */
    private void watch(ContractClause clause, Thread owner, int limitSeconds) {
        Thread watchdog = new Thread(
                () -> {
                    try {
                        TimeUnit.SECONDS.sleep(limitSeconds);
                    } catch (InterruptedException e) {
                        return;
                    }
                    String where = Arrays.stream(owner.getStackTrace())
                            .limit(FRAMES_SHOWN)
                            .map(StackTraceElement::toString)
                            .collect(Collectors.joining(" < "));
                    String detail = "not over after " + limitSeconds + " s, at " + where;
                    tell(new ClauseResult(clause.id(), Verdict.HANGS, detail, limitSeconds));
                },
                "watchdog");
        watchdog.setDaemon(true);
        watchdog.start();
    }

    /** Halts, since an engine may have left threads behind that never end. */
    private void tell(ClauseResult result) {
        if (told.compareAndSet(false, true)) {
            try {
                Results.write(result, file);
                Runtime.getRuntime().halt(0);
            } catch (IOException e) {
                System.err.println("cannot write " + file + ": " + e);
                Runtime.getRuntime().halt(1);
            }
        }
    }
}
