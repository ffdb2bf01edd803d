package org.ferrywasm.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A memory beside a plain array that is always as long as it: both do the same, seeded, and stay equal. */
final class MemoryModel {
    private final Random random;
    private final MemInst memory;
    private final long pageBytes;
    private final int maxBytes;
    private byte[] bytes;

    MemoryModel(Random random, MemInst memory, int maxBytes) {
        this.random = random;
        this.memory = memory;
        this.pageBytes = memory.declaredType().pageSizeBytes();
        this.maxBytes = maxBytes;
        this.bytes = new byte[(int) memory.sizeBytes()];
    }

    byte[] bytes() {
        return bytes;
    }

    /** Does one thing, possibly beyond the end. */
    void step(MemoryModel other) {
        switch (random.nextInt(9)) {
            case 0 -> grow();
            case 1 -> fill();
            case 2 -> copy(random.nextBoolean() ? this : other);
            case 3 -> write();
            case 4 -> read();
            default -> {
                int width = 1 << random.nextInt(4);
                long address = address(width);
                if (random.nextBoolean()) {
                    store(address, width, random.nextLong());
                } else {
                    load(address, width);
                }
            }
        }
    }

    void checkAll() {
        byte[] all = new byte[bytes.length];
        memory.read(0, all, 0, all.length);
        assertThat(all).isEqualTo(bytes);
        byte[] direct = memory.bytes();
        assertThat(direct.length).isLessThanOrEqualTo(bytes.length);
        assertThat(direct).isEqualTo(Arrays.copyOf(bytes, direct.length));
    }

    /** An address where an access of this length is inside, mostly; often near an end, sometimes far beyond it. */
    private long address(long length) {
        return switch (random.nextInt(12)) {
            case 0 -> bytes.length - length + random.nextInt(3) - 1;
            case 1 -> random.nextLong();
            case 2 -> -random.nextInt(20);
            default -> random.nextLong(Math.max(1, bytes.length - length + 1));
        };
    }

    private boolean isInside(long address, long length) {
        return address >= 0 && address <= bytes.length - length;
    }

    private int length() {
        return random.nextInt(random.nextBoolean() ? 20 : bytes.length + 2);
    }

    private void grow() {
        long pages = random.nextInt(8) == 0 ? random.nextLong() : random.nextInt(3);
        long oldPages = bytes.length / pageBytes;
        boolean fits = pages >= 0 && pages <= maxBytes / pageBytes - oldPages;
        assertThat(memory.grow(pages)).isEqualTo(fits ? oldPages : -1);
        if (fits) {
            bytes = Arrays.copyOf(bytes, (int) ((oldPages + pages) * pageBytes));
        }
        assertThat(memory.sizeBytes()).isEqualTo(bytes.length);
        assertThat(memory.sizePages()).isEqualTo(bytes.length / pageBytes);
        assertThat(memory.type().limits().min()).isEqualTo(bytes.length / pageBytes);
    }

    private void load(long address, int width) {
        ThrowingCallable load = () -> assertThat(loaded(address, width)).isEqualTo(number(address, width));
        run(isInside(address, width), load);
    }

    private long loaded(long address, int width) {
        return switch (width) {
            case 1 -> memory.load8(address);
            case 2 -> memory.load16(address);
            case 4 -> memory.load32(address);
            default -> memory.load64(address);
        };
    }

    private long number(long address, int width) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = (int) address;
        return switch (width) {
            case 1 -> buffer.get(at);
            case 2 -> buffer.getShort(at);
            case 4 -> buffer.getInt(at);
            default -> buffer.getLong(at);
        };
    }

    private void store(long address, int width, long value) {
        boolean inside = isInside(address, width);
        run(inside, () -> {
            switch (width) {
                case 1 -> memory.store8(address, (byte) value);
                case 2 -> memory.store16(address, (short) value);
                case 4 -> memory.store32(address, (int) value);
                default -> memory.store64(address, value);
            }
        });
        for (int i = 0; inside && i < width; i++) {
            bytes[(int) address + i] = (byte) (value >>> (8 * i));
        }
    }

    private void fill() {
        long length = random.nextInt(10) == 0 ? random.nextLong() : length();
        long address = address(Math.max(0, length));
        byte value = (byte) (random.nextBoolean() ? 0 : random.nextInt());
        boolean inside = length >= 0 && isInside(address, length);
        run(inside, () -> memory.fill(address, value, length));
        if (inside) {
            Arrays.fill(bytes, (int) address, (int) (address + length), value);
        }
    }

    private void copy(MemoryModel source) {
        long length = random.nextInt(10) == 0 ? random.nextLong() : length();
        long to = address(Math.max(0, length));
        long from = random.nextInt(3) == 0 ? to + random.nextInt(9) - 4 : source.address(Math.max(0, length));
        boolean inside = length >= 0 && isInside(to, length) && source.isInside(from, length);
        run(inside, () -> memory.copy(to, source.memory, from, length));
        if (inside) {
            System.arraycopy(source.bytes, (int) from, bytes, (int) to, (int) length);
        }
    }

    private void write() {
        int length = length();
        int start = random.nextInt(4);
        long address = address(length);
        byte[] source = new byte[start + length + 1];
        random.nextBytes(source);
        boolean inside = isInside(address, length);
        run(inside, () -> memory.write(address, source, start, length));
        if (inside) {
            System.arraycopy(source, start, bytes, (int) address, length);
        }
    }

    private void read() {
        int length = length();
        int start = random.nextInt(4);
        long address = address(length);
        byte[] target = new byte[start + length + 1];
        random.nextBytes(target);
        byte[] expected = target.clone();
        boolean inside = isInside(address, length);
        if (inside) {
            System.arraycopy(bytes, (int) address, expected, start, length);
        }
        run(inside, () -> memory.read(address, target, start, length));
        assertThat(target).isEqualTo(expected);
    }

    private static void run(boolean inside, ThrowingCallable access) {
        if (inside) {
            assertThatCode(access).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(access)
                    .isInstanceOfSatisfying(
                            TrapSignal.class,
                            trap -> assertThat(trap.kind()).isEqualTo(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS));
        }
    }
}
