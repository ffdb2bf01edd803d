package org.ferrywasm.results;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A result file that is not one: cut short, of another form, or of another lane. The message names file and fault. */
public final class BrokenResultException extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenResultException(Path file, String why, @Nullable Throwable cause) {
        super(file + " is broken: " + why, cause);
    }
}
