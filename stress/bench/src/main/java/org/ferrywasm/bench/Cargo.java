package org.ferrywasm.bench;

import java.util.Locale;

/** What is handed over to another thread. */
public enum Cargo implements Column {
    /** A Store with ten host objects: attached, and detached again to be handed on. */
    STORE("a Store"),
    /** An object that nobody looks at. */
    OBJECT("a plain object");

    private final String title;

    Cargo(String title) {
        this.title = title;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
