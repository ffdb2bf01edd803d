package org.ferrywasm.hostile;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.ferrywasm.binary.InstrWriter;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.Opcode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Modules with very many of something, or something very long, made so that whoever looks at everything for each of them
 * takes quadratic time or space. The cost is linear, up to the few that an implementation limit allows of each.
 */
@Timeout(60)
class WideTest {
    private static final int MANY = 1_000_000;

    /** Each local is read often before it is first set, so that whoever puts off the reading has much to catch up with. */
    @Test
    void readingLocalsLongBeforeTheyAreSet() {
        Attempt.assertLinear(Attempt.BINARY, n -> withLocals(n, i -> 0), MANY / 4);
        Attempt.assertLinear(Attempt.BINARY, n -> withLocals(n, i -> i % 10_000), MANY / 4);
    }

    private interface LocalOf {
        int local(int i);
    }

    private static byte[] withLocals(int count, LocalOf local) {
        return Sections.voidFunction()
                .add(Sections.CODE, to -> {
                    InstrWriter func = new InstrWriter();
                    func.bytes(new byte[] {1});
                    func.u32(10_000);
                    func.u8(0x7F);
                    for (int i = 0; i < count; i++) {
                        func.op(Opcode.LOCAL_GET, local.local(i));
                    }
                    for (int i = 0; i < count; i++) {
                        func.op(Opcode.LOCAL_SET, local.local(i));
                    }
                    func.op(Opcode.END);
                    to.u32(1);
                    to.sized(func);
                })
                .bytes();
    }

    @Test
    void settingALocalThatManyOperandsStandFor() {
        Attempt.assertLinear(
                Attempt.BINARY,
                n -> Sections.voidFunction()
                        .add(Sections.CODE, to -> {
                            InstrWriter func = new InstrWriter();
                            func.bytes(new byte[] {1, 2, 0x7F});
                            for (int i = 0; i < n; i++) {
                                func.op(Opcode.LOCAL_GET, i % 2);
                                func.op(Opcode.LOCAL_GET, 0);
                                func.op(Opcode.LOCAL_SET, 1);
                            }
                            func.op(Opcode.UNREACHABLE);
                            func.op(Opcode.END);
                            to.u32(1);
                            to.sized(func);
                        })
                        .bytes(),
                50_000);
    }

    @Test
    void greatBranchTables() {
        Attempt.assertLinear(Attempt.BINARY, n -> branchTables(1, n, n), 12_000);
        Attempt.assertLinear(Attempt.BINARY, n -> branchTables(n, 1, 1_000), 500);
    }

    /** The tables stand below many blocks, which a table may name but does not. */
    @Test
    void smallBranchTablesInManyBlocks() {
        Attempt.assertLinear(Attempt.BINARY, n -> branchTables(n, 12_000, 1), 20_000);
        Attempt.assertLinear(Attempt.BINARY, n -> branchTables(20_000, n, 1), 12_000);
    }

    private static byte[] branchTables(int tables, int blocks, int labels) {
        return Sections.body(to -> {
            for (int i = 0; i < blocks; i++) {
                to.op(Opcode.BLOCK);
                to.blockType();
            }
            for (int i = 0; i < tables; i++) {
                to.op(Opcode.BLOCK);
                to.blockType();
                to.op(Opcode.I32_CONST);
                to.s32(i);
                to.op(Opcode.BR_TABLE);
                to.u32(labels);
                for (int label = 0; label <= labels; label++) {
                    to.u32(label % blocks);
                }
                to.op(Opcode.END);
            }
            for (int i = 0; i <= blocks; i++) {
                to.op(Opcode.END);
            }
        });
    }

