package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void hasEveryAccessThatAMemoryHas() {
        SharedMemory memory = SharedMemory.create(TYPE);

        memory.writeShort(0, (short) 0x8182);
        memory.writeFloat(4, Float.intBitsToFloat(0x7FA0_0001));
        memory.writeDouble(8, -0.5);
        memory.fill(65_530, (byte) 7, 6);
        assertThat(memory.writeString(100, "F\u00E4hre")).isEqualTo(6);

        assertThat(memory.readShort(0)).isEqualTo((short) 0x8182);
        assertThat(memory.readByte(0)).isEqualTo((byte) 0x82);
        assertThat(memory.readInt(4)).isEqualTo(0x7FA0_0001);
        assertThat(Float.floatToRawIntBits(memory.readFloat(4))).isEqualTo(0x7FA0_0001);
        assertThat(memory.readDouble(8)).isEqualTo(-0.5);
        assertThat(memory.read(65_529, 7)).containsExactly(0, 7, 7, 7, 7, 7, 7);
        assertThat(memory.readString(100, 6)).isEqualTo("F\u00E4hre");
        assertThatThrownBy(() -> memory.fill(65_531, (byte) 1, 6)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.writeDouble(65_529, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.readShort(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.writeString(65_535, "ab")).isInstanceOf(IndexOutOfBoundsException.class);
        assertThat(memory.readByte(65_535)).isEqualTo((byte) 7);
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
    }

    @Test
    void senselessTypesAreRefused() {
        assertThatThrownBy(() -> SharedMemory.create(MemType.of(Limits.between(1, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not for a shared memory");
        assertThatThrownBy(() -> SharedMemory.create(new MemType(AddressType.I32, Limits.atLeast(1), true, 16)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shared memory must have maximum");
    }
}
