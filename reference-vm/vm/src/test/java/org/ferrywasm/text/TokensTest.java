package org.ferrywasm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.ferrywasm.syntax.MalformedException;
import org.junit.jupiter.api.Test;

class TokensTest {
    @Test
    void linesEndInAnyOfTheThreeWays() {
        Tokens tokens = lex("a\nb\rc\r\nd\n\re (;\n\n;) f");

        assertThat(tokens.line(0)).isEqualTo(1);
        assertThat(tokens.line(1)).isEqualTo(2);
        assertThat(tokens.line(2)).isEqualTo(3);
        assertThat(tokens.line(3)).isEqualTo(4);
        assertThat(tokens.line(4)).isEqualTo(6);
        assertThat(tokens.line(5)).isEqualTo(8);
    }

    @Test
    void columnsCountCharacters() {
        Tokens tokens = lex("a\n\"äöü😀\" b");

        assertThat(tokens.error("problem", 2)).hasMessage("problem (at line 2, column 8)");
    }

    @Test
    void whatIsNotExpectedIsSaidInTheSuitesWords() {
        Tokens tokens = lex("module frobnicate $x \"s\" 1 a\"b\" \"\\q\"");

        assertThat(tokens.unexpected(0)).hasMessageStartingWith("unexpected token module");
        assertThat(tokens.unexpected(1)).hasMessageStartingWith("unknown operator frobnicate");
        assertThat(tokens.unexpected(2)).hasMessageStartingWith("unexpected token $x");
        assertThat(tokens.unexpected(3)).hasMessageStartingWith("unexpected token \"s\"");
        assertThat(tokens.unexpected(4)).hasMessageStartingWith("unexpected token 1");
        assertThat(tokens.unexpected(5)).hasMessageStartingWith("unknown operator a\"b\"");
        assertThat(tokens.unexpected(6)).hasMessageStartingWith("illegal escape");
        assertThat(tokens.unexpected(7)).hasMessageStartingWith("unexpected token: the end of the input");
        assertThat(tokens.unexpected(1000)).hasMessageStartingWith("unexpected token: the end of the input");
    }

    @Test
    void longTokensAreShownInPart() {
        Tokens tokens = lex("x".repeat(1000));

        assertThat(tokens.unexpected(0).problem()).isEqualTo("unknown operator " + "x".repeat(40) + "…");
    }

    @Test
    void stringsStandForBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        lex("\"a\\00\\ff\\t\\n\\r\\'\\\"\\\\\\u{e9}\\u{0_1}é\"").appendString(0, bytes);

        assertThat(bytes.toString(StandardCharsets.ISO_8859_1))
                .isEqualTo("a\0\u00ff\t\n\r'\"\\\u00c3\u00a9\u0001\u00c3\u00a9");
    }

    @Test
    void identifiersAreTheSameHoweverTheyAreWritten() {
        Tokens tokens = lex("$AB $\"AB\" $\"\\41\\u{42}\" $\"\\e2\\82\\ac\"");

        assertThat(tokens.id(0)).isEqualTo("AB");
        assertThat(tokens.id(1)).isEqualTo("AB");
        assertThat(tokens.id(2)).isEqualTo("AB");
        assertThat(tokens.id(3)).isEqualTo("€");
    }

    @Test
    void namesAreUtf8() {
        Tokens tokens = lex("\"\\e2\\82\\ac\" \"\\e2\\82\"");

        assertThat(tokens.name(0)).isEqualTo("€");
        assertThatThrownBy(() -> tokens.name(1))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("malformed UTF-8 encoding (at line 1, column 13)");
    }

    private static Tokens lex(String source) {
        return Lexer.lex(source.getBytes(StandardCharsets.UTF_8));
    }
}
