package org.ferrywasm.numeric;

/**
 * The trap of an integer division or a truncation that has no result, thrown by the partial operators of this package.
 *
 * <p>It carries its {@link Kind} and nothing else: no stack trace, no cause, no place. Whoever runs the guest knows the
 * place and turns this into a trap that names it.
 */
public final class ArithmeticTrap extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What was undefined. */
    private final Kind kind;

    /** Creates a trap of the given kind; it costs one small allocation, since there is no stack trace. */
    public ArithmeticTrap(Kind kind) {
        super(kind.message(), null, false, false);
        this.kind = kind;
    }

    /** Returns what was undefined. */
    public Kind kind() {
        return kind;
    }

    /** The reasons for which a numeric operator is undefined; the messages are those of the official test suite. */
    public enum Kind {
        /** The divisor of {@code div} or {@code rem} is zero. */
        INTEGER_DIVIDE_BY_ZERO("integer divide by zero"),
        /** The result of {@code div_s} or {@code trunc} lies outside the result type. */
        INTEGER_OVERFLOW("integer overflow"),
        /** The operand of {@code trunc} is a NaN. */
        INVALID_CONVERSION_TO_INTEGER("invalid conversion to integer");

        private final String message;

        Kind(String message) {
            this.message = message;
        }

        /** Returns the official test suite's text for this trap. */
        public String message() {
            return message;
        }
    }
}
