package org.ferrywasm.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.ferrywasm.binary.ModuleDecoder;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.ModuleLimits;
import org.jspecify.annotations.Nullable;

/**
 * Reads modules in the text format (specification, "Text Format"). The time is linear in the length of the source, and the
 * depth of nesting costs heap, not stack. Identifiers and {@code @name} annotations go into the module's {@code name} section.
 */
public final class Parser {
    private Parser() {}

    /**
     * The module that a source holds: one {@code module} form, binary and quoted ones included, or its fields alone.
     *
     * @throws org.ferrywasm.syntax.ModuleException if it is malformed, or an annotation is out of place
     */
    public static Module parseModule(String source) {
        return parseModule(source.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The module that a source in UTF-8 holds: one {@code module} form, binary and quoted ones included, or its fields alone.
     *
     * @throws org.ferrywasm.syntax.ModuleException if it is malformed, or an annotation is out of place
     */
    public static Module parseModule(byte[] source) {
        return parse(source, true);
    }

    private static Module parse(byte[] source, boolean mayQuote) {
        Tokens tokens = Lexer.lex(source);
        Cursor in = new Cursor(tokens, 0);
        if (!in.isOpen("module")) {
            return parseFields(tokens);
        }
        in.moveTo(1);
        in.skipToClose();
        if (in.kind() != TokenKind.END) {
            throw in.unexpected();
        }
        return parse(tokens, 0, in.position(), mayQuote);
    }

    /**
     * The module in a part of a token sequence.
     *
     * @param first the index of the module's opening parenthesis
     * @param end the index after its closing one
     * @throws org.ferrywasm.syntax.ModuleException if it is malformed, or an annotation is out of place
     */
    public static Module parseModule(Tokens tokens, int first, int end) {
        return parse(tokens, first, end, true);
    }

    /** A quoted module must not be quoted again: each level would be kept until the innermost is read. */
    private static Module parse(Tokens tokens, int first, int end, boolean mayQuote) {
        Cursor in = new Cursor(tokens, first);
        in.open("module");
        in.takeKeyword("definition");
        String id = in.takeId();
        if (mayQuote && in.takeKeyword("quote")) {
            return parse(strings(in), false);
        }
        if (in.takeKeyword("binary")) {
            return ModuleDecoder.decode(strings(in), ModuleLimits.DEFAULT);
        }
        return fields(in, id, new Annotations(tokens, first + 1, end - 1), TokenKind.RIGHT_PARENTHESIS);
    }

    /** Takes strings up to the parenthesis that closes the module, and gives their bytes. */
    private static byte[] strings(Cursor in) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (in.kind() == TokenKind.STRING) {
            in.tokens().appendString(in.next(), bytes);
        }
        in.close();
        return bytes.toByteArray();
    }

    /**
     * The module whose fields a token sequence consists of.
     *
     * @throws org.ferrywasm.syntax.ModuleException if it is malformed, or an annotation is out of place
     */
    public static Module parseFields(Tokens tokens) {
        return fields(new Cursor(tokens, 0), null, new Annotations(tokens, 0, tokens.count()), TokenKind.END);
    }

    private static Module fields(Cursor in, @Nullable String id, Annotations annotations, TokenKind closing) {
        String annotated = annotations.takeName(in.position(), "module");
        ModuleScope scope = new ModuleScope(annotations);
        new FieldScanner(in, scope).scan();
        Module module = new ModuleParser(in, scope).fields(annotated == null ? id : annotated);
        in.expect(closing);
        return module;
    }
}
