package org.ferrywasm.cli.wasi;

/** What a function of WASI answers, by its number in preview 1; those that this core gives. */
enum Errno {
    SUCCESS(0),
    BADF(8),
    FAULT(21),
    INVAL(28),
    IO(29),
    NOSYS(52),
    NOTSUP(58),
    SPIPE(70);

    private final int code;

    Errno(int code) {
        this.code = code;
    }

    /** {@return the number that the guest sees} */
    int code() {
        return code;
    }
}
