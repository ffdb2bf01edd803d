package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MemoryViewTest {
    private static final int PAGE = 65_536;

    private final Store<?> store = Store.of(new Engine());
    private final Memory memory = Memory.create(store, MemType.of(Limits.between(1, 3)));

    @Test
    void offsetsCountFromTheBeginningOfTheRange() {
        MemoryView view = memory.view(100, 40);

        view.writeByte(0, (byte) -1);
        view.writeShort(2, (short) 0x0102);
        view.writeInt(4, 0x0304_0506);
        view.writeLong(8, 0x0708_090A_0B0C_0D0EL);
        view.writeFloat(16, 0.5f);
        view.writeDouble(24, -2.25);

        assertThat(memory.read(100, 4)).containsExactly(-1, 0, 2, 1);
        assertThat(memory.readInt(104)).isEqualTo(0x0304_0506);
        assertThat(memory.readLong(108)).isEqualTo(0x0708_090A_0B0C_0D0EL);
        assertThat(memory.readFloat(116)).isEqualTo(0.5f);
        assertThat(memory.readDouble(124)).isEqualTo(-2.25);
        assertThat(view.readByte(0)).isEqualTo((byte) -1);
        assertThat(view.readShort(2)).isEqualTo((short) 0x0102);
        assertThat(view.readInt(4)).isEqualTo(0x0304_0506);
        assertThat(view.readLong(8)).isEqualTo(0x0708_090A_0B0C_0D0EL);
        assertThat(view.readFloat(16)).isEqualTo(0.5f);
        assertThat(view.readDouble(24)).isEqualTo(-2.25);
        assertThat(view.address()).isEqualTo(100);
        assertThat(view.lengthBytes()).isEqualTo(40);
        assertThat(view).hasToString("MemoryView of 40 bytes at address 0x64 of Store " + store.id());
    }

    @Test
    void copiesAndFillsRanges() {
        MemoryView view = memory.view(10, 8);
        byte[] target = new byte[5];

        view.fill(0, (byte) 9, 8);
        view.write(1, new byte[] {1, 2});
        view.write(4, new byte[] {7, 3, 4, 7}, 1, 2);
        view.read(0, target, 1, 3);

        assertThat(memory.read(9, 10)).containsExactly(0, 9, 1, 2, 9, 3, 4, 9, 9, 0);
        assertThat(target).containsExactly(0, 9, 1, 2, 0);
        assertThat(view.read(3, 5)).containsExactly(9, 3, 4, 9, 9);
    }

    /** An access to a view. */
    interface Access {
        void to(MemoryView view);
    }

    static Stream<Access> accesses() {
        return Stream.of(
                view -> view.readByte(8),
                view -> view.readShort(7),
                view -> view.readInt(5),
                view -> view.readLong(1),
                view -> view.readFloat(5),
                view -> view.readDouble(1),
                view -> view.writeByte(8, (byte) 1),
                view -> view.writeShort(7, (short) 1),
                view -> view.writeInt(5, 1),
                view -> view.writeLong(1, 1),
                view -> view.writeFloat(5, 1),
                view -> view.writeDouble(1, 1),
                view -> view.read(0, 9),
                view -> view.read(5, new byte[9], 0, 4),
                view -> view.write(5, new byte[4]),
                view -> view.write(5, new byte[9], 0, 4),
                view -> view.fill(1, (byte) 1, 8));
    }

    @ParameterizedTest
    @MethodSource("accesses")
    void anAccessBeyondTheRangeIsRefusedAndChangesNothing(Access access) {
        MemoryView view = memory.view(16, 8);

        assertThatThrownBy(() -> access.to(view))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageStartingWith("out of bounds memory access: MemoryView.")
                .hasMessageEndingWith(" of a view of 8 bytes");

        assertThat(memory.read(0, 64)).containsOnly(0);
        access.to(memory.view(16, 9));
    }

    static Stream<Access> senselessAccesses() {
        return Stream.of(
                view -> view.readByte(-1),
                view -> view.readByte(Long.MIN_VALUE),
                view -> view.writeInt(Long.MAX_VALUE, 1),
                view -> view.read(1, -1),
                view -> view.read(0, new byte[2], 1, 2),
                view -> view.write(0, new byte[2], 1, 2),
                view -> view.fill(1, (byte) 1, Long.MAX_VALUE),
                view -> view.fill(1, (byte) 1, -1));
    }

    @ParameterizedTest
    @MethodSource("senselessAccesses")
    void aSenselessRangeIsRefusedAndChangesNothing(Access access) {
        MemoryView view = memory.view();

        assertThatThrownBy(() -> access.to(view)).isInstanceOf(IndexOutOfBoundsException.class);

        assertThat(memory.read(0, PAGE)).containsOnly(0);
    }

    @ParameterizedTest
    @MethodSource("accesses")
    void everyAccessToAClosedViewIsRefused(Access access) {
        MemoryView view = memory.view();
        view.close();
        view.close();

        assertThat(view.isOpen()).isFalse();
        assertThatThrownBy(() -> access.to(view))
                .isInstanceOf(ClosedHandleException.class)
                .hasMessageMatching("MemoryView.\\w+: this view of a memory of Store " + store.id()
                        + " is closed; borrow again with Memory.view");
    }

    @Test
    void aRangeBeyondTheMemoryIsRefused() {
        assertThatThrownBy(() -> memory.view(PAGE - 3, 4))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("out of bounds memory access: Memory.view of 4 bytes at address 0xfffd of a memory of 65536"
                        + " bytes");
        assertThatThrownBy(() -> memory.view(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.view(1, -1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(store.views().count()).isZero();
        assertThat(memory.view(PAGE, 0).lengthBytes()).isZero();
    }

    @Test
    void seesTheGuestsWritesAlsoAfterTheMemoryHasGrown() {
        Instance guest = Guests.instantiate(store, """
            (module (memory (export "m") 1 9)
              (func (export "work") (i32.store (i32.const 8) (i32.const 5)) (drop (memory.grow (i32.const 4)))
                (i32.store (i32.const 65532) (i32.const 6)) (i32.store (i32.const 200000) (i32.const 7))))
            """);
        MemoryView view = guest.getMemory("m").view();

        guest.getFunc("work").call();

        assertThat(view.readInt(8)).isEqualTo(5);
        assertThat(view.readInt(PAGE - 4)).isEqualTo(6);
        assertThat(view.lengthBytes()).isEqualTo(PAGE);
        assertThatThrownBy(() -> view.readInt(200_000)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(guest.getMemory("m").view().readInt(200_000)).isEqualTo(7);
    }

    @Test
    void aStoreWithOpenViewsIsNotClosed() {
        MemoryView first = memory.view(16, 4);
        MemoryView second = memory.view();

        assertThatThrownBy(store::close)
                .isInstanceOf(StoreBusyException.class)
                .hasMessage("Store.close: 2 views of memories of Store " + store.id()
                        + " are open: 4 bytes at address 0x10, 65536 bytes at address 0x0; close them first");
        first.writeInt(0, 5);
        first.close();
        assertThatThrownBy(store::close)
                .isInstanceOf(StoreBusyException.class)
                .hasMessageStartingWith("Store.close: 1 views of memories");
        assertThat(second.readInt(16)).isEqualTo(5);

        second.close();
        store.close();
        assertThatThrownBy(() -> second.readInt(16)).isInstanceOf(StoreClosedException.class);
    }

    @Test
    void aMessageNamesAFewViews() {
        MemoryView[] views = new MemoryView[6];
        for (int i = 0; i < 6; i++) {
            views[i] = memory.view(i, 1);
        }

        assertThatThrownBy(store::close)
                .isInstanceOf(StoreBusyException.class)
                .hasMessageEndingWith(
                        " are open: 1 bytes at address 0x0, 1 bytes at address 0x1, 1 bytes at address 0x2,"
                                + " 1 bytes at address 0x3, and 2 more; close them first");
        assertThat(views).allSatisfy(view -> assertThat(view.isOpen()).isTrue());
    }

    @Test
    void aPoisonedStoreIsClosedWhateverIsOpen() {
        MemoryView view = memory.view();
        Tenancies.poison(store);

        assertThatThrownBy(() -> view.readInt(0)).isInstanceOf(StorePoisonedException.class);
        store.close();

        assertThatThrownBy(() -> view.readInt(0)).isInstanceOf(StoreClosedException.class);
    }

    @Test
    void anotherThreadIsRefusedBeforeAnythingElseIsLookedAt() throws Throwable {
        MemoryView view = memory.view(16, 8);

        OtherThread.call("intruder", () -> {
            assertThatThrownBy(() -> view.writeInt(1_000, 1)).isInstanceOf(WrongThreadException.class);
            assertThatThrownBy(view::close).isInstanceOf(WrongThreadException.class);
            return 0;
        });

        assertThat(view.isOpen()).isTrue();
    }

    @Test
    void aViewThatIsLostDoesNotPinItsStoreForEver() throws InterruptedException {
        loseAView();
        long deadline = System.nanoTime() + 60_000_000_000L;
        while (store.views().count() > 0 && System.nanoTime() < deadline) {
            System.gc();
            Thread.sleep(1);
            store.heapBytes();
        }

        assertThat(store.views().count()).isZero();
        store.close();
    }

    private void loseAView() {
        assertThat(memory.view().readByte(0)).isZero();
        assertThat(store.views().count()).isOne();
    }
}
