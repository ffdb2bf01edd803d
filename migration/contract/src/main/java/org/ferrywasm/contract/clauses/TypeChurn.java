package org.ferrywasm.contract.clauses;

import java.io.ByteArrayOutputStream;

/** Modules of types that no other module has. */
final class TypeChurn {
    private static final byte[] HEADER = {0, 'a', 's', 'm', 1, 0, 0, 0};
    private static final int TYPE_SECTION = 1;
    private static final int FUNCTION_TYPE = 0x60;
    private static final int TYPES = 20;

    /** Each digit of a seed in base four is a parameter of one of the four number types. */
    private static final int DIGITS = 12;

    private static final int F64 = 0x7C;

    private TypeChurn() {}

    /** A module of twenty function types, which no other seed has. */
    static byte[] module(int seed) {
        ByteArrayOutputStream section = new ByteArrayOutputStream();
        section.write(TYPES);
        for (int type = 0; type < TYPES; type++) {
            section.write(FUNCTION_TYPE);
            section.write(DIGITS);
            int rest = seed * TYPES + type;
            for (int digit = 0; digit < DIGITS; digit++) {
                section.write(F64 + (rest & 3));
                rest >>>= 2;
            }
            section.write(0);
        }
        ByteArrayOutputStream module = new ByteArrayOutputStream();
        module.writeBytes(HEADER);
        module.write(TYPE_SECTION);
        int size = section.size();
        module.write((size & 0x7F) | 0x80);
        module.write(size >> 7);
        module.writeBytes(section.toByteArray());
        return module.toByteArray();
    }
}
