package org.ferrywasm.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A litmus shape: a few threads, each with a few accesses to shared locations, and which outcomes the memory model of
 * WebAssembly allows. An outcome is what the reads gave, in order, then what the locations hold in the end.
 *
 * <p>The model, for locations that are accessed either atomically or plainly throughout: the atomic accesses are in one total
 * order that respects each thread's own, and an atomic read gives what the last write before it wrote. An atomic read that
 * gives what an atomic write wrote comes after it; so does what stands later in a thread, and whatever follows from these. A
 * plain read may give any write that does not come after it and is not overwritten before it.
 *
 * @param name its usual name
 * @param threads the accesses of each thread
 */
public record LitmusShape(String name, List<List<Access>> threads) {
    /**
     * One access.
     *
     * @param location its location
     * @param isAtomic whether it is atomic
     * @param value what it writes; 0 for a read
     */
    public record Access(char location, boolean isAtomic, int value) {
        public boolean isRead() {
            return value == 0;
        }
    }

    /** An access of an execution, by its thread and place there. */
    private record Event(int thread, int index, Access access) {}

    /**
     * A shape from a text like {@code Wx1 Wy1 | Ry Rx}.
     *
     * @param plain the locations that are accessed plainly
     */
    public static LitmusShape parse(String name, String text, String plain) {
        List<List<Access>> threads = new ArrayList<>();
        for (String thread : text.split(" \\| ", -1)) {
            threads.add(Arrays.stream(thread.split(" ", -1))
                    .map(word -> access(word, plain))
                    .toList());
        }
        return new LitmusShape(name, threads);
    }

    private static Access access(String word, String plain) {
        char location = word.charAt(1);
        return new Access(location, plain.indexOf(location) < 0, word.charAt(0) == 'R' ? 0 : word.charAt(2) - '0');
    }

    /** The locations, in alphabetical order. */
    public List<Character> locations() {
        TreeSet<Character> locations = new TreeSet<>();
        threads.forEach(thread -> thread.forEach(access -> locations.add(access.location)));
        return List.copyOf(locations);
    }

    /** Every outcome that the model allows, like {@code 10 x1 y1}. */
    public Set<String> allowed() {
        Set<String> allowed = new TreeSet<>();
        List<List<Event>> atomics = new ArrayList<>();
        for (List<Event> thread : events()) {
            atomics.add(thread.stream().filter(event -> event.access.isAtomic).toList());
        }
        interleave(atomics, new int[atomics.size()], new ArrayList<>(), allowed);
        return allowed;
    }

    private List<List<Event>> events() {
        List<List<Event>> all = new ArrayList<>();
        for (int t = 0; t < threads.size(); t++) {
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < threads.get(t).size(); i++) {
                events.add(new Event(t, i, threads.get(t).get(i)));
            }
            all.add(events);
        }
        return all;
    }

    private void interleave(List<List<Event>> atomics, int[] at, List<Event> order, Set<String> allowed) {
        boolean isComplete = true;
        for (int t = 0; t < at.length; t++) {
            if (at[t] < atomics.get(t).size()) {
                isComplete = false;
                order.add(atomics.get(t).get(at[t]++));
                interleave(atomics, at, order, allowed);
                at[t]--;
                order.removeLast();
            }
        }
        if (isComplete) {
            List<Set<String>> parts = new ArrayList<>();
            Set<List<Event>> before = before(order);
            for (List<Event> thread : events()) {
                for (Event event : thread) {
                    if (event.access.isRead()) {
                        parts.add(values(event, order, before));
                    }
                }
            }
            parts.add(Set.of(" "));
            for (char location : locations()) {
                Set<String> finals = new TreeSet<>();
                finals(location, order, before).forEach(value -> finals.add(location + value + " "));
                parts.add(finals);
            }
            product(parts, 0, "", allowed);
        }
    }

    private static void product(List<Set<String>> parts, int from, String outcome, Set<String> outcomes) {
        if (from == parts.size()) {
            outcomes.add(outcome.strip());
            return;
        }
        for (String part : parts.get(from)) {
            product(parts, from + 1, outcome + part, outcomes);
        }
    }

    /** The pairs of events of which the first comes before the second, where the atomic ones happen in this order. */
    private Set<List<Event>> before(List<Event> order) {
        List<Event> all = events().stream().flatMap(List::stream).toList();
        Set<List<Event>> before = new HashSet<>();
        for (Event a : all) {
            for (Event b : all) {
                boolean isSameThread = a.thread == b.thread && a.index < b.index;
                if (isSameThread || (b.access.isAtomic && b.access.isRead() && a.equals(source(b, order)))) {
                    before.add(List.of(a, b));
                }
            }
        }
        for (Event middle : all) {
            for (Event a : all) {
                for (Event b : all) {
                    if (before.contains(List.of(a, middle)) && before.contains(List.of(middle, b))) {
                        before.add(List.of(a, b));
                    }
                }
            }
        }
        return before;
    }

    /** The write that an atomic read gives, or the read itself where it gives what was there at first. */
    private static Event source(Event read, List<Event> order) {
        Event source = read;
        for (Event event : order) {
            if (event.equals(read)) {
                return source;
            }
            if (!event.access.isRead() && event.access.location == read.access.location) {
                source = event;
            }
        }
        return source;
    }

    private Set<String> values(Event read, List<Event> order, Set<List<Event>> before) {
        if (read.access.isAtomic) {
            return Set.of(Integer.toString(source(read, order).access.value));
        }
        List<Event> writes = writes(read.access.location).stream()
                .filter(write -> !before.contains(List.of(read, write)))
                .toList();
        List<Event> earlier = writes.stream()
                .filter(write -> before.contains(List.of(write, read)))
                .toList();
        Set<String> values = new TreeSet<>();
        for (Event write : writes) {
            if (earlier.stream().noneMatch(later -> before.contains(List.of(write, later)))) {
                values.add(Integer.toString(write.access.value));
            }
        }
        if (earlier.isEmpty()) {
            values.add("0");
        }
        return values;
    }

    private Set<String> finals(char location, List<Event> order, Set<List<Event>> before) {
        List<Event> writes = writes(location);
        Set<String> values = new TreeSet<>();
        if (writes.isEmpty()) {
            values.add("0");
        } else if (writes.getFirst().access.isAtomic) {
            order.stream()
                    .filter(writes::contains)
                    .reduce((first, second) -> second)
                    .ifPresent(last -> values.add(Integer.toString(last.access.value)));
        } else {
            writes.stream()
                    .filter(write -> writes.stream().noneMatch(later -> before.contains(List.of(write, later))))
                    .forEach(last -> values.add(Integer.toString(last.access.value)));
        }
        return values;
    }

    private List<Event> writes(char location) {
        return events().stream()
                .flatMap(List::stream)
                .filter(event -> !event.access.isRead() && event.access.location == location)
                .toList();
    }
}
