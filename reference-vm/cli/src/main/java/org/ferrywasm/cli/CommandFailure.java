package org.ferrywasm.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Thrown where a command cannot go on. Its message is one line for the user: the place, then the cause. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitStatus;
    private final transient List<String> details;

    private CommandFailure(int exitStatus, String message, @Nullable Throwable cause, List<String> details) {
        super(message, cause);
        this.exitStatus = exitStatus;
        this.details = List.copyOf(details);
    }

    /** {@return a failure for wrong arguments or input that cannot be used} */
    public static CommandFailure badUse(String message) {
        return new CommandFailure(ExitStatus.BAD_USE, message, null, List.of());
    }

    /** {@return a failure for wrong arguments or input that cannot be used, with what {@code --debug} shows} */
    public static CommandFailure badUse(String message, Throwable cause) {
        return new CommandFailure(ExitStatus.BAD_USE, message, cause, List.of());
    }

    /** {@return a failure of what was run or checked, with what {@code --debug} shows} */
    public static CommandFailure failed(String message, Throwable cause) {
        return failed(message, cause, List.of());
    }

    /** {@return a failure of what was run or checked, with further lines such as a guest's frames} */
    public static CommandFailure failed(String message, Throwable cause, List<String> details) {
        return new CommandFailure(ExitStatus.FAILED, message, cause, details);
    }

    /** {@return what the process ends with} */
    public int exitStatus() {
        return exitStatus;
    }

    /** {@return what is shown below the message, a line each} */
    public List<String> details() {
        return details;
    }
}
