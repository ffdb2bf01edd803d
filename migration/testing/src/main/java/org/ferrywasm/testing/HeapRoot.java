package org.ferrywasm.testing;

/**
 * Something that keeps an object alive by itself.
 *
 * @param kind what it is
 * @param node the object
 * @param name for a static field its class and name, empty otherwise
 * @param thread the number in the dump of the thread whose stack it is on, or 0
 * @param frame the number of the stack frame, from the top, or -1
 */
record HeapRoot(Kind kind, int node, String name, int thread, int frame) {
    /** The kinds of roots, in the order in which a path begins with them if it may begin with several. */
    enum Kind {
        STATIC,
        CLASS_VALUE,
        THREAD,
        JNI_GLOBAL,
        MONITOR,
        VM,
        JNI_LOCAL,
        FRAME;

        /** Whether it is on the stack of a thread. */
        boolean isOnStack() {
            return this == FRAME || this == JNI_LOCAL;
        }
    }

    /** One that belongs to no stack. */
    HeapRoot(Kind kind, int node, String name) {
        this(kind, node, name, 0, -1);
    }
}