    /** Each label of a table wants the operands in another place. */
    @Test
    void branchTablesWhoseLabelsWantOperandsElsewhere() {
        Attempt.assertLinear(
                Attempt.BINARY,
                n -> Sections.body(to -> {
                    for (int i = 0; i < 1_000; i++) {
                        to.op(Opcode.I32_CONST);
                        to.s32(0);
                        to.op(Opcode.BLOCK);
                        to.u8(0x7F);
                    }
                    for (int i = 0; i < n; i++) {
                        to.op(Opcode.BLOCK);
                        to.u8(0x7F);
                        to.op(Opcode.I32_CONST);
                        to.s32(0);
                        to.op(Opcode.I32_CONST);
                        to.s32(i);
                        to.op(Opcode.BR_TABLE);
                        to.u32(1);
                        to.u32(i % 1_000);
                        to.u32(1);
                        to.op(Opcode.END);
                        to.op(Opcode.DROP);
                    }
                    to.op(Opcode.UNREACHABLE);
                    for (int i = 0; i < 1_000; i++) {
                        to.op(Opcode.END);
                        to.op(Opcode.DROP);
                    }
                    to.op(Opcode.UNREACHABLE);
                    to.op(Opcode.END);
                }),
                20_000);
    }

    /** A long name costs its bytes once, however often the thing is referred to. */
    @Test
    void referencesToThingsWithLongNames() {
        Attempt.assertLinear(Attempt.BINARY, n -> callsOfAFunctionNamed("f".repeat(n), n), 25_000);
    }

    private static byte[] callsOfAFunctionNamed(String name, int calls) {
        return Sections.voidFunction()
                .code(to -> {
                    for (int i = 0; i < calls; i++) {
                        to.op(Opcode.CALL, 0);
                    }
                    to.op(Opcode.END);
                })
                .custom("name", to -> {
                    InstrWriter names = new InstrWriter();
                    names.u32(1);
                    names.u32(0);
                    names.name(name);
                    to.u8(1);
                    to.sized(names);
                })
                .bytes();
    }

    /** The structure has thousands of fields with names, and each is looked at often. */
    @Test
    void fieldsWithNames() {
        Attempt.assertLinear(Attempt.BINARY, WideTest::fieldsWithNames, 2_500);
    }

    private static byte[] fieldsWithNames(int fields) {
        return new Sections()
                .add(Sections.TYPE, to -> {
                    to.u32(2);
                    to.bytes(new byte[] {0x60, 0, 0, 0x5F});
                    to.u32(fields);
                    for (int i = 0; i < fields; i++) {
                        to.bytes(new byte[] {0x7F, 1});
                    }
                })
                .hex(Sections.FUNCTION, "0100")
                .code(to -> {
                    for (int i = 0; i < fields; i++) {
                        to.op(Opcode.REF_NULL);
                        to.u32(1);
                        to.op(Opcode.STRUCT_GET, 1, i);
                        to.op(Opcode.DROP);
                    }
                    to.op(Opcode.END);
                })
                .custom("name", to -> {
                    InstrWriter names = new InstrWriter();
                    names.u32(1);
                    names.u32(1);
                    names.u32(fields);
                    for (int i = 0; i < fields; i++) {
                        names.u32(i);
                        names.name("f" + i);
                    }
                    to.u8(10);
                    to.sized(names);
                })
                .bytes();
    }

    @Test
    void branchesWithAThousandOperands() {
        Attempt.assertLinear(
                Attempt.BINARY,
                n -> new Sections()
                        .add(Sections.TYPE, to -> {
                            to.u32(2);
                            to.bytes(new byte[] {0x60, 0, 0, 0x60, 0});
                            to.u32(1_000);
                            to.bytes("\177".repeat(1_000).getBytes(StandardCharsets.US_ASCII));
                        })
                        .hex(Sections.FUNCTION, "0100")
                        .code(to -> {
                            to.op(Opcode.BLOCK);
                            to.blockType(1);
                            to.op(Opcode.I32_CONST);
                            to.s32(0);
                            to.op(Opcode.BLOCK);
                            to.blockType(1);
                            for (int i = 0; i < 1_000; i++) {
                                to.op(Opcode.I32_CONST);
                                to.s32(i);
                            }
                            for (int i = 0; i < n; i++) {
                                to.op(Opcode.I32_CONST);
                                to.s32(0);
                                to.op(Opcode.BR_IF, i % 2);
                            }
                            to.op(Opcode.UNREACHABLE);
                            to.op(Opcode.END);
                            to.op(Opcode.UNREACHABLE);
                            to.op(Opcode.END);
                            to.op(Opcode.UNREACHABLE);
                            to.op(Opcode.END);
                        })
                        .bytes(),
                20_000);
    }

