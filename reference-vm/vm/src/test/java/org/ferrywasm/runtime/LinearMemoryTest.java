package org.ferrywasm.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.ferrywasm.runtime.LinearMemory.Parts;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LinearMemoryTest {
    private static final int PAGE = 1 << 16;
    private static final int MODEL_BYTES = 400;
    private static final long FOUR_GIB = 1L << 32;

    private final StoreState store = new StoreState(StoreConfig.DEFAULT);

    @ParameterizedTest
    @CsvSource({
        "4, 16, 64, 4, 1",
        "4, 16, 1000, 3, 2",
        "8, 8, 37, 3, 0",
        "1, 1, 0, 4, 1",
        "16, 1000, 1000, 5, 3",
        "64, 64, 200, 6, 0"
    })
    void doesAsAPlainArrayDoes(int firstBytes, int freeBytes, int directBytes, int chunkLog2, int leafLog2) {
        Parts parts = new Parts(firstBytes, freeBytes, directBytes, chunkLog2, leafLog2);
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            MemoryModel first = model(random, parts);
            MemoryModel second = model(random, parts);
            for (int i = 0; i < 300; i++) {
                first.step(second);
                second.step(first);
                if (i % 20 == 0) {
                    first.checkAll();
                    second.checkAll();
                }
            }
            first.checkAll();
            second.checkAll();
        }
    }

    private MemoryModel model(Random random, Parts parts) {
        MemType type = new MemType(
                random.nextBoolean() ? AddressType.I32 : AddressType.I64,
                Limits.between(random.nextInt(MODEL_BYTES), MODEL_BYTES),
                false,
                0);
        return new MemoryModel(random, new LinearMemory(store, type, parts), MODEL_BYTES);
    }

    @Test
    void allocatesNothingUntilItIsTouched() {
        LinearMemory memory = memory(AddressType.I32, 65_536);

        assertThat(memory.sizeBytes()).isEqualTo(FOUR_GIB);
        assertThat(memory.bytes()).isEmpty();

        memory.fill(0, (byte) 0, FOUR_GIB);
        memory.copy(1, memory, 0, FOUR_GIB - 1);
        memory.read(FOUR_GIB - 100, new byte[100], 0, 100);

        assertThat(memory.bytes()).isEmpty();
    }

    @Test
    void reachesItsLastByte() {
        LinearMemory memory = memory(AddressType.I32, 65_536);

        memory.store64(FOUR_GIB - 8, 0x0102_0304_0506_0708L);

        assertThat(memory.load8(FOUR_GIB - 1)).isEqualTo((byte) 1);
        assertThat(memory.load64(FOUR_GIB - 8)).isEqualTo(0x0102_0304_0506_0708L);
        assertThat(memory.load32(FOUR_GIB - 12)).isZero();
        assertThat(memory.bytes()).isEmpty();
        assertOutOfBounds(() -> memory.load64(FOUR_GIB - 7));
        assertOutOfBounds(() -> memory.store8(FOUR_GIB, (byte) 1));
    }

    @Test
    void reachesATebibyteWithAddressesOf64Bits() {
        long pages = MemInst.MAX_BYTES / PAGE;
        StoreState roomy = new StoreState(config(Long.MAX_VALUE, null));
        LinearMemory memory = new LinearMemory(roomy, type(AddressType.I64, pages));

        memory.store32(MemInst.MAX_BYTES - 4, 0x1234_5678);

        assertThat(memory.load32(MemInst.MAX_BYTES - 4)).isEqualTo(0x1234_5678);
        assertThat(memory.grow(0)).isEqualTo(pages);
        assertThat(memory.grow(1)).isEqualTo(-1);
        assertOutOfBounds(() -> memory.load32(MemInst.MAX_BYTES - 3));
        assertOutOfBounds(() -> memory.load32(-4));
    }

    @Test
    void aReadInsideItsLengthLengthensTheArrayGeometrically() {
        LinearMemory memory = memory(AddressType.I32, 16);

        memory.load8(0);
        assertThat(memory.bytes()).hasSize(1 << 12);

        memory.load8(1 << 12);
        assertThat(memory.bytes()).hasSize(1 << 13);

        memory.load32((1 << 17) - 1);
        assertThat(memory.bytes()).hasSize(1 << 18);
    }

    @Test
    void theArrayIsNeverLongerThanTheMemory() {
        LinearMemory memory = memory(AddressType.I32, 3);

        memory.store8(3 * PAGE - 1, (byte) 7);

        assertThat(memory.bytes()).hasSize(3 * PAGE);
        assertThat(memory.bytes()[3 * PAGE - 1]).isEqualTo((byte) 7);
    }

    @Test
    void isNotCopiedForEachPageThatItGrows() {
        LinearMemory memory = memory(AddressType.I32, 1);
        List<byte[]> arrays = new ArrayList<>();
        for (int page = 1; page < 1000; page++) {
            memory.grow(1);
            memory.store32((long) page * PAGE, page);
            if (arrays.isEmpty() || arrays.getLast() != memory.bytes()) {
                arrays.add(memory.bytes());
            }
        }

        assertThat(arrays.size()).isLessThan(32);
        for (int page = 1; page < 1000; page++) {
            assertThat(memory.load32((long) page * PAGE)).isEqualTo(page);
        }
    }

    @Test
    void accessesBeyondTheArrayPayForALongerOne() {
        LinearMemory memory = memory(AddressType.I32, 64);
        int top = 64 * PAGE;
        memory.store32(top - 4, 1234);
        assertThat(memory.bytes()).isEmpty();

        for (int i = 0; i < top / 64; i++) {
            memory.load32(top - 4);
        }

        assertThat(memory.bytes()).hasSize(top);
        assertThat(memory.load32(top - 4)).isEqualTo(1234);
    }

    @Test
    void goesOnWithChunksWhereNoArrayCanBeHad() {
        int max = Integer.MAX_VALUE;
        LinearMemory memory = new LinearMemory(store, type(AddressType.I32, 65_536), new Parts(max, max, max, 16, 12));

        memory.store32(123_456_789, 42);

        assertThat(memory.bytes()).isEmpty();
        assertThat(memory.load32(123_456_789)).isEqualTo(42);
    }

    @Test
    void growsToItsGreatestSizeAndNoFurther() {
        LinearMemory memory = new LinearMemory(store, MemType.of(Limits.between(1, 5)));

        assertThat(memory.grow(2)).isEqualTo(1);
        assertThat(memory.grow(3)).isEqualTo(-1);
        assertThat(memory.grow(-1)).isEqualTo(-1);
        assertThat(memory.grow(2)).isEqualTo(3);
        assertThat(memory.grow(1)).isEqualTo(-1);
        assertThat(memory.sizePages()).isEqualTo(5);
        assertThat(memory.type()).isEqualTo(MemType.of(Limits.between(5, 5)));
        assertThat(memory.declaredType()).isEqualTo(MemType.of(Limits.between(1, 5)));
    }

    @Test
    void addressesOf32BitsReachFourGibibytes() {
        LinearMemory memory = memory(AddressType.I32, 65_535);
        assertThat(memory.grow(2)).isEqualTo(-1);
        assertThat(memory.grow(1)).isEqualTo(65_535);
        assertThat(memory.grow(1)).isEqualTo(-1);

        LinearMemory bytes = new LinearMemory(store, new MemType(AddressType.I32, Limits.atLeast(0), false, 0));
        assertThat(bytes.grow(0xFFFF_FFFFL)).isZero();
        assertThat(bytes.sizeBytes()).isEqualTo(0xFFFF_FFFFL);
        assertThat(bytes.grow(1)).isEqualTo(-1);
    }

    @Test
    void isAccountedForByItsLength() {
        StoreState small = new StoreState(config(5 * PAGE, null));
        LinearMemory first = new LinearMemory(small, MemType.of(Limits.atLeast(2)));
        LinearMemory second = new LinearMemory(small, MemType.of(Limits.atLeast(1)));

        assertThat(first.grow(3)).isEqualTo(-1);
        assertThat(first.grow(2)).isEqualTo(2);
        assertThat(second.grow(1)).isEqualTo(-1);
        assertThat(second.grow(0)).isEqualTo(1);
        assertAllocationLimit(() -> new LinearMemory(small, MemType.of(Limits.atLeast(1))));
    }

    @Test
    void asksTheLimiter() {
        List<String> asked = new ArrayList<>();
        StoreConfig.Limiter limiter = new NoLimiter() {
            @Override
            public boolean memoryGrowing(long currentBytes, long desiredBytes) {
                asked.add(currentBytes + "->" + desiredBytes);
                return desiredBytes <= 3 * PAGE;
            }
        };
        LinearMemory memory =
                new LinearMemory(new StoreState(config(Long.MAX_VALUE, limiter)), MemType.of(Limits.between(1, 9)));

        assertThat(memory.grow(3)).isEqualTo(-1);
        assertThat(memory.grow(2)).isEqualTo(1);
        assertThat(memory.grow(9)).isEqualTo(-1);
        assertThat(asked).containsExactly("0->65536", "65536->262144", "65536->196608");
    }

    @Test
    void refusesALeastSizeThatCannotBeAddressed() {
        assertAllocationLimit(() -> memory(AddressType.I64, MemInst.MAX_BYTES / PAGE + 1));
        assertAllocationLimit(() -> memory(AddressType.I64, -1));
        assertAllocationLimit(() -> memory(AddressType.I32, 65_537));
    }

    @Test
    void anEffectiveAddressThatIsNo64BitNumberTraps() {
        assertThat(MemInst.effectiveAddress(1, 2)).isEqualTo(3);
        assertThat(MemInst.effectiveAddress(-2, 1)).isEqualTo(-1);
        assertOutOfBounds(() -> MemInst.effectiveAddress(-2, 2));
        assertOutOfBounds(() -> MemInst.effectiveAddress(2, -1));
    }

    private LinearMemory memory(AddressType addressType, long pages) {
        return new LinearMemory(store, type(addressType, pages));
    }

    private static MemType type(AddressType addressType, long pages) {
        return new MemType(addressType, new Limits(pages, OptionalLong.empty()), false, 16);
    }

    private static StoreConfig config(long maxMemoryBytes, StoreConfig.Limiter limiter) {
        return StoreConfig.DEFAULT.with(StoreLimit.MEMORY_BYTES, maxMemoryBytes).withLimiter(limiter);
    }

    private static void assertOutOfBounds(Runnable access) {
        assertTrap(access, TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
    }

    private static void assertAllocationLimit(Runnable allocation) {
        assertTrap(allocation, TrapKind.ALLOCATION_LIMIT);
    }

    private static void assertTrap(Runnable action, TrapKind kind) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        TrapSignal.class, trap -> assertThat(trap.kind()).isEqualTo(kind));
    }
}
