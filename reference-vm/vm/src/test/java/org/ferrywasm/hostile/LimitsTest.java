package org.ferrywasm.hostile;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.ferrywasm.binary.InstrWriter;
import org.ferrywasm.binary.ModuleDecoder;
import org.ferrywasm.syntax.ModuleException;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.syntax.ModuleLimits.Limit;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.TypeRegistry;
import org.ferrywasm.valid.ModuleValidator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Each limit: a module that reaches it is accepted, one that exceeds it by one is refused in its name. */
class LimitsTest {
    /** At their defaults these take a module of many megabytes. */
    private static final Set<Limit> COSTLY = EnumSet.of(Limit.MODULE_BYTES, Limit.ELEM_SEGMENTS, Limit.ELEM_ENTRIES);

    private static final int SMALL = 100;
    private static final int I32 = 0x7F;

    @ParameterizedTest
    @EnumSource
    void isReachedButNotExceeded(Limit limit) {
        boolean costly = COSTLY.contains(limit);
        ModuleLimits limits = costly ? ModuleLimits.DEFAULT.with(limit, SMALL) : ModuleLimits.DEFAULT;
        int most = (int) limits.get(limit);

        validate(module(limit, most), limits);
        assertThatThrownBy(() -> validate(module(limit, most + 1), limits))
                .isInstanceOf(ModuleException.class)
                .hasMessageStartingWith(limit.problem());
    }

    @ParameterizedTest
    @EnumSource
    void canBeLowered(Limit limit) {
        ModuleLimits limits = ModuleLimits.DEFAULT.with(limit, SMALL);

        validate(module(limit, SMALL), limits);
        assertThatThrownBy(() -> validate(module(limit, SMALL + 1), limits))
                .isInstanceOf(ModuleException.class)
                .hasMessageStartingWith(limit.problem());
    }

