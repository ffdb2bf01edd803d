package org.ferrywasm.cli.wasi;

import java.security.SecureRandom;

/** One guest program and what WASI keeps for it. Confined to the thread that runs the program. */
final class WasiProgram {
    private static final int CHUNK_BYTES = 1 << 16;

    private final ProgramStrings strings;
    private final Clocks clocks = new Clocks();
    private final StandardStreams streams;
    private final Poll poll;
    private final SecureRandom random = new SecureRandom();

    WasiProgram(WasiConfig config) {
        strings = new ProgramStrings(config.arguments(), config.environment());
        streams = new StandardStreams(config);
        poll = new Poll(clocks, streams);
    }

    ProgramStrings strings() {
        return strings;
    }

    Clocks clocks() {
        return clocks;
    }

    StandardStreams streams() {
        return streams;
    }

    Poll poll() {
        return poll;
    }

    /** {@code random_get}: fills a buffer with random bytes. */
    Errno random(GuestMemory memory, int pointer, int length) {
        long remaining = Integer.toUnsignedLong(length);
        long offset = memory.checked(pointer, remaining);
        byte[] chunk = new byte[(int) Math.min(remaining, CHUNK_BYTES)];
        while (remaining > 0) {
            int count = (int) Math.min(remaining, chunk.length);
            random.nextBytes(chunk);
            memory.put(offset, chunk, 0, count);
            offset += count;
            remaining -= count;
        }
        return Errno.SUCCESS;
    }

    /** {@code sched_yield}: lets another thread run. */
    @SuppressWarnings("ThreadPriorityCheck") // it is what the guest asks for
    Errno giveWay() {
        Thread.yield();
        return Errno.SUCCESS;
    }
}
