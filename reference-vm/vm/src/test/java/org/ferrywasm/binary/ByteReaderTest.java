package org.ferrywasm.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.Function;
import org.ferrywasm.syntax.MalformedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteReaderTest {
    private static final String TOO_LONG = "integer representation too long";
    private static final String TOO_LARGE = "integer too large";

    @ParameterizedTest
    @CsvSource({
        "00, 0",
        "7f, 127",
        "80 01, 128",
        "80 80 80 80 00, 0",
        "ff ff ff ff 07, 2147483647",
        "80 80 80 80 08, -2147483648",
        "ff ff ff ff 0f, -1"
    })
    void u32(String hex, int expected) {
        assertThat(readAll(hex, ByteReader::u32)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "00, 0",
        "3f, 63",
        "40, -64",
        "7f, -1",
        "c0 00, 64",
        "ff ff ff ff 07, 2147483647",
        "80 80 80 80 78, -2147483648",
        "ff ff ff ff 7f, -1"
    })
    void s32(String hex, int expected) {
        assertThat(readAll(hex, ByteReader::s32)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"00, 0", "40, -64", "ff ff ff ff 0f, 4294967295", "80 80 80 80 70, -4294967296", "f0 7f, -16"})
    void s33(String hex, long expected) {
        assertThat(readAll(hex, ByteReader::s33)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "7f, 127",
        "ff ff ff ff ff ff ff ff 7f, 9223372036854775807",
        "ff ff ff ff ff ff ff ff ff 01, -1",
        "80 80 80 80 80 80 80 80 80 01, -9223372036854775808"
    })
    void u64(String hex, long expected) {
        assertThat(readAll(hex, ByteReader::u64)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "7f, -1",
        "ff ff ff ff ff ff ff ff ff 00, 9223372036854775807",
        "80 80 80 80 80 80 80 80 80 7f, -9223372036854775808",
        "81 80 80 80 80 80 80 80 80 7f, -9223372036854775807"
    })
    void s64(String hex, long expected) {
        assertThat(readAll(hex, ByteReader::s64)).isEqualTo(expected);
    }

    @Test
    void integersOfTooManyBytes() {
        assertProblem("80 80 80 80 80 00", ByteReader::u32, TOO_LONG);
        assertProblem("80 80 80 80 80 00", ByteReader::s32, TOO_LONG);
        assertProblem("80 80 80 80 80 00", ByteReader::s33, TOO_LONG);
        assertProblem("80 80 80 80 80 80 80 80 80 80 00", ByteReader::u64, TOO_LONG);
        assertProblem("ff ff ff ff ff ff ff ff ff ff 7f", ByteReader::s64, TOO_LONG);
        assertProblem("e0 7f", ByteReader::typeCode, TOO_LONG);
    }

    @Test
    void integersOfTooManyBits() {
        assertProblem("80 80 80 80 10", ByteReader::u32, TOO_LARGE);
        assertProblem("ff ff ff ff 1f", ByteReader::u32, TOO_LARGE);
        assertProblem("80 80 80 80 08", ByteReader::s32, TOO_LARGE);
        assertProblem("ff ff ff ff 77", ByteReader::s32, TOO_LARGE);
        assertProblem("80 80 80 80 10", ByteReader::s33, TOO_LARGE);
        assertProblem("80 80 80 80 80 80 80 80 80 02", ByteReader::u64, TOO_LARGE);
        assertProblem("80 80 80 80 80 80 80 80 80 01", ByteReader::s64, TOO_LARGE);
        assertProblem("80 80 80 80 80 80 80 80 80 7e", ByteReader::s64, TOO_LARGE);
    }

    @Test
    void floatsAreLittleEndian() {
        assertThat(readAll("01 00 80 7f", ByteReader::f32Bits)).isEqualTo(0x7F80_0001);
        assertThat(readAll("08 07 06 05 04 03 02 f1", ByteReader::f64Bits)).isEqualTo(0xF102_0304_0506_0708L);
    }

    @Test
    void everythingEndsWithTheSlice() {
        assertProblem("", ByteReader::u8, ByteReader.UNEXPECTED_END);
        assertProblem("", ByteReader::u32, ByteReader.UNEXPECTED_END);
        assertProblem("", ByteReader::s32, ByteReader.UNEXPECTED_END);
        assertProblem("80", ByteReader::u64, ByteReader.UNEXPECTED_END);
        assertProblem("ff ff", ByteReader::s64, ByteReader.UNEXPECTED_END);
        assertProblem("00 00 00", ByteReader::f32Bits, ByteReader.UNEXPECTED_END);
        assertProblem("00 00 00 00 00 00 00", ByteReader::f64Bits, ByteReader.UNEXPECTED_END);
        assertProblem("02 00", ByteReader::count, ByteReader.UNEXPECTED_END);
        assertProblem("02 00", ByteReader::length, "length out of bounds: 2");
        assertProblem("ff ff ff ff 0f 00", ByteReader::length, "length out of bounds: 4294967295");
        assertProblem("00", in -> in.skip(2), ByteReader.UNEXPECTED_END);
        assertProblem("00", in -> in.skip(-1), ByteReader.UNEXPECTED_END);
    }

    @Test
    void namesAreUtf8() {
        assertThat(readAll("00", ByteReader::name)).isEmpty();
        assertThat(readAll("02 68 69", ByteReader::name)).isEqualTo("hi");
        assertThat(readAll("07 c3 a9 f0 9f 98 80 00", ByteReader::name)).isEqualTo("é😀\0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"01 80", "01 c3", "02 c0 80", "03 ed a0 80", "04 f4 90 80 80", "01 ff"})
    void otherBytesAreNoName(String hex) {
        assertProblem(hex, ByteReader::name, "malformed UTF-8 encoding");
    }

    @Test
    void positionsAreOffsetsIntoTheBytes() {
        ByteReader in = new ByteReader(Hex.bytes("ff 01 02 ff"), 1, 3);

        assertThat(in.position()).isEqualTo(1);
        assertThat(in.peek()).isEqualTo(1);
        assertThat(in.u8()).isEqualTo(1);
        assertThat(in.remaining()).isEqualTo(1);
        assertThat(in.u8()).isEqualTo(2);
        assertThat(in.hasNext()).isFalse();
        assertThat(in.peek()).isEqualTo(-1);
        assertThatExceptionOfType(MalformedException.class).isThrownBy(in::u8).withMessageContaining("offset 0x3");
    }

    @Test
    void slicesLieWithinTheBytes() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteReader(new byte[2], 0, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteReader(new byte[2], 2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ByteReader(new byte[2], -1, 1));
    }

    private static <T> T readAll(String hex, Function<ByteReader, T> read) {
        byte[] bytes = Hex.bytes(hex);
        ByteReader in = new ByteReader(bytes, 0, bytes.length);
        T value = read.apply(in);
        assertThat(in.hasNext()).as("bytes left").isFalse();
        return value;
    }

    private static void assertProblem(String hex, Function<ByteReader, ?> read, String problem) {
        byte[] bytes = Hex.bytes(hex);
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> read.apply(new ByteReader(bytes, 0, bytes.length)))
                .satisfies(e -> assertThat(e.problem()).isEqualTo(problem));
    }
}
