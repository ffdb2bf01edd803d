package org.ferrywasm.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a source into tokens in one pass (specification, "Lexical Format"). It never fails: what is wrong becomes a token that
 * says so. Inside an annotation an opening parenthesis before an at sign is just a parenthesis.
 */
public final class Lexer {
    private static final String SYMBOLS = "!#$%&'*+-./:<=>?@\\^_`|~";
    private static final boolean[] ID_CHARACTERS = new boolean[0x80];

    static {
        for (char c = '0'; c < 0x7F; c++) {
            ID_CHARACTERS[c] = Character.isLetterOrDigit(c);
        }
        SYMBOLS.chars().forEach(c -> ID_CHARACTERS[c] = true);
    }

    private final byte[] source;
    private final Lines lines;
    private final List<Annotation> annotations = new ArrayList<>();
    private TokenBuffer tokens = new TokenBuffer();
    private int at;

    private int annotationDepth;
    private int annotationStart;
    private String annotationId = "";
    private @Nullable TokenBuffer outside;

    private Lexer(byte[] source) {
        this.source = source;
        this.lines = new Lines(source);
    }

    /** The tokens of a source. */
    public static Tokens lex(byte[] source) {
        return new Lexer(source).lex();
    }

    private Tokens lex() {
        while (at < source.length) {
            next();
        }
        if (outside != null) {
            if (!tokens.hasError()) {
                tokens.add(TokenKind.UNCLOSED_ANNOTATION, annotationStart, at);
            }
            leaveAnnotation();
        }
        tokens.add(TokenKind.END, at, at);
        return tokens.finish(source, lines, annotations);
    }

    private void next() {
        int c = source[at];
        switch (c) {
            case ' ', '\t' -> at++;
            case '\n', '\r' -> newline();
            case '(' -> open();
            case ')' -> close();
            case ';' -> {
                if (at + 1 < source.length && source[at + 1] == ';') {
                    lineComment();
                } else {
                    token(TokenKind.RESERVED, at + 1);
                }
            }
            case ',', '[', ']', '{', '}' -> token(TokenKind.RESERVED, at + 1);
            default -> {
                if (c == '"' || isIdCharacter(c)) {
                    run(c);
                } else {
                    illegal(c);
                }
            }
        }
    }

    private void illegal(int c) {
        int length = c < 0 ? StringLiteral.utf8Length(source, at) : 1;
        token(length == 0 ? TokenKind.MALFORMED_UTF8 : TokenKind.ILLEGAL_CHARACTER, at + Math.max(length, 1));
    }

    static boolean isIdCharacter(int c) {
        return c >= 0 && c < ID_CHARACTERS.length && ID_CHARACTERS[c];
    }

    private void token(TokenKind kind, int end) {
        if (outside == null || kind.isError() || Annotation.isKnown(annotationId)) {
            tokens.add(kind, at, end);
        }
        at = end;
    }

    private void newline() {
        at += source[at] == '\r' && at + 1 < source.length && source[at + 1] == '\n' ? 2 : 1;
        lines.add(at);
    }

    private void lineComment() {
        while (at < source.length && source[at] != '\n' && source[at] != '\r') {
            commentCharacter();
        }
    }

    private void blockComment() {
        int start = at;
        int depth = 0;
        do {
            if (at + 1 >= source.length) {
                at = start;
                token(TokenKind.UNCLOSED_COMMENT, source.length);
                return;
            }
            if (source[at] == '(' && source[at + 1] == ';') {
                depth++;
                at += 2;
            } else if (source[at] == ';' && source[at + 1] == ')') {
                depth--;
                at += 2;
            } else {
                commentCharacter();
            }
        } while (depth > 0);
    }

    private void commentCharacter() {
        int c = source[at];
        if (c >= 0) {
            if (c == '\n' || c == '\r') {
                newline();
            } else {
                at++;
            }
            return;
        }
        int length = StringLiteral.utf8Length(source, at);
        if (length == 0) {
            token(TokenKind.MALFORMED_UTF8, at + 1);
        } else {
            at += length;
        }
    }

    private void open() {
        int c = at + 1 < source.length ? source[at + 1] : 0;
        if (c == ';') {
            blockComment();
        } else if (c == '@' && outside == null) {
            openAnnotation();
        } else {
            annotationDepth += outside == null ? 0 : 1;
            token(TokenKind.LEFT_PARENTHESIS, at + 1);
        }
    }

    private void close() {
        if (outside != null && --annotationDepth == 0) {
            leaveAnnotation();
            at++;
            return;
        }
        token(TokenKind.RIGHT_PARENTHESIS, at + 1);
    }

