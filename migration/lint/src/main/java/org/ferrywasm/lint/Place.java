package org.ferrywasm.lint;

/** Where something that must be Sendable is put. */
enum Place {
    /** Into a Store that exists and was opened by {@code Store.sendable}. */
    STORE("a Store that was opened by Store.sendable refuses it"),
    /** Into a Store that is about to be opened by {@code Store.sendable}. */
    NEW_STORE("Store.sendable refuses it"),
    /** Into a supplier that makes the contents of an {@code Owned}. */
    SUPPLIER("Owned.of refuses it"),
    /** Into a linker that is frozen. */
    FROZEN("Linker.freeze refuses it");

    private final String words;

    Place(String words) {
        this.words = words;
    }

    /** What happens when the program runs. */
    String words() {
        return words;
    }

    /** Whether handles of the Store in question may be there: they travel with it. */
    boolean allowsHandles() {
        return this == STORE;
    }
}
