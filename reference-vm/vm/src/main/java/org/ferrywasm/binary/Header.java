package org.ferrywasm.binary;

import org.ferrywasm.syntax.MalformedException;

/** The first eight bytes of a module (specification, "Modules"). */
final class Header {
    /** The four bytes that every module begins with, as a little-endian number. */
    static final int MAGIC = 0x6D73_6100;

    /** The version of the binary format. */
    static final int VERSION = 1;

    private Header() {}

    static void read(ByteReader in) {
        require(in, MAGIC, "magic header not detected");
        require(in, VERSION, "unknown binary version");
    }

    private static void require(ByteReader in, int expected, String problem) {
        int at = in.position();
        if (in.f32Bits() != expected) {
            throw new MalformedException(problem, at);
        }
    }
}
