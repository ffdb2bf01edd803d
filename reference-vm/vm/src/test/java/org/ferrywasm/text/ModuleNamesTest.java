package org.ferrywasm.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.ferrywasm.syntax.Custom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleNamesTest {
    @Test
    void namesAreEncodedInTheOrderOfTheSubsections() {
        ModuleNames names = new ModuleNames();
        names.setModule("m");
        names.names(ModuleNames.Kind.TAG).put(0, "t");
        names.names(ModuleNames.Kind.FUNC).putAll(Map.of(2, "b", 1, "a"));
        names.locals().put(1, new TreeMap<>(Map.of(0, "x")));
        names.fields().put(300, new TreeMap<>(Map.of(0, "f")));

        Custom section = names.encode();

        assertThat(section.name()).isEqualTo("name");
        assertThat(section.place()).isEqualTo(11);
        assertThat(HexFormat.of().formatHex(section.contents()))
                .isEqualTo("0002016d" + "0107" + "02010161020162" + "0206" + "010101000178" + "0a07" + "01ac0201000166"
                        + "0b04" + "01000174");
        ModuleNames decoded = ModuleNames.decode(section);
        assertThat(decoded).isNotNull();
        assertThat(decoded.encode().contents()).isEqualTo(section.contents());
    }

    @Test
    void unknownSubsectionsAreSkipped() {
        ModuleNames names = decode("7f02aaaa" + "0002016d");

        assertThat(names).isNotNull();
        assertThat(names.module()).isEqualTo("m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00",
                "0002",
                "000201",
                "000201ff",
                "00ffffffff0f",
                "01ffffffff0701",
                "0105ffffffff0f",
                "0207" + "01" + "00" + "ffffffff0f"
            })
    void whatIsMalformedGivesNoNames(String hex) {
        assertThat(decode(hex)).isNull();
    }

    private static @Nullable ModuleNames decode(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return ModuleNames.decode(new Custom("name", bytes, 0, bytes.length, 11));
    }
}
