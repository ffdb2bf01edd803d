package org.ferrywasm.testing;

import java.nio.ByteBuffer;

/** The types of values in the HPROF format, by their numbers there. */
final class Hprof {
    static final int OBJECT = 2;

    /** The names of the primitive types, {@code boolean} first, which is number 4. */
    private static final String[] PRIMITIVES = {"boolean", "char", "float", "double", "byte", "short", "int", "long"};

    private static final int[] SIZES = {1, 2, 4, 8, 1, 2, 4, 8};
    private static final String LETTERS = "ZCFDBSIJ";
    static final int FIRST_PRIMITIVE = 4;
    static final int LAST_PRIMITIVE = 11;

    private Hprof() {}

    /** How many bytes a value of a type takes. */
    static int sizeOf(int type, int idSize) {
        return type == OBJECT ? idSize : SIZES[type - FIRST_PRIMITIVE];
    }

    /** The id at a place in an object's record. */
    static long id(byte[] record, int offset, int idSize) {
        ByteBuffer buffer = ByteBuffer.wrap(record);
        return idSize == Integer.BYTES ? Integer.toUnsignedLong(buffer.getInt(offset)) : buffer.getLong(offset);
    }

    /** The class of arrays of a primitive type. */
    static String arrayOf(int type) {
        return PRIMITIVES[type - FIRST_PRIMITIVE] + "[]";
    }

    /** A class's name as the language has it, from that of the class file format. */
    static String className(String internalName) {
        int dimensions = 0;
        while (dimensions < internalName.length() && internalName.charAt(dimensions) == '[') {
            dimensions++;
        }
        String element = internalName.substring(dimensions);
        if (dimensions > 0) {
            element = element.length() == 1
                    ? PRIMITIVES[LETTERS.indexOf(element.charAt(0))]
                    : element.substring(1, element.length() - 1);
        }
        return element.replace('/', '.') + "[]".repeat(dimensions);
    }
}
