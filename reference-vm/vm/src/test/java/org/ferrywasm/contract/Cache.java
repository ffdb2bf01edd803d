package org.ferrywasm.contract;

/** Host state that must not leave its thread. */
final class Cache {
    private int entries;

    int next() {
        return ++entries;
    }
}
