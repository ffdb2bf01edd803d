package org.ferrywasm.fuzz.oracle;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.ferrywasm.syntax.Opcode;

/** What was tried, counted. For one thread. */
public final class Statistics {
    private final Map<String, Long> counts = new TreeMap<>();
    private final Set<Opcode> executed = EnumSet.noneOf(Opcode.class);

    /** Nothing was tried yet. */
    public Statistics() {}

    /** Counts something once. */
    public void count(String what) {
        add(what, 1);
    }

    /** Counts something so many times. */
    public void add(String what, long times) {
        counts.merge(what, times, Long::sum);
    }

    /** These rows of the table were executed. */
    public void executed(Set<Opcode> rows) {
        executed.addAll(rows);
    }

    /** How often each was counted, by name. */
    public Map<String, Long> counts() {
        return counts;
    }

    /** The rows of the table that were executed. */
    public Set<Opcode> executed() {
        return executed;
    }

    /** Adds what another counted. */
    public void add(Statistics other) {
        other.counts.forEach(this::add);
        executed.addAll(other.executed);
    }
}
