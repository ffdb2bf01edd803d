package org.ferrywasm.bench;

/** What {@link GuardBenchmark} measures, by the names of its methods. */
enum Guarded {
    /** The ordinary way into a guest. */
    CALL("call", "Func.call of an empty function"),
    /** The quick way into a guest. */
    TYPED_CALL("typedCall", "TypedFunc.call of an empty function"),
    /** One of the cheapest operations there are. */
    READ_INT("readInt", "Memory.readInt"),
    /** A cheap operation that makes a value. */
    GET_GLOBAL("getGlobal", "Global.get");

    private final String method;
    private final String title;

    Guarded(String method, String title) {
        this.method = method;
        this.title = title;
    }

    /** The benchmark's method. */
    String method() {
        return method;
    }

    /** What the row of the table is called. */
    String title() {
        return title;
    }
}
