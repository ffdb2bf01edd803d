package org.ferrywasm.testing;

/**
 * Something of a Store that can be reached without it.
 *
 * @param kind what kind of thing it is
 * @param what the thing, for people
 * @param path how it is reached: from what keeps it alive, by fields and elements, to the thing
 */
public record Finding(Kind kind, String what, String path) {
    /** What of a Store can be left behind, each with what to do about it. */
    public enum Kind {
        /** A handle that did not travel: it keeps the whole Store from being collected, and refuses every use. */
        STALE_HANDLE(
                "let go of it before the Store moves; or name it in detach, if it is needed after the move, and send"
                        + " it along"),

        /** The VM's own state, which it gives to nobody: somebody took it by reflection, or the VM is at fault. */
        STATE("take no part of a Store by reflection: another thread could change it unseen"),

        /** What is in an {@link org.ferrywasm.vm.Owned}: two threads could change it at once. */
        OWNED("let the Owned's supplier make it, keep no reference to it, and reach it through the box alone"),

        /** What is in a {@link org.ferrywasm.vm.Trusted}: two threads could change it at once. */
        TRUSTED("let go of it before the Store moves; or, if it is made for several threads at once, name it:"
                + " LeftBehind.sharing(it)");

        private final String mend;

        Kind(String mend) {
            this.mend = mend;
        }
    }

    /** What to do about it. */
    public String mend() {
        return kind.mend;
    }

    /** The path, and what is at its end. */
    @Override
    public String toString() {
        return path + " -> " + what;
    }
}
