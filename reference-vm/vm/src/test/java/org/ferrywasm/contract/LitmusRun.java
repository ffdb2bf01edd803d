package org.ferrywasm.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Executes a litmus shape many times: each of its threads is a guest, each iteration has its own piece of a shared memory.
 * The threads meet before every iteration, but wait for one another only briefly: there may be fewer cores than threads.
 */
final class LitmusRun {
    private static final int STRIDE_LOG2 = 9;
    private static final int LOCATION_BYTES = 64;
    private static final int RESULTS = 256;
    private static final int MEETING = 504;
    private static final int PATIENCE = 60;

    private final LitmusShape shape;
    private final int bits;
    private final int iterations;

    /** Prepares to execute a shape with accesses of some bits. */
    LitmusRun(LitmusShape shape, int bits, int iterations) {
        this.shape = shape;
        this.bits = bits;
        this.iterations = iterations;
    }

    /** How often each outcome was seen. */
    Map<String, Integer> outcomes() {
        int pages = ((iterations << STRIDE_LOG2) >>> 16) + 1;
        SharedGuest guests = new SharedGuest(text(), pages, pages);
        List<SharedGuest.Task> tasks = new ArrayList<>();
        for (int t = 0; t < shape.threads().size(); t++) {
            tasks.add(new SharedGuest.Task("thread " + t, iterations));
        }
        guests.run(tasks);

        Map<String, Integer> outcomes = new TreeMap<>();
        for (int i = 0; i < iterations; i++) {
            outcomes.merge(outcome(guests, (long) i << STRIDE_LOG2), 1, Integer::sum);
        }
        return outcomes;
    }

    private String outcome(SharedGuest guests, long base) {
        StringBuilder outcome = new StringBuilder();
        int reads = reads(shape.threads().size());
        for (int r = 0; r < reads; r++) {
            outcome.append(guests.memory.readLong(base + RESULTS + 8L * r));
        }
        List<Character> locations = shape.locations();
        for (int l = 0; l < locations.size(); l++) {
            outcome.append(' ')
                    .append(locations.get(l).charValue())
                    .append(guests.memory.readLong(base + (long) LOCATION_BYTES * l));
        }
        return outcome.toString().strip();
    }

    /** How many reads the first threads make. */
    private int reads(int threads) {
        return (int) shape.threads().stream()
                .limit(threads)
                .flatMap(List::stream)
                .filter(LitmusShape.Access::isRead)
                .count();
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int t = 0; t < shape.threads().size(); t++) {
            text.append(thread(t));
        }
        return text.toString();
    }

    /** A thread's function; what it reads goes to locals first, and to memory when all accesses are made. */
    private String thread(int t) {
        StringBuilder accesses = new StringBuilder();
        StringBuilder results = new StringBuilder();
        StringBuilder locals = new StringBuilder();
        int result = reads(t);
        for (LitmusShape.Access access : shape.threads().get(t)) {
            int offset = LOCATION_BYTES * shape.locations().indexOf(access.location());
            String kind = access.isAtomic() ? "i64.atomic." : "i64.";
            String width = bits == 64 ? "" : Integer.toString(bits);
            if (access.isRead()) {
                locals.append(" (local $r").append(result).append(" i64)");
                accesses.append("(local.set $r%d (%sload%s offset=%d (local.get $at)))\n"
                        .formatted(result, kind, width.isEmpty() ? "" : width + "_u", offset));
                results.append("(i64.store offset=%d (local.get $at) (local.get $r%d))\n"
                        .formatted(RESULTS + 8 * result, result));
                result++;
            } else {
                accesses.append("(%sstore%s offset=%d (local.get $at) (i64.const %d))\n"
                        .formatted(kind, width, offset, access.value()));
            }
        }
        return """
            (func (export "thread %1$d") (param $n i32)
              (local $at i32) (local $patience i32)%2$s
              (loop $next
                (drop (i32.atomic.rmw.add offset=%3$d (local.get $at) (i32.const 1)))
                (local.set $patience (i32.const %4$d))
                (block $met
                  (loop $wait
                    (br_if $met (i32.ge_u (i32.atomic.load offset=%3$d (local.get $at)) (i32.const %5$d)))
                    (br_if $wait (local.tee $patience (i32.sub (local.get $patience) (i32.const 1))))))
                %6$s
                %7$s
                (local.set $at (i32.add (local.get $at) (i32.const %8$d)))
                (br_if $next (local.tee $n (i32.sub (local.get $n) (i32.const 1))))))
            """.formatted(t, locals, MEETING, PATIENCE, shape.threads().size(), accesses, results, 1 << STRIDE_LOG2);
    }
}
