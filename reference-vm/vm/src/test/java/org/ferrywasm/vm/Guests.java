package org.ferrywasm.vm;

import org.jspecify.annotations.Nullable;

/** Guests for tests, from text. */
final class Guests {
    private Guests() {}

    /** An instance of a module that imports nothing. */
    static <T extends @Nullable Object> Instance instantiate(Store<T> store, String text) {
        return new Linker<T>(store.engine()).instantiate(store, Module.fromText(store.engine(), text));
    }
}
