package org.ferrywasm.contract.trial;

/** The JVM's heap, for clauses on what grows. */
public final class JvmHeap {
    private static final int COLLECTIONS = 3;

    private JvmHeap() {}

    /** How many bytes are in use after a collection. */
    public static long usedBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    /** How large each of some objects has to be for all of them to be twice what fits, within reason. */
    public static int bytesTooManyFor(int objects) {
        return (int) Math.min(1 << 16, Runtime.getRuntime().maxMemory() * 2 / objects);
    }
}
