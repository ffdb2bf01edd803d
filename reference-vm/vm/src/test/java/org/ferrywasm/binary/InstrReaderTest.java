package org.ferrywasm.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.Expr;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.TypeIndex;
import org.ferrywasm.syntax.VecType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstrReaderTest {
    @Test
    void walksASliceAndGivesOffsetsIntoItsBytes() {
        byte[] bytes = Hex.bytes("ff 20 80 01 41 7f 6a 0b ff");
        InstrReader reader = new InstrReader(new Expr(bytes, 1, 8));
        List<String> seen = new ArrayList<>();

        while (reader.hasNext()) {
            seen.add(reader.next() + "@" + reader.offset() + "-" + reader.position());
        }

        assertThat(seen).containsExactly("local.get@1-4", "i32.const@4-6", "i32.add@6-7", "end@7-8");
    }

    @Test
    void prefixedCodesMayBePadded() {
        assertThat(first("fc 8b 80 80 80 00 00").opcode()).isSameAs(Opcode.MEMORY_FILL);
        assertThat(first("fd ae 01").opcode()).isSameAs(Opcode.I32X4_ADD);
    }

    @Test
    void blockTypes() {
        InstrReader empty = first("02 40");
        assertThat(empty.blockTypeIndex()).isEqualTo(-1);
        assertThat(empty.blockResult()).isNull();

        assertThat(first("03 7b").blockResult()).isEqualTo(VecType.V128);
        assertThat(first("04 64 6b").blockResult()).isEqualTo(new RefType(false, AbsHeapType.STRUCT));
        assertThat(first("06 63 05").blockResult()).isEqualTo(new RefType(true, new TypeIndex(5)));

        InstrReader index = first("02 c0 00");
        assertThat(index.blockTypeIndex()).isEqualTo(64);
        assertThat(index.blockResult()).isNull();
    }

    @Test
    void memoryArguments() {
        InstrReader plain = first("28 02 08");
        assertThat(plain.index()).isZero();
        assertThat(plain.alignLog2()).isEqualTo(2);
        assertThat(plain.memOffset()).isEqualTo(8);

        InstrReader full = first("29 7f 03 ff ff ff ff ff ff ff ff ff 01");
        assertThat(full.alignLog2()).isEqualTo(63);
        assertThat(full.index()).isEqualTo(3);
        assertThat(full.memOffset()).isEqualTo(-1);
    }

    @Test
    void aMemoryArgumentWithoutIndexForgetsTheOneBefore() {
        InstrReader reader = new InstrReader(expr("28 42 03 00 28 02 00"));

        reader.next();
        assertThat(reader.index()).isEqualTo(3);
        reader.next();
        assertThat(reader.index()).isZero();
    }

    @Test
    void abstractTypesAreAlwaysTheSameObjects() {
        assertThat(first("d0 70").heapType()).isSameAs(AbsHeapType.FUNC);
        assertThat(first("02 64 6e").blockResult()).isSameAs(first("02 64 6e").blockResult());
        assertThat(first("02 63 6e").blockResult()).isSameAs(first("02 6e").blockResult());
    }

    @Test
    void typesOfSelect() {
        assertThat(first("1c 02 7f 70").valTypes()).containsExactly(NumType.I32, RefType.FUNCREF);
        assertThat(first("1c 00").valTypes()).isEmpty();
    }

    @Test
    void nullabilityOfCasts() {
        assertThat(first("fb 14 70").nullable()).isFalse();
        assertThat(first("fb 15 70").nullable()).isTrue();
        assertThat(first("d0 70").nullable()).isTrue();
        InstrReader branch = first("fb 18 02 00 6e 6d");
        assertThat(branch.nullable()).isFalse();
        assertThat(branch.secondNullable()).isTrue();
    }

    @Test
    void aLongBranchTableAfterAShortOne() {
        InstrReader reader = new InstrReader(expr("0e 00 07 0e 03 00 01 02 03"));

        reader.next();
        assertThat(reader.labelCount()).isZero();
        assertThat(reader.label(0)).isEqualTo(7);
        reader.next();
        assertThat(reader.labelCount()).isEqualTo(3);
        assertThat(reader.label(3)).isEqualTo(3);
    }

    @Test
    void catchClauses() {
        InstrReader reader = first("1f 40 04 00 01 02 01 03 04 02 05 03 06");

        assertThat(reader.catchCount()).isEqualTo(4);
        assertThat(reader.catchKind(0)).isSameAs(CatchKind.CATCH);
        assertThat(reader.catchTag(0)).isEqualTo(1);
        assertThat(reader.catchLabel(0)).isEqualTo(2);
        assertThat(reader.catchKind(1)).isSameAs(CatchKind.CATCH_REF);
        assertThat(reader.catchKind(2)).isSameAs(CatchKind.CATCH_ALL);
        assertThat(reader.catchTag(2)).isZero();
        assertThat(reader.catchLabel(2)).isEqualTo(5);
        assertThat(reader.catchKind(3)).isSameAs(CatchKind.CATCH_ALL_REF);
        assertThat(reader.catchLabel(3)).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({
        "ff, illegal opcode ff",
        "27, illegal opcode 27",
        "fc 7f, illegal opcode fc 7f",
        "fd ff ff 03, illegal opcode fd ffff",
        "fc ff ff ff ff 1f, integer too large",
        "20, unexpected end of section or function",
        "20 80, unexpected end of section or function",
        "43 00 00 00, unexpected end of section or function",
        "fd 0c 00 00 00 00 00 00 00 00, unexpected end of section or function",
        "0e 02 00, unexpected end of section or function",
        "0e ff ff ff ff 0f 00, unexpected end of section or function",
        "0e 01 00, unexpected end of section or function",
        "1f 40 02 00 00 00, unexpected end of section or function",
        "1f 40 01 04 00 00, malformed catch clause",
        "28 80 01 00, malformed memop flags",
        "fe 03 01, zero byte expected",
        "fb 18 04 00 6e 6e, malformed br_on_cast flags",
        "02 41, malformed value type",
        "02 f0 7f, malformed block type",
        "02 80 80 80 80 08, unknown type: block type",
        "d0 40, malformed heap type",
        "d0 f0 7f, malformed heap type",
        "d0 80 80 80 80 10, integer too large",
        "1c 01 40, malformed value type",
        "1c 01 80 7f, integer representation too long"
    })
    void whatIsNoInstruction(String hex, String problem) {
        InstrReader reader = new InstrReader(expr(hex));

        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(reader::next)
                .satisfies(e -> assertThat(e.problem()).isEqualTo(problem));
    }

    @Test
    void noHeapTypeBeforeOneIsRead() {
        assertThatIllegalStateException().isThrownBy(first("01")::heapType);
    }

    private static InstrReader first(String hex) {
        InstrReader reader = new InstrReader(expr(hex));
        reader.next();
        assertThat(reader.hasNext()).as("bytes left").isFalse();
        return reader;
    }

    private static Expr expr(String hex) {
        byte[] bytes = Hex.bytes(hex);
        return new Expr(bytes, 0, bytes.length);
    }
}
