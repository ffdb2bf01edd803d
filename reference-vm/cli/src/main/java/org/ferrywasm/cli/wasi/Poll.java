package org.ferrywasm.cli.wasi;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code poll_oneoff}: waits for the first of several clocks. A standard stream counts as ready at once, since reading from
 * it waits by itself.
 */
final class Poll {
    private static final int MAX_SUBSCRIPTIONS = 1024;
    private static final int SUBSCRIPTION_BYTES = 48;
    private static final int EVENT_BYTES = 32;
    private static final byte EVENT_CLOCK = 0;
    private static final byte EVENT_READ = 1;
    private static final byte EVENT_WRITE = 2;
    private static final int CLOCK_IS_ABSOLUTE = 1;

    private final Clocks clocks;
    private final StandardStreams streams;

    Poll(Clocks clocks, StandardStreams streams) {
        this.clocks = clocks;
        this.streams = streams;
    }

    Errno oneOff(GuestMemory memory, int subscriptions, int events, int count, int eventCountPointer) {
        if (count == 0 || Integer.compareUnsigned(count, MAX_SUBSCRIPTIONS) > 0) {
            return Errno.INVAL;
        }
        memory.checked(subscriptions, (long) count * SUBSCRIPTION_BYTES);
        memory.checked(events, (long) count * EVENT_BYTES);
        memory.checked(eventCountPointer, Integer.BYTES);
        List<Subscription> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[SUBSCRIPTION_BYTES];
            memory.read(subscriptions + i * SUBSCRIPTION_BYTES, bytes);
            all.add(subscription(bytes));
        }
        long wait = all.stream().mapToLong(Subscription::waitNanos).min().orElseThrow();
        if (!sleep(wait)) {
            return Errno.IO;
        }
        List<Subscription> ready =
                all.stream().filter(s -> s.waitNanos() <= wait).toList();
        for (int i = 0; i < ready.size(); i++) {
            memory.write(events + i * EVENT_BYTES, event(ready.get(i)));
        }
        memory.writeInt(eventCountPointer, ready.size());
        return Errno.SUCCESS;
    }

    private Subscription subscription(byte[] bytes) {
        long userData = (long) LittleEndian.LONG.get(bytes, 0);
        byte kind = bytes[8];
        return switch (kind) {
            case EVENT_CLOCK -> clock(bytes, userData);
            case EVENT_READ, EVENT_WRITE -> {
                int descriptor = (int) LittleEndian.INT.get(bytes, 16);
                Errno errno = streams.isOpen(descriptor, kind == EVENT_READ) ? Errno.SUCCESS : Errno.BADF;
                yield new Subscription(userData, kind, errno, 0);
            }
            default -> throw new WasiException(Errno.INVAL);
        };
    }

    private Subscription clock(byte[] bytes, long userData) {
        int clock = (int) LittleEndian.INT.get(bytes, 16);
        long timeout = (long) LittleEndian.LONG.get(bytes, 24);
        boolean absolute = (bytes[40] & CLOCK_IS_ABSOLUTE) != 0;
        if (clock != Clocks.REALTIME && clock != Clocks.MONOTONIC) {
            return new Subscription(userData, EVENT_CLOCK, Errno.NOTSUP, 0);
        }
        long unsigned = timeout < 0 ? Long.MAX_VALUE : timeout;
        long wait = absolute ? Math.max(0, unsigned - clocks.now(clock)) : unsigned;
        return new Subscription(userData, EVENT_CLOCK, Errno.SUCCESS, wait);
    }

    private static byte[] event(Subscription subscription) {
        byte[] event = new byte[EVENT_BYTES];
        LittleEndian.LONG.set(event, 0, subscription.userData());
        event[8] = (byte) subscription.errno().code();
        event[10] = subscription.kind();
        return event;
    }

    private static boolean sleep(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private record Subscription(long userData, byte kind, Errno errno, long waitNanos) {}
}
