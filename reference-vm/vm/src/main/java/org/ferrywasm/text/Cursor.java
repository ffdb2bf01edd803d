package org.ferrywasm.text;

import java.util.function.Function;
import org.ferrywasm.numeric.IntLiteral;
import org.ferrywasm.numeric.LiteralException;
import org.ferrywasm.syntax.MalformedException;
import org.jspecify.annotations.Nullable;

/** A place in a token sequence, and the small steps from it. Whatever is not there as expected is an error at its token. */
public final class Cursor {
    /** What to say of a lane index that is none. */
    static final String NOT_U8 = "i8 constant out of range";

    private final Tokens tokens;
    private int at;

    /** A cursor at a token. */
    public Cursor(Tokens tokens, int at) {
        this.tokens = tokens;
        this.at = at;
    }

    /** The sequence. */
    public Tokens tokens() {
        return tokens;
    }

    /** The index of the next token. */
    public int position() {
        return at;
    }

    /** Goes to a token. */
    public void moveTo(int token) {
        at = token;
    }

    /** The kind of the next token. */
    public TokenKind kind() {
        return tokens.kind(at);
    }

    /** The line of the next token. */
    public int line() {
        return tokens.line(at);
    }

    /** Whether the next token is an opening parenthesis. */
    public boolean isOpen() {
        return kind() == TokenKind.LEFT_PARENTHESIS;
    }

    /** Whether the next two tokens are an opening parenthesis and this keyword. */
    public boolean isOpen(String keyword) {
        return isOpen() && tokens.kind(at + 1) == TokenKind.KEYWORD && tokens.is(at + 1, keyword);
    }

    /** Whether the next token is a closing parenthesis. */
    public boolean isClose() {
        return kind() == TokenKind.RIGHT_PARENTHESIS;
    }

    /** Whether the next token is this keyword. */
    public boolean isKeyword(String keyword) {
        return kind() == TokenKind.KEYWORD && tokens.is(at, keyword);
    }

    /** Whether the next token may be an index: an identifier or a number without sign. */
    public boolean isIndex() {
        return kind() == TokenKind.ID || isNatural();
    }

    /** Whether the next token is an integer without sign. */
    public boolean isNatural() {
        return kind() == TokenKind.INTEGER && !tokens.isSigned(at);
    }

    /**
     * Fails unless exactly so many numbers stand here in a row.
     *
     * @param problem what to say, if it is not that what follows them is no token at all
     */
    public void requireNumbers(int count, String problem) {
        int end = at;
        while (tokens.kind(end) == TokenKind.INTEGER || tokens.kind(end) == TokenKind.FLOAT) {
            end++;
        }
        if (end - at != count) {
            throw tokens.isUnknown(end) ? tokens.unexpected(end) : error(problem);
        }
    }

    /** Takes the next token whatever it is. */
    public int next() {
        return at++;
    }

    /** Takes an opening parenthesis and this keyword if they are next. */
    public boolean takeOpen(String keyword) {
        boolean taken = isOpen(keyword);
        at += taken ? 2 : 0;
        return taken;
    }

    /** Takes this keyword if it is next. */
    public boolean takeKeyword(String keyword) {
        boolean taken = isKeyword(keyword);
        at += taken ? 1 : 0;
        return taken;
    }

    /** Takes an opening parenthesis. */
    public void open() {
        expect(TokenKind.LEFT_PARENTHESIS);
    }

    /** Takes an opening parenthesis and this keyword. */
    public void open(String keyword) {
        if (!takeOpen(keyword)) {
            throw isOpen() ? tokens.unexpected(at + 1) : unexpected();
        }
    }

    /** Takes a closing parenthesis. */
    public void close() {
        expect(TokenKind.RIGHT_PARENTHESIS);
    }

    /** Takes a keyword. */
    public String keyword() {
        return tokens.text(expect(TokenKind.KEYWORD));
    }

    /** Takes an identifier if one is next, and gives what it says, without the dollar sign. */
    public @Nullable String takeId() {
        return kind() == TokenKind.ID ? tokens.id(at++) : null;
    }

    /** Takes a string that must be UTF-8. */
    public String name() {
        return tokens.name(expect(TokenKind.STRING));
    }

    /** Takes an unsigned 32-bit integer. */
    public int u32() {
        return natural("i32 constant out of range", IntLiteral::parseU32);
    }

    /** Takes an unsigned 64-bit integer. */
    public long u64() {
        return natural("i64 constant out of range", IntLiteral::parseU64);
    }

    /** Takes an unsigned 8-bit integer. */
    public int u8() {
        return natural(NOT_U8, IntLiteral::parseU8);
    }

    private <T> T natural(String problem, Function<String, T> parse) {
        if (!isNatural()) {
            throw unexpected();
        }
        return number(problem, parse);
    }

    /**
     * Takes a number.
     *
     * @param problem what to say if it is out of range
     * @param parse makes a number of a token
     */
    public <T> T number(String problem, Function<String, T> parse) {
        if (kind() != TokenKind.INTEGER && kind() != TokenKind.FLOAT) {
            throw unexpected();
        }
        try {
            T number = parse.apply(tokens.text(at));
            at++;
            return number;
        } catch (LiteralException e) {
            throw e.kind() == LiteralException.Kind.RANGE ? error(problem) : unexpected();
        }
    }

    /** Takes a token of this kind, and gives its index. */
    public int expect(TokenKind kind) {
        if (kind() != kind) {
            throw unexpected();
        }
        return at++;
    }

    /** Takes everything up to the parenthesis that closes what is open now, and that as well. */
    public void skipToClose() {
        int depth = 1;
        do {
            TokenKind kind = kind();
            if (kind == TokenKind.END || kind.isError()) {
                throw unexpected();
            }
            depth += kind == TokenKind.LEFT_PARENTHESIS ? 1 : kind == TokenKind.RIGHT_PARENTHESIS ? -1 : 0;
            at++;
        } while (depth > 0);
    }

    /** The next token is not what may stand here. */
    public MalformedException unexpected() {
        return tokens.unexpected(at);
    }

    /** Something is wrong with the next token. */
    public MalformedException error(String problem) {
        return tokens.error(problem, at);
    }
}