    /** Many catch clauses of one block, and many blocks with one each. */
    @Test
    void catchClauses() {
        Attempt.assertLinear(Attempt.BINARY, n -> catches(1, n), 50_000);
        Attempt.assertLinear(Attempt.BINARY, n -> catches(n, 1), 20_000);
    }

    private static byte[] catches(int blocks, int clauses) {
        return Sections.body(to -> {
            for (int i = 0; i < blocks; i++) {
                to.op(Opcode.TRY_TABLE);
                to.blockType();
                to.u32(clauses);
                for (int j = 0; j < clauses; j++) {
                    to.u8(2);
                    to.u32(0);
                }
                to.op(Opcode.END);
            }
            to.op(Opcode.END);
        });
    }

    @Test
    void manySmallFunctions() {
        Attempt.assertLinear(
                Attempt.BINARY,
                n -> new Sections()
                        .hex(Sections.TYPE, "01600000")
                        .add(Sections.FUNCTION, to -> {
                            to.u32(n);
                            to.bytes(new byte[n]);
                        })
                        .add(Sections.CODE, to -> {
                            to.u32(n);
                            for (int i = 0; i < n; i++) {
                                to.bytes(new byte[] {8, 0, 1, 1, 1, 1, 1, 1, 0x0B});
                            }
                        })
                        .bytes(),
                50_000);
    }

    /** Long literals, names and comments; each of these tokens is a megabyte. */
    static Stream<Arguments> longTokens() {
        return Stream.of(
                text("an integer", "(global i32 (i32.const 0x" + many("0") + "1))"),
                text("an integer with underscores", "(global i64 (i64.const 0x0" + many("_0") + "1))"),
                text("a decimal", "(global f64 (f64.const " + many("7") + "." + many("7") + "e-" + MANY + "))"),
                text("a small decimal", "(global f32 (f32.const 0." + many("0") + "1e" + MANY + "))"),
                text("an exponent", "(global f64 (f64.const 1e-" + many("9") + "))"),
                text("a hexadecimal float", "(global f64 (f64.const 0x" + many("f") + "." + many("f") + "p-4000000))"),
                text("a NaN", "(global f32 (f32.const nan:0x" + many("0") + "1))"),
                text("a comment", ";;" + many("é") + "\n(module (;" + many("é") + ";))"),
                text("an identifier", "(func $" + many("x") + " (call $" + many("x") + "))"),
                text("a quoted identifier", "(func $\"" + many("\\78") + "\" (call $" + many("x") + "))"),
                text("data", "(memory 1) (data (i32.const 0) \"" + many("\\00") + "\")"),
                text("many strings", "(memory (data " + many("\"\" ") + "))"),
                text("a custom section", "(@custom \"c\" \"" + many("x") + "\")"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("longTokens")
    void longTokensAreRead(String what, String text) {
        byte[] source = text.getBytes(StandardCharsets.UTF_8);

        Attempt.TEXT.outcome(source).requireAccepted(Attempt.PER_BYTE * source.length);
    }

    static Stream<Arguments> wrongTokens() {
        return Stream.of(
                text("constant out of range", "(global i32 (i32.const " + many("9") + "))"),
                text("constant out of range", "(global f64 (f64.const " + many("9") + "))"),
                text("constant out of range", "(global f64 (f64.const 1e" + many("9") + "))"),
                text(
                        "implementation limit exceeded: too many bytes in a name",
                        "(func (export \"" + many("x") + "\"))"),
                text(
                        "implementation limit exceeded: too many bytes in a name",
                        "(import \"m\" \"" + many("x") + "\" (func))"),
                text("unknown operator", "(func " + many("x") + ")"),
                text("unknown function $xxx", "(func (call $" + many("x") + "))"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongTokens")
    void wrongTokensAreRefused(String problem, String text) {
        byte[] source = text.getBytes(StandardCharsets.UTF_8);

        Attempt.TEXT
                .outcome(source)
                .requireRefused(MalformedException.class, problem, Attempt.PER_BYTE * source.length);
    }

    private static Arguments text(String what, String text) {
        return Arguments.of(what, text);
    }

    private static String many(String text) {
        return text.repeat(MANY);
    }
}
