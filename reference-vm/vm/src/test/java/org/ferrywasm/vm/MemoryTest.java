package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.junit.jupiter.api.Test;

class MemoryTest {
    private final Store<?> store = Store.of(new Engine());
    private final Memory memory = Memory.create(store, MemType.of(Limits.between(1, 2)));

    @Test
    void beginsAsZeroes() {
        assertThat(memory.read(0, 65_536)).containsOnly(0);
    }

    @Test
    void keepsNumbersLittleEndian() {
        memory.writeLong(8, 0x0807_0605_0403_0201L);

        assertThat(memory.readByte(8)).isEqualTo((byte) 1);
        assertThat(memory.readShort(8)).isEqualTo((short) 0x0201);
        assertThat(memory.readInt(9)).isEqualTo(0x0504_0302);
        assertThat(memory.readLong(8)).isEqualTo(0x0807_0605_0403_0201L);
    }

    @Test
    void writesEachWidthAlone() {
        memory.fill(0, (byte) -1, 32);
        memory.writeByte(0, (byte) 0);
        memory.writeShort(2, (short) 0);
        memory.writeInt(4, 0);

        assertThat(memory.readLong(0)).isEqualTo(0x0000_0000_0000_FF00L);
        assertThat(memory.readByte(8)).isEqualTo((byte) -1);
    }

    @Test
    void keepsFloatsByTheirBits() {
        memory.writeFloat(0, 1.5f);
        memory.writeDouble(8, -0.0);

        assertThat(memory.readInt(0)).isEqualTo(0x3FC0_0000);
        assertThat(memory.readFloat(0)).isEqualTo(1.5f);
        assertThat(Double.doubleToRawLongBits(memory.readDouble(8))).isEqualTo(Long.MIN_VALUE);
    }

    @Test
    void copiesBytesInAndOut() {
        byte[] source = {1, 2, 3, 4, 5};
        memory.write(65_531, source);
        byte[] target = new byte[7];
        memory.read(65_531, target, 1, 5);

        assertThat(target).containsExactly(0, 1, 2, 3, 4, 5, 0);
        memory.write(0, source, 3, 2);
        assertThat(memory.read(0, 3)).containsExactly(4, 5, 0);
        source[3] = 9;
        assertThat(memory.readByte(0)).isEqualTo((byte) 4);
    }

    @Test
    void copiesTextAsUtf8() {
        assertThat(memory.writeString(10, "Fähre")).isEqualTo(6);
        assertThat(memory.readString(10, 6)).isEqualTo("Fähre");
    }

    @Test
    void accessBeyondTheEndIsRefusedAndChangesNothing() {
        assertThatThrownBy(() -> memory.writeLong(65_532, -1))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("out of bounds memory access: Memory.writeLong of 8 bytes at address 0xfffc"
                        + " of a memory of 65536 bytes");
        assertThat(memory.readInt(65_532)).isZero();
        assertThatThrownBy(() -> memory.readByte(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.write(65_535, new byte[2])).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.read(0, Integer.MAX_VALUE)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.fill(1, (byte) 0, 65_536)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void rangesOfArraysAreChecked() {
        assertThatThrownBy(() -> memory.read(0, new byte[2], 1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> memory.write(0, new byte[2], -1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void growsUpToItsMaximum() {
        memory.writeByte(65_535, (byte) 7);

        assertThat(memory.grow(1)).isEqualTo(1);
        assertThat(memory.grow(1)).isEqualTo(-1);

        assertThat(memory.size()).isEqualTo(2);
        assertThat(memory.sizeBytes()).isEqualTo(2 * 65_536);
        assertThat(memory.readByte(65_535)).isEqualTo((byte) 7);
        assertThat(memory.readByte(131_071)).isZero();
        assertThat(memory.type().limits()).isEqualTo(Limits.between(2, 2));
        assertThat(memory.externType()).isEqualTo(memory.type());
    }

    @Test
    void guestAndHostSeeTheSameBytes() {
        Instance guest = Guests.instantiate(store, """
            (module (memory (export "m") 1)
              (func (export "get") (param i32) (result i32) (i32.load (local.get 0)))
              (func (export "put") (param i32 i32) (i32.store (local.get 0) (local.get 1))))
            """);
        guest.getMemory("m").writeInt(4, 77);
        guest.getFunc("put").call(Val.i32(8), Val.i32(88));

        assertThat(guest.getFunc("get").call(Val.i32(4))).containsExactly(Val.i32(77));
        assertThat(guest.getMemory("m").readInt(8)).isEqualTo(88);
    }

    @Test
    void senselessTypesAreRefused() {
        assertThatThrownBy(() -> Memory.create(store, MemType.of(Limits.between(2, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("limits");
        assertThatThrownBy(() -> Memory.create(store, MemType.of(Limits.atLeast(65_537))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Memory.create(store, new MemType(AddressType.I32, Limits.atLeast(1), false, 5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("invalid custom page size");
        assertThatThrownBy(() ->
                        Memory.create(store, new MemType(AddressType.I32, new Limits(1, OptionalLong.of(1)), true, 16)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shared memory");
    }
}
