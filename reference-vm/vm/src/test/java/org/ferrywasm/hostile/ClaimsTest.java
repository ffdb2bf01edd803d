package org.ferrywasm.hostile;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.ferrywasm.syntax.ModuleException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small modules whose numbers promise gigabytes: refused before anything is allocated for the promise. Each is read twice, since
 * the first time may load classes.
 */
class ClaimsTest {
    /** 2^32 - 1. */
    private static final String MOST = " ffffffff0f ";

    /** 2^31 - 1, which is no negative number in Java. */
    private static final String MOST_SIGNED = " ffffffff07 ";

    private static final int PADDING = 50_000;
    private static final long SMALL = 1 << 16;
    private static final long PER_BYTE = 40;

    static Stream<Arguments> claims() {
        return Stream.of(MOST, MOST_SIGNED).flatMap(ClaimsTest::claims);
    }

    private static Stream<Arguments> claims(String most) {
        return Stream.of(
                claim("types", Sections.TYPE, most),
                claim("types in a group", Sections.TYPE, "01 4e" + most),
                claim("supertypes", Sections.TYPE, "01 50" + most),
                claim("parameters", Sections.TYPE, "01 60" + most),
                claim("results", Sections.TYPE, "01 60 00" + most),
                claim("fields", Sections.TYPE, "01 5f" + most),
                claim("imports", Sections.IMPORT, most),
                claim("bytes of a module name", Sections.IMPORT, "01" + most),
                claim("bytes of an item name", Sections.IMPORT, "01 00" + most),
                claim("functions", Sections.FUNCTION, most),
                claim("tables", Sections.TABLE, most),
                claim("memories", Sections.MEMORY, most),
                claim("tags", Sections.TAG, most),
                claim("globals", Sections.GLOBAL, most),
                claim("labels in a constant expression", Sections.GLOBAL, "01 7f 00 0e" + most),
                claim("exports", Sections.EXPORT, most),
                claim("bytes of an export name", Sections.EXPORT, "01" + most),
                claim("element segments", Sections.ELEM, most),
                claim("function indices", Sections.ELEM, "01 01 00" + most),
                claim("element expressions", Sections.ELEM, "01 05 70" + most),
                claim("data segments", Sections.DATA, most),
                claim("data bytes", Sections.DATA, "01 01" + most),
                claim("a data count", 12, most),
                claim("a start function", 8, most),
                claim("bodies", Sections.CODE, most),
                claim("bytes of a body", Sections.CODE, "01" + most),
                claim("bytes of a custom section's name", 0, most),
                body("runs of locals", most),
                body("locals", "01" + most + "7f 0b"),
                body("locals in many runs", "04" + (most + "7f").repeat(4) + "0b"),
                body("labels", "00 00 0e" + most),
                body("catch clauses", "00 1f 40" + most),
                body("types of a select", "00 00 1c" + most),
                body("an aggregate", "00 00 fb 08 00" + most + "0b"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("claims")
    void areRefused(String what, Sections module) {
        byte[] bytes = module.bytes();

        Attempt.BINARY.outcome(bytes);
        Attempt.BINARY.outcome(bytes).requireRefused(ModuleException.class, "", SMALL);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("claims")
    void areRefusedWithManyBytesAfterThem(String what, Sections module) {
        byte[] bytes = module.bytes();
        byte[] padded = Arrays.copyOf(bytes, bytes.length + PADDING);

        Attempt.BINARY.outcome(padded);
        Attempt.BINARY.outcome(padded).requireRefused(ModuleException.class, "", SMALL + PER_BYTE * padded.length);
    }

    static Stream<Arguments> ignored() {
        return Stream.of(
                claim("bytes of a subsection", "name", "00" + MOST),
                claim("bytes of the module's name", "name", "00 06" + MOST),
                claim("names", "name", "01 05" + MOST),
                claim("names", "name", "01 08 " + MOST + "00 01 61"),
                claim("functions with locals", "name", "02 05" + MOST),
                claim("locals with names", "name", "02 07 01 00" + MOST),
                claim("fields with names", "name", "0a 07 01 00" + MOST),
                claim("functions with hints", "metadata.code.branch_hint", MOST),
                claim("hints", "metadata.code.branch_hint", "01 00" + MOST),
                claim("bytes of a hint", "metadata.code.branch_hint", "01 00 01 00" + MOST));
    }

    /** What is wrong in a custom section makes no module malformed. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("ignored")
    void inCustomSectionsAreIgnored(String what, Sections module) {
        byte[] bytes = module.bytes();

        Attempt.BINARY.outcome(bytes);
        Attempt.BINARY.outcome(bytes).requireAccepted(SMALL);
    }

    private static Arguments claim(String what, int section, String hex) {
        return Arguments.of(what + " " + hex, new Sections().hex(section, hex));
    }

    private static Arguments claim(String what, String custom, String hex) {
        return Arguments.of(
                what + " " + hex,
                new Sections().custom(custom, to -> to.bytes(HexFormat.of().parseHex(hex.replace(" ", "")))));
    }

    /** A function of which only the beginning is there: the section ends after it. */
    private static Arguments body(String what, String hex) {
        int length = hex.replace(" ", "").length() / 2;
        String code = "01%02x%s".formatted(length, hex);
        return Arguments.of(what + " " + hex, Sections.voidFunction().hex(Sections.CODE, code));
    }
}
