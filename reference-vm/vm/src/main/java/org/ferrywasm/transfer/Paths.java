package org.ferrywasm.transfer;

/** The words of paths and class names in messages. */
final class Paths {
    private Paths() {}

    /** The name of a class; without the address that tells lambdas and hidden classes apart, which differs from run to run. */
    static String nameOf(Class<?> type) {
        String name = type.getTypeName();
        int address = name.indexOf('/');
        return address < 0 ? name : name.substring(0, address);
    }
}
