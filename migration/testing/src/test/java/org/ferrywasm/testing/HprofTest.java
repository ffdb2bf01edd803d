package org.ferrywasm.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HprofTest {
    @Test
    void namesOfClassesAreThoseOfTheLanguage() {
        assertThat(Hprof.className("java/util/HashMap$Node")).isEqualTo("java.util.HashMap$Node");
        assertThat(Hprof.className("[Ljava/lang/String;")).isEqualTo("java.lang.String[]");
        assertThat(Hprof.className("[[J")).isEqualTo("long[][]");
        assertThat(Hprof.className("[Z")).isEqualTo("boolean[]");
    }

    @Test
    void idsAreUnsigned() {
        byte[] record = {9, -1, 0, 0, 1, 0, 0, 0, 2};

        assertThat(Hprof.id(record, 1, Integer.BYTES)).isEqualTo(0xFF00_0001L);
        assertThat(Hprof.id(record, 1, Long.BYTES)).isEqualTo(0xFF00_0001_0000_0002L);
    }
}
