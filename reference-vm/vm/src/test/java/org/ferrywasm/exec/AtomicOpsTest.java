package org.ferrywasm.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.LinearMemory;
import org.ferrywasm.runtime.MemInst;
import org.ferrywasm.runtime.SharedBacking;
import org.ferrywasm.runtime.SharedMemInst;
import org.ferrywasm.runtime.StoreConfig;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.runtime.TrapKind;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.runtime.Waiter;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.Shape;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every atomic row of the table, on shared and unshared memory, against what its name says that it does. */
final class AtomicOpsTest {
    private static final int SIZE = 1 << 16;
    private static final int AT = 64;

    /** A mnemonic, the action in it as a group. */
    private static final Pattern ACTION = Pattern.compile("i(?:32|64)\\.atomic\\.(?:rmw\\d*\\.)?([a-z]+).*");

    private final Random random = new Random(11);
    private final StoreState store = new StoreState(StoreConfig.DEFAULT);
    private final MemInst unshared = new LinearMemory(store, MemType.of(Limits.between(1, 1)));
    private final MemInst shared =
            new SharedMemInst(new SharedBacking(new MemType(AddressType.I32, Limits.between(1, 1), true, 16)));

    static Stream<Opcode> rows() {
        return Arrays.stream(Opcode.values())
                .filter(op -> op.shape() == Shape.ATOMIC && op.mnemonic().contains("."))
                .filter(op -> !op.mnemonic().startsWith("memory.") && op != Opcode.ATOMIC_FENCE);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void doesWhatItsNameSays(Opcode op) {
        int width = 1 << op.accessLog2();
        for (MemInst memory : List.of(unshared, shared)) {
            for (int address = AT; address < AT + 8; address += width) {
                for (int i = 0; i < 20; i++) {
                    check(op, memory, address);
                }
            }
        }
    }

    private void check(Opcode op, MemInst memory, int address) {
        long word = random.nextLong();
        memory.store64(AT, word);
        int bit = (address - AT) * 8;
        long mask = -1L >>> (64 - (8 << op.accessLog2()));
        long old = word >>> bit & mask;
        long operand = random.nextLong();
        String name = op.mnemonic();
        boolean found = random.nextBoolean();
        long result = execute(op, memory, address, operand, found ? old : old ^ 1);

        if (!name.contains(".store")) {
            assertThat(op.results().getFirst() == NumType.I32 ? Integer.toUnsignedLong((int) result) : result)
                    .isEqualTo(old);
        }
        long updated = expected(name, old, operand, found) & mask;
        assertThat(memory.load64(AT)).isEqualTo((word & ~(mask << bit)) | (updated << bit));
    }

    private static long expected(String name, long old, long operand, boolean found) {
        String action = ACTION.matcher(name).replaceFirst("$1");
        return switch (action) {
            case "load" -> old;
            case "store", "xchg" -> operand;
            case "add" -> old + operand;
            case "sub" -> old - operand;
            case "and" -> old & operand;
            case "or" -> old | operand;
            case "xor" -> old ^ operand;
            case "cmpxchg" -> found ? operand : old;
            default -> throw new AssertionError(name);
        };
    }

    private static long execute(Opcode op, MemInst memory, long address, long operand, long comparand) {
        String name = op.mnemonic();
        if (name.contains(".load")) {
            return AtomicOps.load(op.code(), memory, address);
        }
        if (name.contains(".store")) {
            AtomicOps.store(op.code(), memory, address, operand);
            return 0;
        }
        return name.contains("cmpxchg")
                ? AtomicOps.cmpxchg(op.code(), memory, address, comparand, operand)
                : AtomicOps.rmw(op.code(), memory, address, operand);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void trapsWhereItIsNotAlignedOrNotInside(Opcode op) {
        int width = 1 << op.accessLog2();
        for (MemInst memory : List.of(unshared, shared)) {
            for (int address = AT + 1; address < AT + width; address++) {
                long at = address;
                assertTrap(() -> execute(op, memory, at, 1, 0), TrapKind.UNALIGNED_ATOMIC);
                assertTrap(() -> execute(op, memory, at + SIZE, 1, 0), TrapKind.UNALIGNED_ATOMIC);
            }
            assertTrap(() -> execute(op, memory, SIZE, 1, 0), TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
            assertTrap(() -> execute(op, memory, -width, 1, 0), TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
        }
    }

    @Test
    void waitingNeedsASharedMemory() {
        assertTrap(() -> AtomicOps.wait32(store, unshared, 0, 0, 0), TrapKind.EXPECTED_SHARED_MEMORY);
        assertTrap(() -> AtomicOps.wait64(store, unshared, 0, 0, 0), TrapKind.EXPECTED_SHARED_MEMORY);
        assertThat(AtomicOps.notify(unshared, 0, -1)).isZero();
    }

    @Test
    void waitingChecksAlignmentBoundsAndTheValue() {
        shared.store64(8, 0xFFFF_FFFF_FFFFL);

        assertThat(AtomicOps.wait32(store, shared, 8, 0, 0)).isNull();
        assertThat(AtomicOps.wait64(store, shared, 8, 0xFFFF_FFFFL, 0)).isNull();
        assertThat(timesOut(AtomicOps.wait32(store, shared, 8, -1, 0))).isTrue();
        assertThat(timesOut(AtomicOps.wait64(store, shared, 8, 0xFFFF_FFFF_FFFFL, 1000)))
                .isTrue();
        assertThat(AtomicOps.notify(shared, 8, -1)).isZero();
        assertTrap(() -> AtomicOps.wait32(store, shared, 6, 0, 0), TrapKind.UNALIGNED_ATOMIC);
        assertTrap(() -> AtomicOps.wait64(store, shared, 4, 0, 0), TrapKind.UNALIGNED_ATOMIC);
        assertTrap(() -> AtomicOps.notify(shared, 2, 1), TrapKind.UNALIGNED_ATOMIC);
        assertTrap(() -> AtomicOps.wait32(store, shared, SIZE, 0, 0), TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
        assertTrap(() -> AtomicOps.wait64(store, shared, SIZE, 0, 0), TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
        assertTrap(() -> AtomicOps.notify(shared, SIZE, 1), TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
    }

    private boolean timesOut(@Nullable Waiter waiter) {
        Waiter waiting = Objects.requireNonNull(waiter);
        waiting.block(new Execution(store).interrupts());
        return waiting.isDone() && waiting.result() == Waiter.TIMED_OUT;
    }

    private static void assertTrap(Runnable action, TrapKind kind) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        TrapSignal.class, trap -> assertThat(trap.kind()).isEqualTo(kind));
    }
}
