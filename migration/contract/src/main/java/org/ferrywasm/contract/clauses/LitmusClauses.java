package org.ferrywasm.contract.clauses;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.trial.SharedGuests;
import org.ferrywasm.contract.trial.SharedGuests.Task;
import org.ferrywasm.contract.trial.Trial;

/** Clause G-08: litmus shapes, and what the memory model of WebAssembly allows of them. */
final class LitmusClauses {
    private static final int STRIDE = 512;
    private static final int LOCATION_BYTES = 64;
    private static final int RESULTS = 256;
    private static final int ITERATIONS = 1_000;
    private static final List<Integer> WIDTHS = List.of(8, 16, 32, 64);

    private LitmusClauses() {}

    @Clause(
            id = "G-08",
            promise = "No litmus shape shows an outcome that the memory model forbids.",
            deed = "Two to four threads make the accesses of thirteen shapes in a shared memory, plainly, atomically"
                    + " and mixed, in four widths; outcomes are counted.",
            guests = {"litmus"},
            limitSeconds = 90)
    static void g08(Trial trial) {
        List<Shape> shapes = shapes();
        int pages = ((ITERATIONS * STRIDE) >> 16) + 1;
        Set<String> seen = new TreeSet<>();
        long executions = 0;
        for (Shape shape : shapes) {
            for (int bits : WIDTHS) {
                SharedGuests guests = new SharedGuests(trial, trial.engine(), "litmus", pages, pages);
                Map<String, Integer> outcomes = shape.run(guests, bits);
                executions += ITERATIONS;
                for (Map.Entry<String, Integer> outcome : outcomes.entrySet()) {
                    trial.check(
                            shape.allowed.contains(outcome.getKey()),
                            shape.name + " with " + shape.plain + " plain, " + bits + " bits: " + outcome.getKey()
                                    + " was seen " + outcome.getValue() + " times");
                    seen.add(shape.name + shape.plain + outcome.getKey());
                }
            }
        }
        trial.check(seen.size() > shapes.size(), "a fault of the kit: no shape shows more than one outcome");
        trial.note(executions + " executions, " + seen.size() + " outcomes of " + shapes.size() + " shapes");
    }

    private static List<Shape> shapes() {
        try (InputStream in = LitmusClauses.class.getResourceAsStream("litmus.txt")) {
            if (in == null) {
                throw new IllegalStateException("the list of litmus shapes is not there");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Shape::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the list of litmus shapes", e);
        }
    }

    /** An access: what it does, and where. */
    private record Access(boolean isRead, boolean isAtomic, int location, long value) {
        String kind() {
            return (isRead ? "R" : "W") + (isAtomic ? "a" : "p");
        }
    }

    /** A shape, with accesses that are plain or atomic. */
    private record Shape(String name, String plain, List<List<Access>> threads, Set<String> allowed) {
        static Shape parse(String line) {
            String[] parts = line.split("; ", -1);
            List<List<Access>> threads = new ArrayList<>();
            for (String thread : parts[1].split(" \\| ", -1)) {
                List<Access> accesses = new ArrayList<>();
                for (String word : thread.split(" ", -1)) {
                    accesses.add(access(word, parts[2]));
                }
                threads.add(accesses);
            }
            return new Shape(parts[0], parts[2], threads, Set.of(parts[3].split(", ", -1)));
        }

        private static Access access(String word, String plain) {
            char location = word.charAt(1);
            boolean isAtomic = plain.equals("none") || (plain.equals("x") && location != 'x');
            boolean isRead = word.charAt(0) == 'R';
            return new Access(isRead, isAtomic, location - 'x', isRead ? 0 : word.charAt(2) - '0');
        }

        Map<String, Integer> run(SharedGuests guests, int bits) {
            List<Task> tasks = new ArrayList<>();
            int reads = 0;
            for (List<Access> thread : threads) {
                StringBuilder function = new StringBuilder();
                List<Object> arguments = new ArrayList<>(List.of(ITERATIONS, threads.size()));
                for (int i = 0; i < 2; i++) {
                    Access access = thread.get(Math.min(i, thread.size() - 1));
                    arguments.add(access.location * LOCATION_BYTES);
                    arguments.add(access.value);
                    arguments.add(RESULTS + 8 * reads);
                    if (i < thread.size()) {
                        function.append(access.kind());
                        reads += access.isRead ? 1 : 0;
                    }
                }
                tasks.add(new Task(function.append(bits).toString(), arguments.toArray()));
            }
            guests.together(tasks);
            Map<String, Integer> outcomes = new TreeMap<>();
            for (int i = 0; i < ITERATIONS; i++) {
                outcomes.merge(outcome(guests, (long) i * STRIDE, reads), 1, Integer::sum);
            }
            return outcomes;
        }

        private String outcome(SharedGuests guests, long base, int reads) {
            StringBuilder outcome = new StringBuilder();
            for (int read = 0; read < reads; read++) {
                outcome.append(guests.read(base + RESULTS + 8L * read, 8));
            }
            Set<Integer> locations = new TreeSet<>();
            threads.forEach(thread -> thread.forEach(access -> locations.add(access.location)));
            for (int location : locations) {
                outcome.append(' ')
                        .append((char) ('x' + location))
                        .append(guests.read(base + (long) LOCATION_BYTES * location, 8));
            }
            return outcome.toString().strip();
        }
    }
}