    /** More recursive types are more types, and more imports are more of what is imported, which have their own limits. */
    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"REC_GROUP_TYPES", "IMPORTS"})
    void canBeLifted(Limit limit) {
        int beyond = COSTLY.contains(limit) ? SMALL : (int) ModuleLimits.DEFAULT.get(limit) + 1;

        validate(module(limit, beyond), ModuleLimits.DEFAULT.with(limit, Long.MAX_VALUE));
    }

    private static void validate(byte[] bytes, ModuleLimits limits) {
        ModuleValidator.validate(ModuleDecoder.decode(bytes, limits), Attempt.FEATURES, new TypeRegistry(), limits);
    }

    /** A valid module that has so many of what is limited. */
    private static byte[] module(Limit limit, int count) {
        return switch (limit) {
            case MODULE_BYTES ->
                new Sections().custom("", to -> to.bytes(new byte[count - 11])).bytes();
            case TYPES -> section(Sections.TYPE, count, (to, i) -> to.bytes(new byte[] {0x5F, 0}));
            case REC_GROUP_TYPES ->
                new Sections()
                        .add(Sections.TYPE, to -> {
                            to.bytes(new byte[] {1, 0x4E});
                            to.u32(count);
                            repeat(count, i -> to.bytes(new byte[] {0x5F, 0}));
                        })
                        .bytes();
            case SUBTYPE_DEPTH ->
                section(Sections.TYPE, count + 1, (to, i) -> {
                    to.u8(0x50);
                    to.u32(i == 0 ? 0 : 1);
                    if (i > 0) {
                        to.u32(i - 1);
                    }
                    to.bytes(new byte[] {0x5F, 0});
                });
            case FUNCTIONS -> functions(count);
            case IMPORTS -> section(Sections.IMPORT, count, (to, i) -> to.bytes(new byte[] {0, 0, 3, I32, 0}));
            case EXPORTS ->
                new Sections()
                        .hex(Sections.MEMORY, "01 00 00")
                        .add(Sections.EXPORT, vector(count, (to, i) -> {
                            to.name(Integer.toString(i));
                            to.bytes(new byte[] {2, 0});
                        }))
                        .bytes();
            case GLOBALS -> section(Sections.GLOBAL, count, (to, i) -> to.bytes(new byte[] {I32, 0, 0x41, 0, 0x0B}));
            case TABLES -> section(Sections.TABLE, count, (to, i) -> to.bytes(new byte[] {0x70, 0, 0}));
            case MEMORIES -> section(Sections.MEMORY, count, (to, i) -> to.bytes(new byte[] {0, 0}));
            case TAGS ->
                new Sections()
                        .hex(Sections.TYPE, "01 60 00 00")
                        .add(Sections.TAG, vector(count, (to, i) -> to.bytes(new byte[] {0, 0})))
                        .bytes();
            case DATA_SEGMENTS -> section(Sections.DATA, count, (to, i) -> to.bytes(new byte[] {1, 0}));
            case ELEM_SEGMENTS -> section(Sections.ELEM, count, (to, i) -> to.bytes(new byte[] {1, 0, 0}));
            case ELEM_ENTRIES ->
                new Sections()
                        .add(Sections.ELEM, to -> {
                            to.bytes(new byte[] {1, 5, 0x70});
                            to.u32(count);
                            repeat(count, i -> to.bytes(new byte[] {(byte) 0xD0, 0x70, 0x0B}));
                        })
                        .bytes();
            case PARAMS ->
                new Sections()
                        .add(Sections.TYPE, to -> functionType(to, count, 0))
                        .bytes();
            case RESULTS ->
                new Sections()
                        .add(Sections.TYPE, to -> functionType(to, 0, count))
                        .bytes();
            case LOCALS -> locals(count);
            case BODY_BYTES ->
                Sections.body(to -> {
                    // One byte says that there are no locals, one ends the body.
                    to.bytes(nops(count - 2));
                    to.op(Opcode.END);
                });
            case STRUCT_FIELDS ->
                new Sections()
                        .add(Sections.TYPE, to -> {
                            to.bytes(new byte[] {1, 0x5F});
                            to.u32(count);
                            repeat(count, i -> to.bytes(new byte[] {I32, 0}));
                        })
                        .bytes();
            case BR_TABLE_LABELS ->
                Sections.body(to -> {
                    to.op(Opcode.UNREACHABLE);
                    to.op(Opcode.BR_TABLE);
                    to.u32(count);
                    to.bytes(new byte[count + 1]);
                    to.op(Opcode.END);
                });
            case NESTING_DEPTH ->
                Sections.body(to -> {
                    repeat(count, i -> {
                        to.op(Opcode.BLOCK);
                        to.blockType();
                    });
                    repeat(count + 1, i -> to.op(Opcode.END));
                });
            case NAME_BYTES ->
                new Sections()
                        .hex(Sections.MEMORY, "01 00 00")
                        .add(Sections.EXPORT, to -> {
                            to.u32(1);
                            to.name("n".repeat(count));
                            to.bytes(new byte[] {2, 0});
                        })
                        .bytes();
            case ARRAY_NEW_FIXED -> arrayOf(count);
        };
    }

    private static byte[] functions(int count) {
        return new Sections()
                .hex(Sections.TYPE, "01 60 00 00")
                .add(Sections.FUNCTION, vector(count, (to, i) -> to.u8(0)))
                .add(Sections.CODE, vector(count, (to, i) -> to.bytes(new byte[] {2, 0, 0x0B})))
                .bytes();
    }

    /** One of them is a parameter. */
    private static byte[] locals(int count) {
        return new Sections()
                .hex(Sections.TYPE, "01 60 01 7f 00")
                .hex(Sections.FUNCTION, "01 00")
                .add(Sections.CODE, to -> {
                    InstrWriter func = new InstrWriter();
                    func.u32(2);
                    func.u32(1);
                    func.u8(I32);
                    func.u32(count - 2);
                    func.u8(I32);
                    func.op(Opcode.END);
                    to.u32(1);
                    to.sized(func);
                })
                .bytes();
    }

    private static byte[] arrayOf(int count) {
        return new Sections()
                .hex(Sections.TYPE, "02 60 00 00 5e 7f 00")
                .hex(Sections.FUNCTION, "01 00")
                .code(to -> {
                    repeat(count, i -> {
                        to.op(Opcode.I32_CONST);
                        to.s32(0);
                    });
                    to.op(Opcode.ARRAY_NEW_FIXED, 1, count);
                    to.op(Opcode.DROP);
                    to.op(Opcode.END);
                })
                .bytes();
    }

    private static void functionType(InstrWriter to, int params, int results) {
        to.bytes(new byte[] {1, 0x60});
        to.u32(params);
        repeat(params, i -> to.u8(I32));
        to.u32(results);
        repeat(results, i -> to.u8(I32));
    }

    private static byte[] nops(int count) {
        byte[] nops = new byte[count];
        Arrays.fill(nops, (byte) Opcode.NOP.code());
        return nops;
    }

    private interface Element {
        void write(InstrWriter to, int index);
    }

    private static byte[] section(int id, int count, Element element) {
        return new Sections().add(id, vector(count, element)).bytes();
    }

    private static Consumer<InstrWriter> vector(int count, Element element) {
        return to -> {
            to.u32(count);
            repeat(count, i -> element.write(to, i));
        };
    }

    private static void repeat(int times, IntConsumer action) {
        for (int i = 0; i < times; i++) {
            action.accept(i);
        }
    }
}
