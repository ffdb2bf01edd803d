package org.ferrywasm.fuzz.oracle;

import java.util.Map;

/** What an oracle asks for does not hold. The message says what was seen. */
public final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Map<String, String> files;

    /** Says what was seen. */
    public Broken(String message) {
        super(message);
        files = Map.of();
    }

    /**
     * Says what does not, and keeps what shows it.
     *
     * @param files names and contents of what is to be kept
     */
    public Broken(String message, Map<String, String> files) {
        super(message);
        this.files = Map.copyOf(files);
    }

    /** Says what was thrown where nothing should be. */
    public Broken(String message, Throwable cause) {
        super(message + ": " + cause, cause);
        files = Map.of();
    }

    /** What is to be kept to show it: contents by names. */
    public Map<String, String> files() {
        return files;
    }
}
