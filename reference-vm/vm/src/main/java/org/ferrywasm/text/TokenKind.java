package org.ferrywasm.text;

/**
 * What a token is (specification, "Tokens"). The kinds that carry a problem are lexical errors: they stand in the sequence
 * where they were seen, and whoever comes upon one reports it, so that an error spoils no more than what contains it.
 */
public enum TokenKind {
    LEFT_PARENTHESIS(""),
    RIGHT_PARENTHESIS(""),
    KEYWORD(""),
    /** An identifier, plain or quoted, its dollar sign included. */
    ID(""),
    STRING(""),
    INTEGER(""),
    FLOAT(""),
    /** What looks like a token and is none. */
    RESERVED(""),
    /** The end of the source. */
    END(""),
    ILLEGAL_CHARACTER("illegal character"),
    MALFORMED_UTF8("malformed UTF-8 encoding"),
    UNCLOSED_STRING("unclosed string"),
    ILLEGAL_STRING_CHARACTER("illegal control character in string literal"),
    ILLEGAL_ESCAPE("illegal escape"),
    UNCLOSED_COMMENT("unclosed comment"),
    UNCLOSED_ANNOTATION("unclosed annotation"),
    EMPTY_IDENTIFIER("empty identifier"),
    EMPTY_ANNOTATION_ID("empty annotation id");

    private static final TokenKind[] KINDS = values();

    private final String problem;

    TokenKind(String problem) {
        this.problem = problem;
    }

    /** Whether this is a lexical error. */
    public boolean isError() {
        return !problem.isEmpty();
    }

    /** What is wrong, in the official suite's words; empty for a token that is none of the errors. */
    public String problem() {
        return problem;
    }

    static TokenKind of(int ordinal) {
        return KINDS[ordinal];
    }
}
