package org.ferrywasm.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.function.Consumer;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.ferrywasm.syntax.MalformedException;

/** That what is written is read again, in as few bytes as can be. */
class ByteWriterProperties {
    private static final long S33_MIN = -(1L << 32);
    private static final long S33_MAX = (1L << 32) - 1;

    @Property
    void u32(@ForAll int value) {
        assertReadAgain(to -> to.u32(value), ByteReader::u32, value);
        assertLength(to -> to.u32(value), significantBits(Integer.toUnsignedLong(value)));
    }

    @Property
    void s32(@ForAll int value) {
        assertReadAgain(to -> to.s32(value), ByteReader::s32, value);
        assertLength(to -> to.s32(value), signedBits(value));
    }

    @Property
    void s33(@ForAll @LongRange(min = S33_MIN, max = S33_MAX) long value) {
        assertReadAgain(to -> to.s33(value), ByteReader::s33, value);
        assertLength(to -> to.s33(value), signedBits(value));
    }

    @Property
    void u64(@ForAll long value) {
        assertReadAgain(to -> to.u64(value), ByteReader::u64, value);
        assertLength(to -> to.u64(value), significantBits(value));
    }

    @Property
    void s64(@ForAll long value) {
        assertReadAgain(to -> to.s64(value), ByteReader::s64, value);
        assertLength(to -> to.s64(value), signedBits(value));
    }

    @Property
    void floats(@ForAll int single, @ForAll long twice) {
        assertReadAgain(to -> to.f32Bits(single), ByteReader::f32Bits, single);
        assertReadAgain(to -> to.f64Bits(twice), ByteReader::f64Bits, twice);
    }

    @Property
    void names(@ForAll("texts") String name) {
        assertReadAgain(to -> to.name(name), ByteReader::name, name);
    }

    @Property
    void integersOfOneWidthAreReadAsTheNextOrRefused(@ForAll @LongRange(min = S33_MIN, max = S33_MAX) long value) {
        ByteWriter to = new ByteWriter();
        to.s64(value);
        if (value == (int) value) {
            assertThat(reader(to).s32()).isEqualTo((int) value);
        } else {
            assertThatExceptionOfType(MalformedException.class)
                    .isThrownBy(() -> reader(to).s32());
        }
        assertThat(reader(to).s33()).isEqualTo(value);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.integers()
                .between(0, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .map(Character::toString)
                .list()
                .ofMaxSize(50)
                .map(parts -> String.join("", parts));
    }

    private static <T> void assertReadAgain(Consumer<ByteWriter> write, Function<ByteReader, T> read, T value) {
        ByteWriter to = new ByteWriter();
        write.accept(to);
        ByteReader in = reader(to);
        assertThat(read.apply(in)).isEqualTo(value);
        assertThat(in.hasNext()).isFalse();
    }

    private static void assertLength(Consumer<ByteWriter> write, int bits) {
        ByteWriter to = new ByteWriter();
        write.accept(to);
        assertThat(to.length()).isEqualTo(Math.ceilDiv(bits, 7));
    }

    private static int significantBits(long value) {
        return Math.max(1, Long.SIZE - Long.numberOfLeadingZeros(value));
    }

    private static int signedBits(long value) {
        return 1 + Long.SIZE - Long.numberOfLeadingZeros(value < 0 ? ~value : value);
    }

    private static ByteReader reader(ByteWriter written) {
        byte[] bytes = written.toBytes();
        return new ByteReader(bytes, 0, bytes.length);
    }
}
