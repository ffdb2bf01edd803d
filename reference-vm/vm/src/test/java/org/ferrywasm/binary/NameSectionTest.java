package org.ferrywasm.binary;

import static org.assertj.core.api.Assertions.assertThat;

import org.ferrywasm.syntax.ModuleLimits;
import org.junit.jupiter.api.Test;

class NameSectionTest {
    private static final String MODULE = "00 04 03 61 62 63";
    private static final String FUNCTIONS = "01 09 02 00 01 66 80 01 02 c3 a9";

    @Test
    void namesOfModuleFunctionsAndLocals() {
        NameSection names = names(MODULE + FUNCTIONS + "02 0c 02  00 01 01 01 78  05 01 02 02 79 7a");

        assertThat(names.moduleName()).isEqualTo("abc");
        assertThat(names.functionName(0)).isEqualTo("f");
        assertThat(names.functionName(128)).isEqualTo("é");
        assertThat(names.functionName(1)).isNull();
        assertThat(names.functionName(-1)).isNull();
        assertThat(names.localName(0, 1)).isEqualTo("x");
        assertThat(names.localName(0, 0)).isNull();
        assertThat(names.localName(5, 2)).isEqualTo("yz");
        assertThat(names.localName(1, 0)).isNull();
    }

    @Test
    void aModuleWithoutTheSectionHasNoNames() {
        NameSection names = NameSection.of(SampleModules.empty());

        assertThat(names.moduleName()).isNull();
        assertThat(names.functionName(0)).isNull();
        assertThat(names.localName(0, 0)).isNull();
    }

    @Test
    void otherSubsectionsArePassedOver() {
        assertThat(names("07 03 aa bb cc" + MODULE).moduleName()).isEqualTo("abc");
    }

    @Test
    void whatIsMalformedCountsAsAbsent() {
        assertThat(names("00 02 01 ff").moduleName()).isNull();
        assertThat(names("00 ff").moduleName()).isNull();
        assertThat(names("01 07 02 00 01 66 01 09 67").functionName(0)).isEqualTo("f");
        assertThat(names("01 07 02 00 01 66 01 09 67").functionName(1)).isNull();
        assertThat(names("01 04 01 00 01 ff").functionName(0)).isNull();
        assertThat(names("02 06 01 00 02 00 01 78").localName(0, 0)).isNull();
        assertThat(names("02 05 ff ff ff ff 0f").localName(0, 0)).isNull();
    }

    @Test
    void namesOutOfOrderEndTheMap() {
        NameSection names = names("01 0a 03 01 01 61 00 01 62 02 01 63");

        assertThat(names.functionName(1)).isEqualTo("a");
        assertThat(names.functionName(0)).isNull();
        assertThat(names.functionName(2)).isNull();
    }

    @Test
    void theNamesBeforeAMalformedSubsectionStay() {
        NameSection names = names(FUNCTIONS + "00 7f");

        assertThat(names.functionName(0)).isEqualTo("f");
        assertThat(names.moduleName()).isNull();
    }

    private static NameSection names(String hex) {
        byte[] contents = Hex.bytes(hex);
        ByteWriter section = new ByteWriter();
        section.name("name");
        section.bytes(contents);
        ByteWriter module = new ByteWriter();
        module.bytes(Hex.bytes(Hex.HEADER));
        module.u8(Section.CUSTOM_ID);
        module.sized(section);
        return NameSection.of(ModuleDecoder.decode(module.toBytes(), ModuleLimits.DEFAULT));
    }
}
