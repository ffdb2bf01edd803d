package org.ferrywasm.cli.wasi;

/** Thrown inside a function of WASI to leave it with an error; it never leaves the function. */
final class WasiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Errno errno;

    WasiException(Errno errno) {
        super(errno.toString(), null, false, false);
        this.errno = errno;
    }

    Errno errno() {
        return errno;
    }
}
