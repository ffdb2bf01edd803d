package org.ferrywasm.bench;

import java.util.Locale;

/** What is compared: Ferry, in its variants, and the engines beside it. */
public enum Competitor {
    /** Ferry as it comes, metering off. */
    FERRY("Ferry"),
    /** Ferry with fuel counted and interrupts honoured. */
    FERRY_METERED("Ferry, metered"),
    /** Ferry with instructions lowered one to one. */
    FERRY_PLAIN("Ferry, plain lowering"),
    /** Endive's interpreter. */
    ENDIVE("Endive"),
    /** GraalWasm without its compiler. */
    GRAALWASM("GraalWasm");

    private final String title;

    Competitor(String title) {
        this.title = title;
    }

    /** The name in the heads of tables. */
    public String title() {
        return title;
    }

    /** The name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether this is an engine beside Ferry. */
    public boolean isPeer() {
        return this == ENDIVE || this == GRAALWASM;
    }

    /** A new engine. */
    public BenchEngine open() {
        return switch (this) {
            case FERRY -> FerryEngine.unmetered();
            case FERRY_METERED -> FerryEngine.metered();
            case FERRY_PLAIN -> FerryEngine.plain();
            case ENDIVE -> new EndiveEngine();
            case GRAALWASM -> new GraalWasmEngine();
        };
    }

    /** Whether the engine implements what the kernel needs. */
    public boolean supports(Kernel kernel) {
        return this != GRAALWASM || kernel.needs() != Kernel.Needs.GC;
    }

    /** Whether the engine's functions can be called in this way. */
    public boolean supports(Entry entry) {
        return entry != Entry.RESUMED || !isPeer();
    }
}
