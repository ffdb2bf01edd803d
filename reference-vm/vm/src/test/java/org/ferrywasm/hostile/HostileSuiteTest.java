package org.ferrywasm.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Every module and every script of the official suites, whole, cut short and changed by a byte: each attempt to read it ends in a module or
 * in one of our errors, soon, and allocates no more than fits the length of the input. Which places are tried depends on
 * {@code -Dferry.hostile.seed}; {@code -Dferry.hostile.places=all} tries every place, every mutation at each place of the
 * small modules, in under an hour.
 */
class HostileSuiteTest {
    private static final long SEED = Long.getLong("ferry.hostile.seed", 20_261_122);
    private static final boolean EVERYWHERE =
            System.getProperty("ferry.hostile.places", "").equals("all");
    private static final Duration PATIENCE = Duration.ofMinutes(EVERYWHERE ? 180 : 10);
    private static final int PLACES = 50;
    private static final int SCRIPT_PLACES = 10;
    private static final int SMALL_MODULE = 2_000;
    private static final long FREE_BYTES = 1 << 18;
    private static final int SHOWN = 20;
    private static final Mutation[] MUTATIONS = Mutation.values();

    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final Map<Thread, String> underWay = new ConcurrentHashMap<>();
    private final AtomicLong modules = new AtomicLong();
    private final AtomicLong attempts = new AtomicLong();

    @Test
    void everyModuleCutShortOrChangedIsReadOrRefused() throws InterruptedException, ExecutionException {
        List<Path> scripts = SuiteModule.scripts();
        assumeThat(scripts).as("the official suites").isNotEmpty();

        run(scripts);

        assertThat(failures).isEmpty();
        assertThat(modules).hasValueGreaterThan(5_000);
        assertThat(attempts).hasValueGreaterThan(500_000);
    }

    /** The test above would see it. */
    @Test
    void anotherThrowableAndAGreatAllocationAreSeen() {
        tryAt("canary", input -> List.of().getFirst(), new byte[1], Mutation.FLIP, 0);
        tryAt("canary", input -> assertThat(new long[10_000_000]).isNotNull(), new byte[1], Mutation.FLIP, 0);

        assertThat(failures).hasSize(2);
        assertThat(failures).anySatisfy(failure -> assertThat(failure).contains("NoSuchElementException"));
        assertThat(failures).anySatisfy(failure -> assertThat(failure).contains("allocates 8"));
    }

    private void run(List<Path> scripts) throws InterruptedException, ExecutionException {
        try (ForkJoinPool pool = new ForkJoinPool(2)) {
            Future<?> all = pool.submit(() -> scripts.parallelStream().forEach(this::attack));
            try {
                all.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                pool.shutdownNow();
                throw new AssertionError("does not end: " + underWay.values(), e);
            }
        }
    }

    private void attack(Path script) {
        byte[] source = SuiteModule.source(script);
        attackAnywhere(
                script.getFileName() + " script",
                Attempt.SCRIPT,
                source,
                EVERYWHERE ? SCRIPT_PLACES * 100 : SCRIPT_PLACES);
        for (SuiteModule module : SuiteModule.of(script)) {
            modules.incrementAndGet();
            if (module.text() != null) {
                attack(module.place() + " text", Attempt.TEXT, module.text());
            }
            if (module.binary() != null) {
                attack(module.place() + " binary", Attempt.BINARY, module.binary());
            }
        }
    }

    private void attack(String place, Attempt attempt, byte[] input) {
        check(place, attempt, input);
        if (!EVERYWHERE) {
            attackAnywhere(place, attempt, input, PLACES);
            return;
        }
        for (int position = 0; position < input.length; position++) {
            if (input.length <= SMALL_MODULE) {
                for (Mutation mutation : MUTATIONS) {
                    tryAt(place, attempt, input, mutation, position);
                }
            } else {
                tryAt(place, attempt, input, MUTATIONS[position % MUTATIONS.length], position);
            }
        }
    }

    private void attackAnywhere(String place, Attempt attempt, byte[] input, int places) {
        SplittableRandom random = new SplittableRandom(SEED + place.hashCode());
        for (int i = Math.min(places, input.length); i > 0; i--) {
            Mutation mutation = MUTATIONS[random.nextInt(MUTATIONS.length)];
            tryAt(place, attempt, input, mutation, random.nextInt(input.length));
        }
    }

    private void tryAt(String place, Attempt attempt, byte[] input, Mutation mutation, int position) {
        SplittableRandom random = new SplittableRandom(SEED ^ position);
        check(place + " " + mutation + " at " + position, attempt, mutation.apply(input, position, random));
    }

    private void check(String place, Attempt attempt, byte[] input) {
        underWay.put(Thread.currentThread(), place);
        attempts.incrementAndGet();
        long allowed = FREE_BYTES + Attempt.PER_BYTE * input.length;
        try {
            long allocated = attempt.outcome(input).allocated();
            // What is allocated once, when classes are loaded, is gone the second time.
            if (allocated > allowed && attempt.outcome(input).allocated() > allowed) {
                throw new AssertionError("allocates %,d bytes for %,d".formatted(allocated, input.length));
            }
        } catch (AssertionError e) {
            if (failures.size() < SHOWN) {
                failures.add(place + ": " + e.getMessage() + trace(e));
            }
        }
    }

    private static List<StackTraceElement> trace(AssertionError e) {
        List<StackTraceElement> trace = new ArrayList<>();
        if (e.getCause() != null) {
            trace.addAll(List.of(e.getCause().getStackTrace()));
        }
        return trace.subList(0, Math.min(trace.size(), 8));
    }
}
