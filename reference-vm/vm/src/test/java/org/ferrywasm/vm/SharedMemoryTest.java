package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.junit.jupiter.api.Test;

class SharedMemoryTest {
    private static final MemType TYPE = new MemType(AddressType.I32, Limits.between(1, 3), true, 16);

    @Test
    void twoStoresOnTwoThreadsSeeTheSameBytes() throws Throwable {
        Engine engine = new Engine();
        SharedMemory memory = SharedMemory.create(TYPE);
        Module module = Module.fromText(engine, """
            (module (import "env" "m" (memory 1 3 shared))
              (func (export "get") (param i32) (result i32) (i32.load (local.get 0)))
              (func (export "put") (param i32 i32) (i32.store (local.get 0) (local.get 1))))
            """);
        OtherThread.call("writer", () -> {
            try (Store<String> store = new Store<>(engine, "")) {
                return new Linker<String>(engine)
                        .define("env", "m", memory)
                        .instantiate(store, module)
                        .getFunc("put")
                        .call(Val.i32(12), Val.i32(34));
            }
        });

        try (Store<String> store = new Store<>(engine, "")) {
            Instance reader =
                    new Linker<String>(engine).define("env", "m", memory).instantiate(store, module);
            assertThat(reader.getFunc("get").call(Val.i32(12))).containsExactly(Val.i32(34));
        }
        assertThat(memory.readInt(12)).isEqualTo(34);
    }

    @Test
    void readsAndWritesFromAnyThread() throws Throwable {
        SharedMemory memory = SharedMemory.create(TYPE);

        OtherThread.call("writer", () -> {
            memory.writeLong(0, 0x0102_0304_0506_0708L);
            memory.write(8, new byte[] {9, 10});
            return 0;
        });

        assertThat(memory.readByte(0)).isEqualTo((byte) 8);
        assertThat(memory.readLong(0)).isEqualTo(0x0102_0304_0506_0708L);
        assertThat(memory.read(8, 2)).containsExactly(9, 10);
    }

    @Test
    void readsAndWritesWhatAnUnsharedMemoryDoes() {
        SharedMemory memory = SharedMemory.create(TYPE);

        memory.fill(0, (byte) -1, 24);
        memory.writeShort(2, (short) 0x0201);
        memory.writeFloat(4, 1.5f);
        memory.writeDouble(8, -0.0);
        assertThat(memory.readLong(0)).isEqualTo(0x3FC0_0000_0201_FFFFL);
        assertThat(memory.readShort(2)).isEqualTo((short) 0x0201);
        assertThat(memory.readFloat(4)).isEqualTo(1.5f);
        assertThat(Double.doubleToRawLongBits(memory.readDouble(8))).isEqualTo(Long.MIN_VALUE);
        assertThat(memory.writeString(32, "Fähre")).isEqualTo(6);
        assertThat(memory.readString(32, 6)).isEqualTo("Fähre");
    }

    @Test
    void hasEveryAccessorThatAnUnsharedMemoryHas() {
        assertThat(accessors(SharedMemory.class)).hasSizeGreaterThan(15).isEqualTo(accessors(Memory.class));
    }

    private static Set<String> accessors(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().matches("(read|write|fill|size|grow).*"))
                .map(method -> method.getName() + Arrays.toString(method.getParameterTypes()))
                .map(text -> text.replace('[', '(').replace(']', ')'))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void growsUpToItsMaximum() {
        SharedMemory memory = SharedMemory.create(TYPE);

        assertThat(memory.grow(2)).isEqualTo(1);
        assertThat(memory.grow(1)).isEqualTo(-1);
        assertThat(memory.size()).isEqualTo(3);
        assertThat(memory.sizeBytes()).isEqualTo(3 * 65_536);
        assertThat(memory.type().limits().min()).isEqualTo(3);
    }

    @Test
    void accessBeyondTheEndIsRefused() {
        SharedMemory memory = SharedMemory.create(TYPE);

        assertThatThrownBy(() -> memory.readInt(65_534))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageStartingWith("out of bounds memory access: SharedMemory.readInt of 4 bytes");
        assertThatThrownBy(() -> memory.readShort(65_535)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.writeShort(-1, (short) 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.readFloat(65_533)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.writeFloat(65_533, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.readDouble(65_529)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.writeDouble(65_529, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.fill(1, (byte) 0, 65_536)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.writeString(65_535, "ab")).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void senselessTypesAreRefused() {
        assertThatThrownBy(() -> SharedMemory.create(MemType.of(Limits.between(1, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not for a shared memory");
        assertThatThrownBy(() -> SharedMemory.create(new MemType(AddressType.I32, Limits.atLeast(1), true, 16)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shared memory must have maximum");
        long tooManyPages = 1L << 40;
        assertThatThrownBy(() -> SharedMemory.create(
                        new MemType(AddressType.I64, Limits.between(tooManyPages, tooManyPages), true, 16)))
                .isInstanceOf(Trap.class)
                .hasMessageStartingWith("allocation size too large");
    }
}
