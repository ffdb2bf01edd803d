package org.ferrywasm.hostile;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.ferrywasm.binary.InstrWriter;
import org.ferrywasm.syntax.InvalidException;
import org.ferrywasm.syntax.ModuleException;
import org.ferrywasm.syntax.ModuleLimits.Limit;
import org.ferrywasm.syntax.Opcode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What nests a million deep: nothing overflows a Java stack, and the cost is linear. */
@Timeout(60)
class DeepTest {
    private static final int DEEP = 1_000_000;
    private static final int ALLOWED = 48_000;
    private static final String BLOCKS = Limit.NESTING_DEPTH.problem();
    private static final long PER_BYTE = 400;

    @ParameterizedTest
    @EnumSource(names = {"BLOCK", "LOOP", "IF", "TRY", "TRY_TABLE"})
    void blocksAreLimited(Opcode block) {
        byte[] module = nested(block, DEEP);

        Attempt.BINARY
                .outcome(module)
                .requireRefused(InvalidException.class, Limit.NESTING_DEPTH.problem(), PER_BYTE * module.length);
    }

    @ParameterizedTest
    @EnumSource(names = {"BLOCK", "LOOP", "IF", "TRY", "TRY_TABLE"})
    void blocksWithinTheLimitCostLinearSpace(Opcode block) {
        Attempt.assertLinear(Attempt.BINARY, depth -> nested(block, depth), ALLOWED / 4);
    }

    private static byte[] nested(Opcode block, int depth) {
        return Sections.body(to -> {
            for (int i = 0; i < depth; i++) {
                if (block == Opcode.IF) {
                    to.u8(0x41);
                    to.u8(0);
                }
                to.op(block);
                to.blockType();
                if (block == Opcode.TRY_TABLE) {
                    to.u32(0);
                }
            }
            for (int i = 0; i <= depth; i++) {
                to.op(Opcode.END);
            }
        });
    }

    /** Each delegates to the outermost. */
    @Test
    void delegationsCostLinearSpace() {
        Attempt.assertLinear(
                Attempt.BINARY,
                depth -> Sections.body(to -> {
                    for (int i = 0; i < depth; i++) {
                        to.op(Opcode.TRY);
                        to.blockType();
                    }
                    for (int i = depth - 1; i >= 0; i--) {
                        to.op(Opcode.DELEGATE, i);
                    }
                    to.op(Opcode.END);
                }),
                ALLOWED / 4);
    }

    @Test
    void constantExpressionsWithBlocksAreRefused() {
        byte[] module = new Sections()
                .add(Sections.GLOBAL, to -> {
                    to.u32(1);
                    to.u8(0x7F);
                    to.u8(0);
                    for (int i = 0; i < DEEP; i++) {
                        to.op(Opcode.BLOCK);
                        to.blockType();
                    }
                    for (int i = 0; i <= DEEP; i++) {
                        to.op(Opcode.END);
                    }
                })
                .bytes();

        Attempt.BINARY
                .outcome(module)
                .requireRefused(InvalidException.class, "constant expression required", PER_BYTE * module.length);
    }

    @Test
    void operandsCostLinearSpace() {
        Attempt.assertLinear(Attempt.BINARY, DeepTest::sums, 100_000);
    }

    private static byte[] sums(int depth) {
        return Sections.body(to -> {
            constants(to, depth);
            for (int i = 1; i < depth; i++) {
                to.op(Opcode.I32_ADD);
            }
            to.op(Opcode.DROP);
            to.op(Opcode.END);
        });
    }

    private static void constants(InstrWriter to, int count) {
        for (int i = 0; i < count; i++) {
            to.op(Opcode.I32_CONST);
            to.s32(0);
        }
    }

    @Test
    void constantSumsCostLinearSpace() {
        Attempt.assertLinear(
                Attempt.BINARY,
                depth -> new Sections()
                        .add(Sections.GLOBAL, to -> {
                            to.u32(1);
                            to.u8(0x7F);
                            to.u8(0);
                            constants(to, depth);
                            for (int i = 1; i < depth; i++) {
                                to.op(Opcode.I32_ADD);
                            }
                            to.op(Opcode.END);
                        })
                        .bytes(),
                100_000);
    }

