package org.ferrywasm.text;

import java.util.Set;
import org.ferrywasm.syntax.Opcode;

/** The words of the grammar: what tells a keyword that is out of place from a word that nobody knows. */
final class Keywords {
    private static final Set<String> WORDS = Set.of(
            "i8", "i16", "i32", "i64", "f32", "f64", "v128", "i8x16", "i16x8", "i32x4", "i64x2", "f32x4", "f64x2",
            "any", "eq", "i31", "struct", "array", "none", "func", "nofunc", "extern", "noextern", "exn", "noexn",
            "anyref", "eqref", "i31ref", "structref", "arrayref", "nullref", "funcref", "nullfuncref", "externref",
            "nullexternref", "exnref", "nullexnref", "null", "ref", "mut", "field", "sub", "final", "rec", "type",
            "param", "result", "local", "global", "table", "memory", "tag", "elem", "data", "declare", "offset", "item",
            "import", "export", "start", "module", "binary", "quote", "definition", "instance", "shared", "pagesize",
            "then", "do", "catch_ref", "catch_all_ref", "before", "after", "first", "last", "code", "register", "invoke",
            "get", "assert_return", "assert_trap", "assert_exhaustion", "assert_exception", "assert_malformed",
            "assert_malformed_custom", "assert_invalid", "assert_invalid_custom", "assert_unlinkable", "either", "thread",
            "wait", "nan:canonical", "nan:arithmetic", "ref.extern", "ref.host", "ref.struct", "ref.array", "ref.any",
            "ref.exn");

    private Keywords() {}

    /** Whether the grammar has this word somewhere. */
    static boolean isKnown(String word) {
        return WORDS.contains(word)
                || Opcode.ofMnemonic(word) != null
                || word.startsWith("offset=")
                || word.startsWith("align=");
    }
}
