package org.ferrywasm.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Custom;
import org.ferrywasm.syntax.Data;
import org.ferrywasm.syntax.Elem;
import org.ferrywasm.syntax.Expr;
import org.ferrywasm.syntax.Func;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.syntax.ModuleLimits.Limit;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.RecType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.SegmentMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleDecoderTest {
    private static final String VOID_FUNC = "01 04 01 60 00 00  03 02 01 00";

    @ParameterizedTest
    @CsvSource({
        "'', unexpected end of section or function",
        "00 61 73, unexpected end of section or function",
        "00 61 73 6e 01 00 00 00, magic header not detected",
        "00 61 73 6d 01 00, unexpected end of section or function",
        "00 61 73 6d 02 00 00 00, unknown binary version",
        "00 61 73 6d 0d 00 01 00, unknown binary version"
    })
    void headers(String hex, String problem) {
        assertProblem(Hex.bytes(hex), ModuleLimits.DEFAULT, problem);
    }

    @ParameterizedTest
    @CsvSource({
        "0e 00, malformed section id",
        "01 01 00 01 01 00, unexpected content after last section",
        "03 01 00 01 01 00, unexpected content after last section",
        "06 01 00 0d 01 00, unexpected content after last section",
        "0a 01 00 0c 01 00, unexpected content after last section",
        "01 02 00 00, section size mismatch",
        "01 02 00, length out of bounds: 2",
        "01 01 01, unexpected end of section or function",
        "00 00, unexpected end of section or function",
        "00 01 01 00, unexpected end of section or function",
        "00 02 01 ff, malformed UTF-8 encoding",
        "08 00, unexpected end of section or function"
    })
    void sections(String hex, String problem) {
        assertProblem(hex, problem);
    }

    @ParameterizedTest
    @CsvSource({
        "01 03 01 61 00, malformed definition type",
        "01 05 01 60 01 41 00, malformed value type",
        "01 04 01 5e 40 00, malformed storage type",
        "01 04 01 5e 78 02, malformed mutability",
        "01 06 01 4e 01 4e 00 00, malformed definition type",
        "01 06 01 4e ff 7f 00 00, unexpected end of section or function",
        "02 05 01 00 00 05 00, malformed import kind",
        "02 05 01 00 00 20 00, malformed import kind",
        "02 06 01 00 00 04 01 00, malformed tag attribute",
        "04 04 01 7f 00 00, malformed reference type",
        "04 04 01 70 02 00, malformed limits flags",
        "04 04 01 70 08 00, malformed limits flags",
        "04 05 01 40 01 70 00, malformed table",
        "05 03 01 10 00, malformed limits flags",
        "05 02 01 08, malformed limits flags: nothing follows",
        "05 04 01 08 00 40, invalid custom page size",
        "05 03 01 01 00, unexpected end of section or function",
        "06 06 01 7f 02 41 00 0b, malformed mutability",
        "06 05 01 7f 00 41 00, unexpected end of section or function",
        "06 04 01 7f 00 05, END opcode expected",
        "07 04 01 00 05 00, malformed export kind",
        "09 02 01 08, malformed elements segment kind",
        "09 04 01 01 01 00, malformed element kind",
        "09 05 01 05 7f 01 0b, malformed reference type",
        "0b 03 01 03 00, malformed data segment kind",
        "0b 04 01 01 02 00, unexpected end of section or function"
    })
    void contents(String hex, String problem) {
        assertProblem(hex, problem);
    }

    @ParameterizedTest
    @CsvSource({
        "0a 04 01 02 00 0b, function and code section have inconsistent lengths",
        "03 02 01 00, function and code section have inconsistent lengths",
        "0c 01 01, data count and data section have inconsistent lengths",
        "0c 01 01 0b 01 00, data count and data section have inconsistent lengths",
        "0c 01 00 0b 03 01 01 00, data count and data section have inconsistent lengths"
    })
    void lengths(String hex, String problem) {
        assertProblem(hex, problem);
    }

    @ParameterizedTest
    @CsvSource({
        "0a 03 01 01 00, unexpected end of section or function",
        "0a 05 01 03 00 41 01, unexpected end of section or function",
        "0a 05 01 03 00 41 00 00 02 01 00, unexpected end of section or function",
        "0a 04 01 02 00 05, END opcode expected",
        "0a 05 01 02 00 01 0b, section size mismatch",
        "0a 04 01 05 00 0b, length out of bounds: 5",
        "0a 04 01 01 01 01 7f, section size mismatch",
        "0a 06 01 04 01 01 40 0b, malformed value type",
        "0a 0e 01 0c 02 ff ff ff ff 0f 7f ff ff 03 7f 0b, too many locals"
    })
    void bodies(String hex, String problem) {
        assertProblem(VOID_FUNC + hex, problem);
    }

    @Test
    void bodiesAreSlicesThatNobodyHasWalked() {
        Module module = decode(VOID_FUNC + "0a 09 01 07 01 02 7f ff 41 ff 0b");

        Func func = module.funcs().getFirst();
        assertThat(func.locals()).containsExactly(new Func.Locals(2, NumType.I32));
        assertThat(func.body().start()).isEqualTo(8 + 10 + 7);
        assertThat(func.body().lengthBytes()).isEqualTo(4);
    }

    @Test
    void groupsAndSingleTypes() {
        Module module = decode("01 11 03  60 00 00  4e 02 50 00 5f 00 4f 01 01 5f 00  4e 00");

        assertThat(module.types().stream().map(RecType::subTypes).map(List::size))
                .containsExactly(1, 2, 0);
        assertThat(module.types().get(1).subTypes().get(1).isFinal()).isTrue();
        assertThat(module.types().get(1).subTypes().get(1).supertypes()).hasSize(1);
    }

    @Test
    void memories() {
        Module module = decode("05 10 04  00 01  07 00 01  08 00 00  0d 80 80 04 80 02 00");

        assertThat(module.mems())
                .containsExactly(
                        MemType.of(Limits.atLeast(1)),
                        new MemType(AddressType.I64, Limits.between(0, 1), true, 16),
                        new MemType(AddressType.I32, Limits.atLeast(0), false, 0),
                        new MemType(AddressType.I64, Limits.between(0x1_0000, 0x100), false, 0));
    }

    @Test
    void functionIndicesInElementsBecomeExpressions() {
        Module module = decode("09 09 01 00 41 00 0b 02 05 80 01");

        Elem elem = module.elems().getFirst();
        assertThat(elem.mode()).isEqualTo(SegmentMode.ACTIVE);
        assertThat(elem.type()).isEqualTo(SegmentReader.FUNC_REF);
        assertThat(elem.init()).hasSize(2);
        InstrReader second = new InstrReader(elem.init().get(1));
        assertThat(second.next().mnemonic()).isEqualTo("ref.func");
        assertThat(second.index()).isEqualTo(128);
        assertThat(second.next().mnemonic()).isEqualTo("end");
        assertThat(second.hasNext()).isFalse();
    }

    @Test
    void declaredElements() {
        Elem elem = decode("09 05 01 07 6f 01 0b").elems().getFirst();

        assertThat(elem.mode()).isEqualTo(SegmentMode.DECLARATIVE);
        assertThat(elem.type()).isEqualTo(RefType.EXTERNREF);
        assertThat(elem.offset()).isNull();
        assertThat(elem.init().getFirst().lengthBytes()).isEqualTo(1);
    }

    @Test
    void constantExpressionsEndWithTheirOwnEnd() {
        Module module = decode("06 0f 02  7f 00 02 40 01 0b 0b  7f 00 04 40 05 0b 0b");

        assertThat(module.globals()).hasSize(2);
        assertThat(module.globals().getFirst().init().lengthBytes()).isEqualTo(5);
    }

    @Test
    void dataSegments() {
        Module module = decode("0b 0f 03  00 41 00 0b 01 aa  01 00  02 01 41 00 0b 00");

        assertThat(module.datas().stream().map(Data::mode))
                .containsExactly(SegmentMode.ACTIVE, SegmentMode.PASSIVE, SegmentMode.ACTIVE);
        assertThat(module.datas().stream().map(Data::lengthBytes)).containsExactly(1, 0, 0);
        assertThat(module.datas().get(2).memIndex()).isEqualTo(1);
    }

    @Test
    void customSectionsKeepTheirPlace() {
        Module module = decode("00 02 01 61  01 01 00  00 04 01 62 01 02  0d 01 00  00 01 00");

        assertThat(module.customs().stream().map(Custom::name)).containsExactly("a", "b", "");
        assertThat(module.customs().stream().map(Custom::place)).containsExactly(0, 1, 13);
        assertThat(module.customs().get(1).contents()).containsExactly(1, 2);
    }

    @Test
    void theWholeModuleHasALimit() {
        assertLimit(Limit.MODULE_BYTES, 10, "05 03 01 00 00");
        assertLimit(Limit.TYPES, 1, "01 07 01 4e 02 5f 00 5f 00");
        assertLimit(Limit.REC_GROUP_TYPES, 1, "01 07 01 4e 02 5f 00 5f 00");
        assertLimit(Limit.PARAMS, 1, "01 06 01 60 02 7f 7f 00");
        assertLimit(Limit.RESULTS, 1, "01 06 01 60 00 02 7f 7f");
        assertLimit(Limit.STRUCT_FIELDS, 1, "01 07 01 5f 02 7f 00 7f 00");
        assertLimit(Limit.IMPORTS, 1, "02 09 02 00 00 00 00 00 00 00 00");
        assertLimit(Limit.FUNCTIONS, 1, "02 09 02 00 00 00 00 00 00 00 00");
        assertLimit(Limit.FUNCTIONS, 1, "02 05 01 00 00 00 00 03 02 01 00 0a 04 01 02 00 0b");
        assertLimit(Limit.TABLES, 0, "04 04 01 70 00 00");
        assertLimit(Limit.MEMORIES, 0, "05 03 01 00 00");
        assertLimit(Limit.TAGS, 0, "0d 03 01 00 00");
        assertLimit(Limit.GLOBALS, 0, "06 06 01 7f 00 41 00 0b");
        assertLimit(Limit.EXPORTS, 0, "07 04 01 00 00 00");
        assertLimit(Limit.NAME_BYTES, 1, "07 06 01 02 61 61 00 00");
        assertLimit(Limit.ELEM_SEGMENTS, 0, "09 04 01 01 00 00");
        assertLimit(Limit.ELEM_ENTRIES, 1, "09 06 01 01 00 02 00 00");
        assertLimit(Limit.DATA_SEGMENTS, 0, "0b 03 01 01 00");
        assertLimit(Limit.BODY_BYTES, 1, VOID_FUNC + "0a 04 01 02 00 0b");
        assertLimit(Limit.LOCALS, 1, VOID_FUNC + "0a 06 01 04 01 02 7f 0b");
    }

    @Test
    void everyTruncationIsMalformedOrAModule() {
        byte[] bytes = ModuleEncoder.encode(SampleModules.everything());

        int malformed = 0;
        for (int length = 0; length < bytes.length; length++) {
            malformed += isMalformed(Arrays.copyOf(bytes, length)) ? 1 : 0;
        }
        assertThat(malformed).isGreaterThan(bytes.length * 9 / 10);
    }

    @Test
    void everyChangeOfOneByteIsMalformedOrAModule() {
        byte[] bytes = ModuleEncoder.encode(SampleModules.everything());
        int malformed = 0;

        for (int i = 0; i < bytes.length; i++) {
            for (int value = 0; value < 256; value++) {
                byte[] changed = bytes.clone();
                changed[i] = (byte) value;
                malformed += isMalformed(changed) ? 1 : 0;
            }
        }
        assertThat(malformed).isGreaterThan(bytes.length * 100);
    }

    /** Whether bytes are malformed where anybody looks at them; any other exception is a failure. */
    private static boolean isMalformed(byte[] bytes) {
        try {
            Module module = ModuleDecoder.decode(bytes, ModuleLimits.DEFAULT);
            assertThat(NameSection.of(module).functionName(0)).isNull();
            ModuleEncoder.encode(module);
            for (Func func : module.funcs()) {
                walk(func.body());
            }
            return false;
        } catch (MalformedException e) {
            assertThat(e).hasMessageContaining("at offset 0x");
            return true;
        } catch (RuntimeException e) {
            throw new AssertionError(Hex.text(bytes), e);
        }
    }

    private static void walk(Expr expr) {
        InstrReader reader = new InstrReader(expr);
        while (reader.hasNext()) {
            reader.next();
        }
    }

    private static Module decode(String sections) {
        return ModuleDecoder.decode(Hex.bytes(Hex.HEADER + sections), ModuleLimits.DEFAULT);
    }

    private static void assertProblem(String sections, String problem) {
        assertProblem(Hex.bytes(Hex.HEADER + sections), ModuleLimits.DEFAULT, problem);
    }

    private static void assertProblem(byte[] bytes, ModuleLimits limits, String problem) {
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> ModuleDecoder.decode(bytes, limits))
                .satisfies(e -> assertThat(e.problem()).isEqualTo(problem));
    }

    /** That a module is refused with this limit and accepted with the next greater one. */
    private static void assertLimit(Limit limit, long value, String sections) {
        byte[] bytes = Hex.bytes(Hex.HEADER + sections);
        assertProblem(bytes, ModuleLimits.DEFAULT.with(limit, value), limit.problem());
        long enough = limit == Limit.MODULE_BYTES ? bytes.length : value + 1;
        assertThatCode(() -> ModuleDecoder.decode(bytes, ModuleLimits.DEFAULT.with(limit, enough)))
                .as("limit on %s", limit)
                .doesNotThrowAnyException();
    }
}
