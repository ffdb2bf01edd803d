package org.ferrywasm.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ferrywasm.syntax.MalformedException;

/**
 * A source cut into tokens (specification, "Lexical Format"). White space, comments and annotations are not among them. The
 * last token is {@link TokenKind#END}. Immutable.
 */
public final class Tokens {
    private static final int SHOWN_LENGTH = 40;

    private final byte[] source;
    private final byte[] kinds;
    private final int[] starts;
    private final int[] ends;
    private final Lines lines;
    private final List<Annotation> annotations;

    Tokens(byte[] source, byte[] kinds, int[] starts, int[] ends, Lines lines, List<Annotation> annotations) {
        this.source = source;
        this.kinds = kinds;
        this.starts = starts;
        this.ends = ends;
        this.lines = lines;
        this.annotations = List.copyOf(annotations);
    }

    /** How many tokens there are, the end included. */
    public int count() {
        return kinds.length;
    }

    /** What kind of token this is; the end if there is no token of this index. */
    public TokenKind kind(int token) {
        return token < kinds.length ? TokenKind.of(kinds[token]) : TokenKind.END;
    }

    /** The token as it is written. */
    public String text(int token) {
        return new String(source, starts[token], ends[token] - starts[token], StandardCharsets.UTF_8);
    }

    /** Whether the token is written so. */
    public boolean is(int token, String text) {
        int length = text.length();
        if (token >= kinds.length || ends[token] - starts[token] != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (source[starts[token] + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a number begins with a sign. */
    boolean isSigned(int token) {
        byte first = source[starts[token]];
        return first == '+' || first == '-';
    }

    /** What an identifier says, without the dollar sign and with escapes resolved. */
    public String id(int token) {
        int start = starts[token] + 1;
        if (source[start] != '"') {
            return new String(source, start, ends[token] - start, StandardCharsets.US_ASCII);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StringLiteral.decode(source, start, ends[token], bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Appends the bytes that a string stands for. */
    public void appendString(int token, ByteArrayOutputStream to) {
        StringLiteral.decode(source, starts[token], ends[token], to);
    }

    /**
     * The text that a string stands for.
     *
     * @throws MalformedException if its bytes are not well-formed UTF-8
     */
    public String name(int token) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        appendString(token, bytes);
        String name = StringLiteral.utf8(bytes.toByteArray());
        if (name == null) {
            throw error("malformed UTF-8 encoding", token);
        }
        return name;
    }

    /** The offset in the source at which a token begins; that of the end if there is no token of this index. */
    public int offset(int token) {
        return starts[Math.min(token, starts.length - 1)];
    }

    /** The line on which a token begins, counted from 1. */
    public int line(int token) {
        return lines.lineOf(offset(token));
    }

    /** An error at a token. */
    public MalformedException error(String problem, int token) {
        return lines.error(problem, offset(token));
    }

    /** Whether a token has no place anywhere in the grammar. */
    boolean isUnknown(int token) {
        TokenKind kind = kind(token);
        return kind.isError()
                || kind == TokenKind.RESERVED
                || (kind == TokenKind.KEYWORD && !Keywords.isKnown(text(token)));
    }

    /** The error that a token is, or is where it stands. */
    public MalformedException unexpected(int token) {
        TokenKind kind = kind(token);
        if (kind.isError()) {
            return error(kind.problem(), token);
        }
        if (kind == TokenKind.END) {
            return error("unexpected token: the end of the input", token);
        }
        return error((isUnknown(token) ? "unknown operator " : "unexpected token ") + shown(token), token);
    }

    /** An error at a byte offset of the source. */
    MalformedException errorAt(String problem, int offset) {
        return lines.error(problem, offset);
    }

    List<Annotation> annotations() {
        return annotations;
    }

    private String shown(int token) {
        int length = ends[token] - starts[token];
        return length <= SHOWN_LENGTH
                ? text(token)
                : new String(source, starts[token], SHOWN_LENGTH, StandardCharsets.UTF_8) + "…";
    }
}
