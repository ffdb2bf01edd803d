package org.ferrywasm.numeric;

/**
 * Says that a token of the text format is no literal of the wanted type. It has no stack trace: the parser that holds
 * the token knows the place and reports it.
 */
public final class LiteralException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final int SHOWN_LENGTH = 40;

    /** What is wrong. */
    private final Kind kind;

    LiteralException(Kind kind, String type, CharSequence token) {
        super(kind.message() + ": " + type + " " + shown(token), null, false, false);
        this.kind = kind;
    }

    /** Returns what is wrong. */
    public Kind kind() {
        return kind;
    }

    private static String shown(CharSequence token) {
        return token.length() <= SHOWN_LENGTH ? token.toString() : token.subSequence(0, SHOWN_LENGTH) + "\u2026";
    }

    /** What can be wrong with a literal; the messages are those of the official test suite. */
    public enum Kind {
        /** The token does not have the form of such a literal. */
        SYNTAX("unknown operator"),
        /** The literal denotes a number that the type does not have. */
        RANGE("constant out of range");

        private final String message;

        Kind(String message) {
            this.message = message;
        }

        /** Returns the official test suite's text for this mistake. */
        public String message() {
            return message;
        }
    }
}
