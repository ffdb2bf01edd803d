package org.ferrywasm.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.ferrywasm.syntax.Custom;
import org.ferrywasm.syntax.Data;
import org.ferrywasm.syntax.Elem;
import org.ferrywasm.syntax.Expr;
import org.ferrywasm.syntax.Func;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.SegmentMode;
import org.junit.jupiter.api.Test;

class ModuleEncoderTest {
    /** Slices are compared by what they contain, wherever they lie. */
    private static final RecursiveComparisonConfiguration CONTENTS = RecursiveComparisonConfiguration.builder()
            .withEqualsForType((a, b) -> Arrays.equals(bytes(a), bytes(b)), Expr.class)
            .withEqualsForType(
                    (a, b) -> Arrays.equals(a.contents(), b.contents())
                            && a.name().equals(b.name())
                            && a.place() == b.place(),
                    Custom.class)
            .withEqualsForFields((a, b) -> true, "datas.bytes", "datas.start", "datas.end")
            .withStrictTypeChecking(true)
            .build();

    @Test
    void theEmptyModuleIsItsHeader() {
        assertThat(Hex.text(ModuleEncoder.encode(SampleModules.empty()))).isEqualTo(Hex.HEADER);
    }

    @Test
    void whatIsEncodedIsDecodedAgain() {
        Module module = SampleModules.everything();

        Module decoded = ModuleDecoder.decode(ModuleEncoder.encode(module), ModuleLimits.DEFAULT);

        assertThat(decoded).usingRecursiveComparison(CONTENTS).isEqualTo(module);
        assertThat(decoded.datas().stream().map(ModuleEncoderTest::bytes).map(Hex::text))
                .containsExactly("01 02", "", "03");
    }

    @Test
    void theEncodingOfWhatWasDecodedIsTheSame() {
        byte[] bytes = ModuleEncoder.encode(SampleModules.everything());

        assertThat(ModuleEncoder.encode(ModuleDecoder.decode(bytes, ModuleLimits.DEFAULT)))
                .isEqualTo(bytes);
    }

    @Test
    void sectionsStandInThePrescribedOrder() {
        byte[] bytes = ModuleEncoder.encode(SampleModules.everything());
        ByteReader in = new ByteReader(bytes, 8, bytes.length);
        List<Integer> ids = new ArrayList<>();
        while (in.hasNext()) {
            ids.add(in.u8());
            in.skip(in.length());
        }

        assertThat(ids).containsExactly(0, 1, 2, 3, 4, 5, 13, 0, 0, 6, 7, 8, 9, 12, 10, 11, 0);
    }

    @Test
    void numbersAndTypesAreAsShortAsCanBe() {
        Module module = ModuleDecoder.decode(
                Hex.bytes(Hex.HEADER + "01 8a 80 00  81 00 4e 01 4f 00 60 80 00 00" + "05 04 81 00 00 01"),
                ModuleLimits.DEFAULT);

        assertThat(Hex.text(ModuleEncoder.encode(module))).isEqualTo(Hex.HEADER + " 01 04 01 60 00 00 05 03 01 00 01");
    }

    @Test
    void elementsThatAreNotAllFunctionsAreWrittenAsExpressions() {
        RefType func = SegmentReader.FUNC_REF;
        for (String init : List.of("d0 70 0b", "d2 00 1a 0b", "d2 00", "ff", "d2 00 0b 0b")) {
            Elem elem = new Elem(func, List.of(SampleModules.expr(init)), SegmentMode.PASSIVE, 0, null);
            ByteWriter to = new ByteWriter();
            SegmentWriter.elem(to, elem);

            assertThat(Hex.text(to.toBytes())).isEqualTo("05 64 70 01 " + init);
        }
    }

    @Test
    void bodiesAreCopiedAsTheyAre() {
        Module empty = SampleModules.empty();
        Func func = new Func(0, List.of(), SampleModules.expr("41 80 00 ff 0b"));
        Module module = new Module(
                empty.types(),
                empty.imports(),
                List.of(func),
                empty.tables(),
                empty.mems(),
                empty.tags(),
                empty.globals(),
                empty.exports(),
                OptionalInt.empty(),
                empty.elems(),
                OptionalInt.empty(),
                empty.datas(),
                empty.customs());

        assertThat(Hex.text(ModuleEncoder.encode(module)))
                .isEqualTo(Hex.HEADER + " 03 02 01 00 0a 08 01 06 00 41 80 00 ff 0b");
    }

    @Test
    void aPlaceAfterNoSectionIsRefused() {
        Module empty = SampleModules.empty();
        Module module = new Module(
                empty.types(),
                empty.imports(),
                empty.funcs(),
                empty.tables(),
                empty.mems(),
                empty.tags(),
                empty.globals(),
                empty.exports(),
                OptionalInt.empty(),
                empty.elems(),
                OptionalInt.empty(),
                empty.datas(),
                List.of(SampleModules.custom("c", "", 14)));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ModuleEncoder.encode(module))
                .withMessageContaining("unknown section 14");
    }

    private static byte[] bytes(Expr expr) {
        return Arrays.copyOfRange(expr.bytes(), expr.start(), expr.end());
    }

    private static byte[] bytes(Data data) {
        return Arrays.copyOfRange(data.bytes(), data.start(), data.end());
    }
}
