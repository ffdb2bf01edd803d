package org.ferrywasm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LexerTest {
    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '§',
            value = {
                "func => KEYWORD",
                "offset=0x10 => KEYWORD",
                "$x => ID",
                "$!?@#a$%^&*b-+_.:9'`|/\\<=>~ => ID",
                "$\"a b\" => ID",
                "$ => EMPTY_IDENTIFIER",
                "$\"\" => EMPTY_IDENTIFIER",
                "$\"\\ff\" => MALFORMED_UTF8",
                "\"\" => STRING",
                "\"\\t\\n\\r\\\"\\'\\\\\\00\\u{10_ffff}\" => STRING",
                "\"\\u{110000}\" => ILLEGAL_ESCAPE",
                "\"\\u{d800}\" => ILLEGAL_ESCAPE",
                "\"\\u{1__0}\" => ILLEGAL_ESCAPE",
                "\"\\x\" => ILLEGAL_ESCAPE",
                "\"abc => UNCLOSED_STRING",
                "\"a\"\"b\" => RESERVED",
                "a\"b\" => RESERVED",
                "$x\"b\" => RESERVED",
                "0$x => RESERVED",
                "Func => RESERVED",
                "0drop => RESERVED",
                "@x => RESERVED",
                ", => RESERVED",
                "} => RESERVED",
                "( => LEFT_PARENTHESIS",
                ") => RIGHT_PARENTHESIS",
                "Ä => ILLEGAL_CHARACTER",
                "(@x => UNCLOSED_ANNOTATION",
                "(@ => EMPTY_ANNOTATION_ID",
                "(@\"\" => EMPTY_ANNOTATION_ID",
                "(; (; ;) => UNCLOSED_COMMENT",
            })
    void theFirstTokenIsOfThisKind(String source, TokenKind kind) {
        assertThat(kinds(source)).element(0).isEqualTo(kind);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "+1", "-1", "0x0f", "1_000", "0xAb_Cd", "-0x0"})
    void integers(String source) {
        assertThat(kinds(source)).containsExactly(TokenKind.INTEGER, TokenKind.END);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.", "1.5", "-1e9", "1E+1_0", "0x1p3", "0x.8", "0xa.bP-1", "inf", "-nan", "nan:0x1_2", "0x1."})
    void floats(String source) {
        TokenKind expected = source.equals("0x.8") ? TokenKind.RESERVED : TokenKind.FLOAT;

        assertThat(kinds(source)).containsExactly(expected, TokenKind.END);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+", "1_", "_1", "1__0", "0x", "0xg", "1e", "1e+", "0x1p", "1.e", "nan:0x", "+func", "1.5.2"})
    void notNumbers(String source) {
        assertThat(kinds(source)).isSubsetOf(TokenKind.RESERVED, TokenKind.KEYWORD, TokenKind.END);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \t\n\r",
                ";; a comment",
                ";; a comment\n;;\r;;",
                "(; (; nested ;) ; ( ;)",
                "(;;)",
                "(@a)",
                "(@a , ; ] [ }} }x{ ({) ,{{};}] ;)\n)",
                "(@a ) ( b)",
                "(@a \")\" $ (@) (@ x) (;);))",
                "(@\"an id\" x)",
            })
    void whiteSpace(String source) {
        assertThat(kinds(source)).last().isEqualTo(TokenKind.END);
        assertThat(kinds(source)).doesNotContain(TokenKind.STRING, TokenKind.ID).noneMatch(TokenKind::isError);
    }

    @Test
    void knownAnnotationsStandBesideTheTokens() {
        Tokens tokens = lex("( (@name \"x\") a (@other 1) b (@custom y (z)) )");

        assertThat(tokens.count()).isEqualTo(5);
        assertThat(tokens.annotations())
                .extracting(Annotation::id, Annotation::before)
                .containsExactly(tuple("name", 1), tuple("custom", 3));
        assertThat(tokens.annotations().get(1).contents().count()).isEqualTo(5);
    }

    @Test
    void anErrorInAnAnnotationIsAnErrorOutside() {
        assertThat(kinds("(@a \u0001)")).containsExactly(TokenKind.ILLEGAL_CHARACTER, TokenKind.END);
    }

    @Test
    void bytesThatAreNotUtf8AreErrorsEverywhere() {
        for (String around : List.of("%s", ";; %s", "(; %s ;)", "\"%s\"", "(@a %s)")) {
            for (String bytes : List.of(
                    "\u0080", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00f4\u0090\u0080\u0080", "\u00e2\u0082")) {
                byte[] source = around.formatted(bytes).getBytes(StandardCharsets.ISO_8859_1);

                assertThat(kinds(Lexer.lex(source)))
                        .as("%s in %s", bytes, around)
                        .contains(TokenKind.MALFORMED_UTF8);
            }
        }
    }

    @Test
    void wellFormedUtf8IsWelcomeInStringsAndComments() {
        for (String text : List.of("é", "ࠀ", "\uD7FF", "\uE000", "\uFFFF", "😀", "\uDBFF\uDFFF")) {
            assertThat(kinds("\"" + text + "\" (; " + text + " ;) ;;" + text))
                    .containsExactly(TokenKind.STRING, TokenKind.END);
        }
    }

    @Test
    void aBrokenStringSpoilsItsLineAlone() {
        assertThat(kinds("(a \"b\\q c\" (\n d)"))
                .containsExactly(
                        TokenKind.LEFT_PARENTHESIS,
                        TokenKind.KEYWORD,
                        TokenKind.ILLEGAL_ESCAPE,
                        TokenKind.KEYWORD,
                        TokenKind.RIGHT_PARENTHESIS,
                        TokenKind.END);
    }

    @Test
    void commentsAndParenthesesPartTokens() {
        assertThat(kinds("a;;\nb(;;)c(d)\"e\""))
                .containsExactly(
                        TokenKind.KEYWORD,
                        TokenKind.KEYWORD,
                        TokenKind.KEYWORD,
                        TokenKind.LEFT_PARENTHESIS,
                        TokenKind.KEYWORD,
                        TokenKind.RIGHT_PARENTHESIS,
                        TokenKind.STRING,
                        TokenKind.END);
    }

    private static Tokens lex(String source) {
        return Lexer.lex(source.getBytes(StandardCharsets.UTF_8));
    }

    private static List<TokenKind> kinds(String source) {
        return kinds(lex(source));
    }

    private static List<TokenKind> kinds(Tokens tokens) {
        return IntStream.range(0, tokens.count()).mapToObj(tokens::kind).toList();
    }
}
