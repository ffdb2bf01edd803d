package org.ferrywasm.cli.wasi;

import java.lang.management.ManagementFactory;
import java.time.Instant;

/** The clocks of a program, in nanoseconds. */
final class Clocks {
    static final int REALTIME = 0;
    static final int MONOTONIC = 1;
    static final int PROCESS_CPU = 2;
    static final int THREAD_CPU = 3;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long REALTIME_RESOLUTION_NANOS = 1_000;

    private final long start = System.nanoTime();

    /** {@code clock_time_get}. */
    Errno time(GuestMemory memory, int clock, int pointer) {
        memory.checked(pointer, Long.BYTES);
        memory.writeLong(pointer, now(clock));
        return Errno.SUCCESS;
    }

    /** {@code clock_res_get}. */
    Errno resolution(GuestMemory memory, int clock, int pointer) {
        now(clock);
        memory.writeLong(pointer, clock == REALTIME ? REALTIME_RESOLUTION_NANOS : 1);
        return Errno.SUCCESS;
    }

    /**
     * The time of a clock.
     *
     * @throws WasiException if there is no such clock
     */
    long now(int clock) {
        return switch (clock) {
            case REALTIME -> {
                Instant now = Instant.now();
                yield now.getEpochSecond() * NANOS_PER_SECOND + now.getNano();
            }
            case MONOTONIC -> System.nanoTime() - start;
            case PROCESS_CPU, THREAD_CPU -> cpu();
            default -> throw new WasiException(Errno.INVAL);
        };
    }

    private static long cpu() {
        try {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        } catch (UnsupportedOperationException e) {
            throw new WasiException(Errno.NOTSUP);
        }
    }
}
