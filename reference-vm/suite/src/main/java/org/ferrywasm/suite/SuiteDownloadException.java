package org.ferrywasm.suite;

import java.io.IOException;

/** A suite could not be downloaded; nothing of the attempt is left in the cache. */
public final class SuiteDownloadException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What went wrong, for code that must tell the cases apart. */
    public enum Kind {
        /** No answer: no network, no such host, refused, or too slow. */
        NO_ANSWER,
        /** An answer that is not the archive, such as 404. */
        REFUSED,
        /** More bytes or files than any version of a suite has. */
        TOO_LARGE,
        /** Not a zip file, cut short, or with paths that lead out of it. */
        BAD_ARCHIVE,
        /** An archive whose scripts are not those of the pinned commit. */
        BAD_CHECKSUM
    }

    private final Kind kind;

    SuiteDownloadException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    SuiteDownloadException(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** {@return what went wrong} */
    public Kind kind() {
        return kind;
    }
}
