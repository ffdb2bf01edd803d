package org.ferrywasm.cli;

import org.jspecify.annotations.Nullable;

/** Thrown where a command cannot go on. Its message is one line for the user: the place, then the cause. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitStatus;

    private CommandFailure(int exitStatus, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitStatus = exitStatus;
    }

    /** {@return a failure for wrong arguments or input that cannot be used} */
    public static CommandFailure badUse(String message) {
        return new CommandFailure(ExitStatus.BAD_USE, message, null);
    }

    /** {@return a failure for wrong arguments or input that cannot be used, with what {@code --debug} shows} */
    public static CommandFailure badUse(String message, Throwable cause) {
        return new CommandFailure(ExitStatus.BAD_USE, message, cause);
    }

    /** {@return a failure of what was run or checked, with what {@code --debug} shows} */
    public static CommandFailure failed(String message, Throwable cause) {
        return new CommandFailure(ExitStatus.FAILED, message, cause);
    }

    /** {@return what the process ends with} */
    public int exitStatus() {
        return exitStatus;
    }
}
