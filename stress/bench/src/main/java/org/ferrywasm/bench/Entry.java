package org.ferrywasm.bench;

/** How the host calls an empty guest function. */
public enum Entry {
    /** With arguments and results as values: {@code Func.call}, {@code ExportFunction.apply}, {@code Value.execute}. */
    VALUES("host to guest"),
    /** In the form in which the engine calls it fastest: {@code TypedFunc.call}, {@code Value.executeVoid}. */
    FASTEST("host to guest, fastest form"),
    /** Begun as a call that could be suspended, and resumed to its end; Ferry has it alone. */
    RESUMED("host to guest, begun and resumed");

    private final String title;

    Entry(String title) {
        this.title = title;
    }

    /** What the row of the table is called. */
    public String title() {
        return title;
    }
}
