package org.ferrywasm.cli;

/** What the exit status of a command says. */
public final class ExitStatus {
    /** Everything held. */
    public static final int HELD = 0;

    /** Something that was run or checked failed. */
    public static final int FAILED = 1;

    /** The command was misused, or its input cannot be used. */
    public static final int BAD_USE = 2;

    private ExitStatus() {}
}
