package org.ferrywasm.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SharedMemInstTest {
    private static final int PAGE = 1 << 16;
    private static final int ROUNDS = 1_000_000;

    private final StoreState store = new StoreState(StoreConfig.DEFAULT);

    @Test
    void doesAsAPlainArrayDoes() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            MemoryModel shared = new MemoryModel(random, memory(0, 3), 3 * PAGE);
            MemType type = new MemType(AddressType.I32, Limits.between(1, 3), false, 16);
            MemoryModel linear = new MemoryModel(random, new LinearMemory(store, type), 3 * PAGE);
            for (int i = 0; i < 200; i++) {
                shared.step(linear);
                linear.step(shared);
            }
            shared.checkAll();
            linear.checkAll();
        }
    }

    @Test
    void accessesOfEveryWidthCrossChunks() {
        SharedMemInst memory = memory(2, 2);
        for (int address = PAGE - 8; address <= PAGE; address++) {
            memory.store64(address, 0x1122_3344_5566_7788L);
            assertThat(memory.load64(address)).isEqualTo(0x1122_3344_5566_7788L);
            memory.store32(address, 0x99AA_BBCC);
            assertThat(memory.load32(address)).isEqualTo(0x99AA_BBCC);
            memory.store16(address, (short) 0xDDEE);
            assertThat(memory.load16(address)).isEqualTo((short) 0xDDEE);
            assertThat(memory.load64(address)).isEqualTo(0x1122_3344_99AA_DDEEL);
        }
    }

    /** The sums stay apart: the first below bit 32, the second from there to bit 52, the others in the topmost byte. */
    @Test
    void readModifyWritesOfOverlappingWidthsLoseNothing() throws Exception {
        SharedBacking backing = memory(1, 1).backing();

        inParallel(List.of(
                () -> add(backing, 64, 3, 1),
                () -> add(backing, 68, 2, 1),
                () -> add(backing, 70, 1, 0x100),
                () -> add(backing, 71, 0, 1)));

        assertThat(backing.atomicLoad(64, 3)).isEqualTo(ROUNDS + ((long) ROUNDS << 32) + ((2L * ROUNDS) << 56));
    }

    private static long add(SharedBacking backing, int address, int widthLog2, long operand) {
        for (int i = 0; i < ROUNDS; i++) {
            backing.atomicUpdate(address, widthLog2, AtomicUpdate.ADD, operand);
        }
        return 0;
    }

    @Test
    void compareExchangesOfOverlappingWidthsLoseNothing() throws Exception {
        SharedBacking backing = memory(1, 1).backing();

        inParallel(List.of(
                () -> exchange(backing, 8, 3, 1),
                () -> exchange(backing, 12, 2, 1),
                () -> exchange(backing, 14, 1, 0x100),
                () -> exchange(backing, 15, 0, 1)));

        assertThat(backing.atomicLoad(8, 3)).isEqualTo(ROUNDS + ((long) ROUNDS << 32) + ((2L * ROUNDS) << 56));
    }

    private static long exchange(SharedBacking backing, int address, int widthLog2, long operand) {
        for (int i = 0; i < ROUNDS; i++) {
            long seen = backing.atomicLoad(address, widthLog2);
            for (long old; (old = backing.atomicCompareExchange(address, widthLog2, seen, seen + operand)) != seen; ) {
                seen = old;
            }
        }
        return 0;
    }

    @Test
    void atomicStoresLeaveTheirNeighboursAlone() throws Exception {
        SharedBacking backing = memory(1, 1).backing();

        List<Long> lost = inParallel(List.of(
                () -> storesLost(backing, 0, 0), () -> storesLost(backing, 1, 0), () -> storesLost(backing, 4, 2)));

        assertThat(lost).containsOnly(0L);
    }

    private static long storesLost(SharedBacking backing, int address, int widthLog2) {
        long lost = 0;
        for (int i = 0; i < ROUNDS; i++) {
            backing.atomicStore(address, widthLog2, i & 0xFF);
            if (backing.atomicLoad(address, widthLog2) != (i & 0xFF)) {
                lost++;
            }
        }
        return lost;
    }

    @Test
    void alignedPlainAccessesDoNotTear() throws Exception {
        SharedMemInst memory = memory(1, 1);

        List<Long> torn = inParallel(List.of(() -> torn(memory, -1), () -> torn(memory, 0)));

        assertThat(torn).containsOnly(0L);
    }

    private static long torn(SharedMemInst memory, long pattern) {
        long torn = 0;
        for (int i = 0; i < ROUNDS; i++) {
            memory.store64(8, pattern);
            memory.store32(20, (int) pattern);
            memory.store16(26, (short) pattern);
            if (isMixed(memory.load64(8)) || isMixed(memory.load32(20)) || isMixed(memory.load16(26))) {
                torn++;
            }
        }
        return torn;
    }

    private static boolean isMixed(long value) {
        return value != 0 && value != -1;
    }

    @Test
    void whoSeesTheFlagOfAGrowerReachesTheNewPage() throws Exception {
        int pages = 500;
        SharedMemInst grower = memory(1, pages);
        SharedBacking backing = grower.backing();
        SharedMemInst reader = new SharedMemInst(backing);

        inParallel(List.of(
                () -> {
                    for (long page = grower.grow(1); page >= 0; page = grower.grow(1)) {
                        grower.store32(page * PAGE + 100, (int) page);
                        backing.atomicStore(0, 2, page);
                    }
                    return 0L;
                },
                () -> {
                    for (long page = 0; page < pages - 1; ) {
                        page = backing.atomicLoad(0, 2);
                        assertThat(reader.load32(page * PAGE + 100)).isEqualTo((int) page);
                    }
                    return 0L;
                }));
    }

    @Test
    void whatIsWrittenFirstToAPieceIsKeptWhoeverAllocatesIt() throws Exception {
        for (int round = 0; round < 200; round++) {
            SharedMemInst memory = memory(1, 1);
            List<Callable<Long>> writers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int address = i * 4;
                writers.add(() -> {
                    memory.store32(address, address + 1);
                    return 0L;
                });
            }

            inParallel(writers);

            for (int address = 0; address < 16; address += 4) {
                assertThat(memory.load32(address)).isEqualTo(address + 1);
            }
        }
    }

    @Test
    void growsForEverybodyAndToEveryOldSizeOnce() throws Exception {
        int pages = 1000;
        SharedBacking backing = memory(0, pages).backing();
        List<Callable<List<Long>>> growers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            SharedMemInst view = new SharedMemInst(backing);
            growers.add(() -> growUntilFull(view));
        }

        List<Long> oldSizes =
                inParallel(growers).stream().flatMap(List::stream).sorted().toList();

        assertThat(oldSizes).hasSize(pages).doesNotHaveDuplicates();
        assertThat(oldSizes.getLast()).isEqualTo(pages - 1);
        assertThat(backing.sizeBytes()).isEqualTo((long) pages * PAGE);
    }

    private static List<Long> growUntilFull(SharedMemInst view) {
        List<Long> oldSizes = new ArrayList<>();
        for (long old; (old = view.grow(1)) >= 0; ) {
            assertThat(oldSizes.isEmpty() || oldSizes.getLast() < old).isTrue();
            oldSizes.add(old);
            view.store32(old * PAGE, (int) old);
            assertThat(view.load32(view.sizeBytes() - 4)).isZero();
        }
        for (long old : oldSizes) {
            assertThat(view.load32(old * PAGE)).isEqualTo((int) old);
        }
        return oldSizes;
    }

    @Test
    void anAccessBeyondItsSizeTrapsAndAnotherViewsGrowthIsSeen() {
        SharedMemInst memory = memory(1, 2);
        SharedMemInst other = new SharedMemInst(memory.backing());
        assertThatThrownBy(() -> memory.store16(PAGE - 1, (short) -1)).isInstanceOf(TrapSignal.class);
        assertThat(memory.load8(PAGE - 1)).isZero();

        assertThat(other.grow(1)).isEqualTo(1);

        memory.store16(PAGE - 1, (short) 0x1234);
        assertThat(other.load16(PAGE - 1)).isEqualTo((short) 0x1234);
        assertThat(memory.sizePages()).isEqualTo(2);
        assertThat(memory.grow(1)).isEqualTo(-1);
        assertThat(memory.bytes()).isEmpty();
    }

    @Test
    void aStoresLimitsApplyToWhatItMakesGrow() {
        StoreConfig config = StoreConfig.DEFAULT.with(StoreLimit.MEMORY_BYTES, 2 * PAGE);
        StoreState small = new StoreState(config);
        SharedMemInst view = small.sharedMemory(new SharedBacking(type(1, 4)));

        assertThat(view.grow(2)).isEqualTo(-1);
        assertThat(view.grow(1)).isEqualTo(1);
        assertThat(new SharedMemInst(view.backing()).grow(1)).isEqualTo(2);
        assertThat(view.grow(1)).isEqualTo(-1);
        assertThat(view.grow(0)).isEqualTo(3);
        assertThatThrownBy(() -> small.sharedMemory(new SharedBacking(type(1, 1))))
                .isInstanceOf(TrapSignal.class);
    }

    @Test
    void refusesALeastSizeThatCannotBeAddressed() {
        MemType type = new MemType(AddressType.I64, Limits.between(1L << 30, 1L << 31), true, 16);

        assertThatThrownBy(() -> new SharedBacking(type)).isInstanceOf(TrapSignal.class);
    }

    private static SharedMemInst memory(long minPages, long maxPages) {
        return new SharedMemInst(new SharedBacking(type(minPages, maxPages)));
    }

    private static MemType type(long minPages, long maxPages) {
        return new MemType(AddressType.I32, Limits.between(minPages, maxPages), true, 16);
    }

    /** Runs tasks at the same time, from a common start. */
    private static <T> List<T> inParallel(List<Callable<T>> tasks) throws Exception {
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(tasks.size())) {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> task : tasks) {
                running.add(threads.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> task : running) {
                results.add(task.get());
            }
            return results;
        }
    }
}