    /** Each type of a group has a field of the next one's type, and the last one of the first one's. */
    @Test
    void fieldsThatReferToTheNextTypeCostLinearSpace() {
        Attempt.assertLinear(
                Attempt.BINARY,
                depth -> new Sections()
                        .add(Sections.TYPE, to -> {
                            to.u32(1);
                            to.u8(0x4E);
                            to.u32(depth);
                            for (int i = 0; i < depth; i++) {
                                to.u8(0x5E);
                                to.u8(0x63);
                                to.s33((i + 1) % depth);
                                to.u8(0);
                            }
                        })
                        .bytes(),
                20_000);
    }

    /** Each type has a field of the type before it, in a group of its own. */
    @Test
    void fieldsThatReferToTheTypeBeforeCostLinearSpace() {
        Attempt.assertLinear(
                Attempt.BINARY,
                depth -> new Sections()
                        .add(Sections.TYPE, to -> {
                            to.u32(depth + 1);
                            to.bytes(new byte[] {0x5F, 0});
                            for (int i = 0; i < depth; i++) {
                                to.u8(0x5E);
                                to.u8(0x63);
                                to.s33(i);
                                to.u8(0);
                            }
                        })
                        .bytes(),
                20_000);
    }

    @Test
    void aTypeWithManyTypesAboveItIsRefused() {
        byte[] module = new Sections()
                .add(Sections.TYPE, to -> {
                    to.u32(100_001);
                    to.bytes(new byte[] {0x50, 0, 0x5F, 0});
                    for (int i = 0; i < 100_000; i++) {
                        to.bytes(new byte[] {0x50, 1});
                        to.u32(i);
                        to.bytes(new byte[] {0x5F, 0});
                    }
                })
                .bytes();

        Attempt.BINARY
                .outcome(module)
                .requireRefused(InvalidException.class, Limit.SUBTYPE_DEPTH.problem(), PER_BYTE * module.length);
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                text(BLOCKS, "(func " + many("(block ") + many(")") + ")"),
                text(BLOCKS, "(func " + many("block ") + many("end ") + ")"),
                text(BLOCKS, "(func " + many("(if (i32.const 0) (then ") + many("))") + ")"),
                text(BLOCKS, "(func " + many("i32.const 0 if ") + many("end ") + ")"),
                text(BLOCKS, "(func " + many("(loop $l ") + many("(br $l))") + ")"),
                text(BLOCKS, "(func " + many("(try (do ") + many("))") + ")"),
                text("constant expression required", "(global i32 " + many("(block ") + many(")") + ")"),
                text("unclosed comment", many("(; ")),
                text("unclosed string", "(data \"" + many("abc")),
                text("empty identifier", "(func $\"" + many("\\u{41}")),
                text("unclosed annotation", many("(@custom ")),
                text("unexpected token", many("(")),
                text("unexpected token", "(func " + many("(block ")),
                text("unexpected token", "(func " + many("(i32.eqz ")),
                text("unexpected token", many("(rec ")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void textsAreRefused(String problem, String text) {
        byte[] source = text.getBytes(StandardCharsets.UTF_8);

        Attempt.TEXT.outcome(source).requireRefused(ModuleException.class, problem, PER_BYTE * source.length);
    }

    static Stream<Arguments> validTexts() {
        return Stream.of(
                text("comments", many("(;") + many(";)")),
                text("operators", "(func (result i32) " + many("(i32.eqz ") + "(i32.const 0)" + many(")") + ")"),
                text(
                        "operands",
                        "(func (drop" + many("(i32.add (i32.const 0)", DEEP / 2) + "(i32.const 0)" + many(")", DEEP / 2)
                                + "))"),
                text("annotations", "(@unknown " + many("(") + many(")") + ")"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void validTexts(String what, String text) {
        byte[] source = text.getBytes(StandardCharsets.UTF_8);

        Attempt.TEXT.outcome(source).requireAccepted(PER_BYTE * source.length);
    }

    private static Arguments text(String problem, String text) {
        return Arguments.of(problem, text);
    }

    private static String many(String text) {
        return many(text, DEEP);
    }

    private static String many(String text, int times) {
        return text.repeat(times);
    }
}
