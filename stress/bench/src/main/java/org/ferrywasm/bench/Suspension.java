package org.ferrywasm.bench;

/** What {@link SuspendBenchmark} measures, by the names of its methods. */
enum Suspension {
    /** A begun call that is never resumed. */
    DROP("beginAndDrop", "begin a call and drop it", false),
    /** A slice of fuel, spent in a loop. */
    SLICE("slice", "resume with " + SuspendBenchmark.SLICE + " units of fuel", true),
    /** A call that has to be over by some epoch. */
    DEADLINE("deadline", "host to guest with an epoch deadline", false),
    /** A call of an asynchronous host function that need not be waited for. */
    ANSWERED("answered", "guest to host, asynchronous, answered at once", false);

    private final String method;
    private final String title;
    private final boolean needsFuel;

    Suspension(String method, String title, boolean needsFuel) {
        this.method = method;
        this.title = title;
        this.needsFuel = needsFuel;
    }

    /** The benchmark's method. */
    String method() {
        return method;
    }

    /** What the row of the table is called. */
    String title() {
        return title;
    }

    /** Whether it can be measured on this engine: on Ferry, metered where fuel is what it is about. */
    boolean isFor(Competitor engine) {
        return engine == Competitor.FERRY_METERED || (engine == Competitor.FERRY && !needsFuel);
    }
}