    private void openAnnotation() {
        int start = at;
        int idStart = at + 2;
        int end = idStart;
        while (end < source.length && isIdCharacter(source[end])) {
            end++;
        }
        String id = new String(source, idStart, end - idStart, StandardCharsets.US_ASCII);
        TokenKind problem = id.isEmpty() ? TokenKind.EMPTY_ANNOTATION_ID : TokenKind.KEYWORD;
        if (id.isEmpty() && end < source.length && source[end] == '"') {
            int close = skipString(end);
            if (close > end + 2) {
                String quoted = decoded(end, close);
                problem = quoted == null ? TokenKind.MALFORMED_UTF8 : TokenKind.KEYWORD;
                id = Objects.requireNonNullElse(quoted, "");
                end = close;
            }
        }
        if (problem.isError()) {
            token(problem, end);
            return;
        }
        annotationStart = start;
        annotationId = id;
        annotationDepth = 1;
        outside = tokens;
        tokens = new TokenBuffer();
        at = end;
    }

    private void leaveAnnotation() {
        TokenBuffer inside = tokens;
        tokens = Objects.requireNonNull(outside);
        outside = null;
        if (inside.hasError()) {
            inside.copyErrorTo(tokens);
        } else if (Annotation.isKnown(annotationId)) {
            inside.add(TokenKind.END, at, at);
            Tokens contents = inside.finish(source, lines, List.of());
            annotations.add(new Annotation(annotationId, tokens.count(), annotationStart, contents));
        }
    }

    private @Nullable String decoded(int start, int end) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringLiteral.decode(source, start, end, bytes);
        return StringLiteral.utf8(bytes.toByteArray());
    }

    /**
     * Takes the longest run of identifier characters and strings. Two tokens that no parenthesis, space or comment parts
     * make one run, and it is reserved.
     */
    private void run(int first) {
        int start = at;
        int end = at;
        int strings = 0;
        while (end < source.length) {
            int c = source[end];
            if (isIdCharacter(c)) {
                end++;
            } else if (c == '"') {
                int close = skipString(end);
                if (close < 0) {
                    brokenString(start, end, TokenKind.of(-close));
                    return;
                }
                strings++;
                end = close;
            } else {
                break;
            }
        }
        token(kindOf(first, start, end, strings), end);
    }

    /** Takes the rest of the line, since nobody can tell what in it is still string. */
    private void brokenString(int start, int quote, TokenKind problem) {
        boolean quotedId = quote == start + 1 && source[start] == '$' && outside == null;
        int end = quote + 1;
        while (end < source.length && source[end] != '\n' && source[end] != '\r') {
            end++;
        }
        boolean noId = problem == TokenKind.UNCLOSED_STRING || problem == TokenKind.ILLEGAL_STRING_CHARACTER;
        token(quotedId && noId ? TokenKind.EMPTY_IDENTIFIER : problem, end);
    }

    private TokenKind kindOf(int first, int start, int end, int strings) {
        if (strings == 1 && first == '"' && onlyString(start, end)) {
            return TokenKind.STRING;
        }
        if (first == '$' && outside == null) {
            return kindOfId(start, end, strings);
        }
        if (strings > 0) {
            return TokenKind.RESERVED;
        }
        TokenKind number = Numerals.kind(source, start, end);
        if (number != null) {
            return number;
        }
        return first >= 'a' && first <= 'z' ? TokenKind.KEYWORD : TokenKind.RESERVED;
    }

    private TokenKind kindOfId(int start, int end, int strings) {
        if (strings == 0) {
            return end == start + 1 ? TokenKind.EMPTY_IDENTIFIER : TokenKind.ID;
        }
        if (source[start + 1] != '"' || !onlyString(start + 1, end)) {
            return TokenKind.RESERVED;
        }
        if (end == start + 3) {
            return TokenKind.EMPTY_IDENTIFIER;
        }
        return decoded(start + 1, end) == null ? TokenKind.MALFORMED_UTF8 : TokenKind.ID;
    }

    private boolean onlyString(int start, int end) {
        return skipString(start) == end;
    }

    /** The offset after the string that begins at this quote, or minus the ordinal of the error. */
    private int skipString(int quote) {
        int end = quote + 1;
        while (end < source.length) {
            int c = source[end];
            if (c == '"') {
                return end + 1;
            }
            if (c == '\\') {
                end = StringLiteral.skipEscape(source, end + 1);
                if (end < 0) {
                    return -TokenKind.ILLEGAL_ESCAPE.ordinal();
                }
            } else if (c == '\n' || c == '\r') {
                return -TokenKind.UNCLOSED_STRING.ordinal();
            } else if (c < 0) {
                int length = StringLiteral.utf8Length(source, end);
                if (length == 0) {
                    return -TokenKind.MALFORMED_UTF8.ordinal();
                }
                end += length;
            } else if (c < ' ' || c == 0x7F) {
                return -TokenKind.ILLEGAL_STRING_CHARACTER.ordinal();
            } else {
                end++;
            }
        }
        return -TokenKind.UNCLOSED_STRING.ordinal();
    }
}
