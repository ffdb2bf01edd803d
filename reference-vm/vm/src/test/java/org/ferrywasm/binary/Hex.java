package org.ferrywasm.binary;

import java.util.HexFormat;

/** Bytes as tests write them: pairs of hexadecimal digits, spaces and line ends between them ignored. */
final class Hex {
    /** The first eight bytes of a module. */
    static final String HEADER = "00 61 73 6d 01 00 00 00";

    private Hex() {}

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }

    static String text(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }
}
