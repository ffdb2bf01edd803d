package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MemoryViewTest {
    private static final int PAGE = 65_536;

    private final Store<@Nullable Void> store = Store.of(new Engine());
    private final Memory memory = Memory.create(store, MemType.of(Limits.between(1, 3)));

    @Test
    void showsTheMemoryFromItsAddressOn() {
        try (MemoryView view = memory.view(100, 50)) {
            memory.writeInt(104, 0x0403_0201);
            view.writeByte(49, (byte) 9);

            assertThat(view.address()).isEqualTo(100);
            assertThat(view.lengthBytes()).isEqualTo(50);
            assertThat(view.readInt(4)).isEqualTo(0x0403_0201);
            assertThat(memory.readByte(149)).isEqualTo((byte) 9);
        }
    }

    @Test
    void readsAndWritesEveryWidthLittleEndian() {
        try (MemoryView view = memory.view(8, 64)) {
            view.writeLong(0, 0x0807_0605_0403_0201L);
            assertThat(view.readByte(0)).isEqualTo((byte) 1);
            assertThat(view.readShort(1)).isEqualTo((short) 0x0302);
            assertThat(view.readInt(2)).isEqualTo(0x0605_0403);
            assertThat(view.readLong(0)).isEqualTo(0x0807_0605_0403_0201L);
            view.writeByte(0, (byte) -1);
            view.writeShort(1, (short) -2);
            view.writeInt(4, -3);
            assertThat(view.readLong(0)).isEqualTo(0xFFFF_FFFD_04FF_FEFFL);
            view.writeFloat(8, 1.5f);
            view.writeDouble(16, -0.0);
            assertThat(view.readFloat(8)).isEqualTo(1.5f);
            assertThat(view.readInt(8)).isEqualTo(0x3FC0_0000);
            assertThat(Double.doubleToRawLongBits(view.readDouble(16))).isEqualTo(Long.MIN_VALUE);
        }
    }

    @Test
    void copiesRangesInAndOutAndFills() {
        try (MemoryView view = memory.view(PAGE - 8, 8)) {
            view.write(3, new byte[] {1, 2, 3, 4, 5});
            byte[] target = new byte[6];
            view.read(4, target, 1, 4);
            assertThat(target).containsExactly(0, 2, 3, 4, 5, 0);
            view.write(0, new byte[] {7, 8, 9}, 1, 2);
            assertThat(view.read(0, 4)).containsExactly(8, 9, 0, 1);
            view.fill(1, (byte) 6, 7);
            assertThat(memory.read(PAGE - 8, 8)).containsExactly(8, 6, 6, 6, 6, 6, 6, 6);
        }
    }

    @Test
    void agreesWithTheMemoryWhateverIsDone() {
        Random random = new Random(17);
        byte[] model = new byte[PAGE];
        try (MemoryView view = memory.view(1_000, 60_000)) {
            for (int i = 0; i < 5_000; i++) {
                int offset = random.nextInt(60_000 - 40);
                int count = random.nextInt(40);
                byte[] some = new byte[count];
                random.nextBytes(some);
                if (random.nextBoolean()) {
                    view.write(offset, some);
                    System.arraycopy(some, 0, model, 1_000 + offset, count);
                } else {
                    view.fill(offset, (byte) i, count);
                    Arrays.fill(model, 1_000 + offset, 1_000 + offset + count, (byte) i);
                }
            }
            assertThat(memory.read(0, PAGE)).isEqualTo(model);
            assertThat(view.read(0, 60_000)).isEqualTo(Arrays.copyOfRange(model, 1_000, 61_000));
        }
    }

    @Test
    void theWholeMemoryIsARangeToo() {
        try (MemoryView view = memory.view()) {
            assertThat(view.lengthBytes()).isEqualTo(PAGE);
            assertThat(view.address()).isZero();
        }
        try (MemoryView empty = memory.view(PAGE, 0)) {
            assertThat(empty.read(0, 0)).isEmpty();
            assertThatThrownBy(() -> empty.readByte(0)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void rangesOutsideTheMemoryAreRefused() {
        assertThatThrownBy(() -> memory.view(PAGE - 1, 2))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("out of bounds memory access: Memory.view of 2 bytes at address 0xffff of a memory of 65536"
                        + " bytes");
        assertThatThrownBy(() -> memory.view(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.view(1, -1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.view(Long.MAX_VALUE, Long.MAX_VALUE))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatCode(store::close).doesNotThrowAnyException();
    }

    static Stream<Consumer<MemoryView>> accessesBeyondSixteenBytes() {
        return Stream.of(
                view -> view.readByte(16),
                view -> view.writeByte(16, (byte) 1),
                view -> view.readShort(15),
                view -> view.writeShort(15, (short) 1),
                view -> view.readInt(13),
                view -> view.writeInt(13, 1),
                view -> view.readLong(9),
                view -> view.writeLong(9, 1),
                view -> view.readFloat(13),
                view -> view.writeFloat(13, 1),
                view -> view.readDouble(9),
                view -> view.writeDouble(9, 1),
                view -> view.read(8, 9),
                view -> view.read(8, Integer.MAX_VALUE),
                view -> view.read(0, -1),
                view -> view.read(-1, 1),
                view -> view.read(8, new byte[9], 0, 9),
                view -> view.read(8, new byte[2], 1, 2),
                view -> view.write(8, new byte[9]),
                view -> view.write(0, new byte[2], 1, 2),
                view -> view.write(Long.MAX_VALUE, new byte[9]),
                view -> view.fill(1, (byte) 1, 16),
                view -> view.fill(Long.MIN_VALUE, (byte) 1, 1),
                view -> view.fill(0, (byte) 1, Long.MIN_VALUE),
                view -> view.slice(8, 9));
    }

    @ParameterizedTest
    @MethodSource("accessesBeyondSixteenBytes")
    void accessesOutsideAreRefusedAndChangeNothing(Consumer<MemoryView> access) {
        try (MemoryView view = memory.view(32, 16)) {
            assertThatThrownBy(() -> access.accept(view)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThat(memory.read(0, 256)).containsOnly(0);
    }

    @Test
    void theMessageSaysWhatAndWhere() {
        try (MemoryView view = memory.view(32, 16)) {
            assertThatThrownBy(() -> view.readInt(14))
                    .hasMessage(
                            "out of bounds memory access: MemoryView.readInt of 4 bytes at offset 14 of a view of 16"
                                    + " bytes");
        }
    }

    @Test
    void aSliceIsAViewOfItsOwn() {
        MemoryView view = memory.view(32, 16);
        MemoryView slice = view.slice(4, 8);
        view.close();

        slice.writeByte(7, (byte) 3);
        assertThat(slice.address()).isEqualTo(36);
        assertThat(memory.readByte(43)).isEqualTo((byte) 3);
        assertThatThrownBy(() -> slice.readByte(8)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(store::close).isInstanceOf(StoreBusyException.class);
        slice.close();
        store.close();
    }

    @Test
    void staysWhatItIsWhenTheMemoryGrows() {
        try (MemoryView view = memory.view(PAGE - 8, 8)) {
            view.writeLong(0, 42);
            assertThat(memory.grow(2)).isEqualTo(1);
            memory.fill(PAGE, (byte) -1, 2 * PAGE);

            assertThat(view.readLong(0)).isEqualTo(42);
            view.writeLong(0, 43);
            assertThat(memory.readLong(PAGE - 8)).isEqualTo(43);
            assertThat(view.lengthBytes()).isEqualTo(8);
            assertThatThrownBy(() -> view.readByte(8)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void aGuestThatRunsSeesIt() {
        Instance guest = Guests.instantiate(store, """
            (module (memory (export "m") 1)
              (func (export "double") (i32.store (i32.const 8) (i32.mul (i32.const 2) (i32.load (i32.const 8))))))
            """);
        try (MemoryView view = guest.getMemory("m").view(8, 4)) {
            view.writeInt(0, 21);
            guest.getFunc("double").call();
            assertThat(view.readInt(0)).isEqualTo(42);
        }
    }

    @Test
    void everyUseAfterItsCloseIsRefused() {
        MemoryView view = memory.view(0, 16);
        view.close();
        view.close();

        Stream.concat(
                        accessesBeyondSixteenBytes(),
                        Stream.of(
                                open -> open.readByte(0),
                                open -> open.writeLong(0, 1),
                                open -> open.read(0, 0),
                                open -> open.fill(0, (byte) 1, 16),
                                open -> open.slice(0, 0),
                                MemoryView::lengthBytes,
                                MemoryView::address))
                .forEach(access -> assertThatThrownBy(() -> access.accept(view))
                        .isInstanceOf(ClosedHandleException.class)
                        .hasMessageMatching("MemoryView\\.\\w+: this view of Store \\d+ is closed; open another one"));
        assertThat(memory.read(0, 16)).containsOnly(0);
    }

    @Test
    void aStoreWithAnOpenViewIsNotClosed() {
        long id = store.id();
        MemoryView first = memory.view(16, 8);
        MemoryView second = Memory.create(store, MemType.of(Limits.atLeast(1))).view();

        assertThatThrownBy(store::close)
                .isInstanceOf(StoreBusyException.class)
                .hasMessage("Store.close: 2 views of Store " + id + " are open: 8 bytes at address 0x10 of memory 0,"
                        + " 65536 bytes at address 0x0 of memory 1; close each by MemoryView.close");
        second.close();
        assertThatThrownBy(store::close)
                .isInstanceOf(StoreBusyException.class)
                .hasMessage("Store.close: a view of Store " + id
                        + " is open: 8 bytes at address 0x10 of memory 0; close each by MemoryView.close");
        first.writeLong(0, 5);
        assertThat(memory.readLong(16)).isEqualTo(5);
        first.close();
        store.close();
        assertThatThrownBy(() -> first.readByte(0)).isInstanceOf(StoreClosedException.class);
    }

    @Test
    void theMessageNamesAFewOfManyViews() {
        List<MemoryView> views =
                Stream.generate(() -> memory.view(0, 4)).limit(100).toList();

        assertThatThrownBy(store::close).hasMessageContaining("100 views").hasMessageContaining("memory 0, …; close");
        views.forEach(MemoryView::close);
        store.close();
    }

    @Clause("A-06")
    @Test
    void a06_anotherThreadIsRefused() throws Throwable {
        try (MemoryView view = memory.view(0, 16)) {
            OtherThread.call("intruder", () -> {
                assertThatThrownBy(() -> view.writeInt(0, 1)).isInstanceOf(WrongThreadException.class);
                assertThatThrownBy(view::close).isInstanceOf(WrongThreadException.class);
                return 0;
            });
            assertThat(view.readInt(0)).isZero();
        }
    }

    @Test
    @Timeout(60)
    void aLostViewDoesNotKeepItsStoreForEver() throws InterruptedException {
        WeakReference<MemoryView> lost = new WeakReference<>(memory.view());
        assertThatThrownBy(store::close).isInstanceOf(StoreBusyException.class);

        while (lost.get() != null || !closes()) {
            System.gc();
            Thread.sleep(1);
        }
        assertThatThrownBy(memory::size).isInstanceOf(StoreClosedException.class);
    }

    private boolean closes() {
        try {
            store.close();
            return true;
        } catch (StoreBusyException e) {
            return false;
        }
    }

    @Test
    void aPoisonedStoreIsClosedAllTheSame() {
        MemoryView view = memory.view();
        store.poisonedBy(new InternalError("made up"));

        assertThatThrownBy(() -> view.readByte(0)).isInstanceOf(StorePoisonedException.class);
        store.close();
        assertThatThrownBy(view::close).isInstanceOf(StoreClosedException.class);
    }

    @Test
    void isNamedFromAnyThread() throws Throwable {
        MemoryView view = memory.view();
        assertThat(OtherThread.call("other", view::toString)).isEqualTo("MemoryView of Store " + store.id());
    }
}
