package org.ferrywasm.cli.suite;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the lane {@code moved} counts; from all threads. A program is a call: a function's, or an instantiation. */
final class MoveCounts {
    private final LongAdder commands = new LongAdder();
    private final LongAdder programs = new LongAdder();
    private final LongAdder sampledPrograms = new LongAdder();
    private final LongAdder checkpoints = new LongAdder();
    private final LongAdder moves = new LongAdder();

    void addCommand() {
        commands.increment();
    }

    void addProgram(long itsCheckpoints, long itsMoves, boolean isSampled) {
        programs.increment();
        sampledPrograms.add(isSampled ? 1 : 0);
        checkpoints.add(itsCheckpoints);
        moves.add(itsMoves);
    }

    /** All counts, and the seed that decided which checkpoints are in the samples. */
    Map<String, Long> asMap(long seed) {
        Map<String, Long> map = new LinkedHashMap<>();
        map.put("commands", commands.sum());
        map.put("programs", programs.sum());
        map.put("sampledPrograms", sampledPrograms.sum());
        map.put("checkpoints", checkpoints.sum());
        map.put("moves", moves.sum());
        map.put("seed", seed);
        return map;
    }
}
