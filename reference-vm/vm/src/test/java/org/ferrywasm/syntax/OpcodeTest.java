package org.ferrywasm.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.ferrywasm.binary.CatchKind;
import org.ferrywasm.binary.InstrReader;
import org.ferrywasm.binary.InstrWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That the table of instructions agrees with itself, with {@link Op}, and with what reads and writes by its rows. */
class OpcodeTest {
    private static final Pattern MNEMONIC = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*");
    private static final int INDEX = 0x8001;
    private static final int SECOND_INDEX = 0x7F;
    private static final long LOW = 0x8877_6655_4433_2211L;
    private static final long HIGH = 0x0F0E_0D0C_0B0A_0908L;

    @Test
    void opHasTheCodeOfEveryRowAndNoOther() throws IllegalAccessException {
        Map<String, Integer> constants = new LinkedHashMap<>();
        for (Field field : Op.class.getFields()) {
            constants.put(field.getName(), field.getInt(null));
        }
        Map<String, Integer> rows = new LinkedHashMap<>();
        for (Opcode op : Opcode.values()) {
            rows.put(op.name(), op.code());
        }

        assertThat(rows).isEqualTo(constants);
    }

    @Test
    void codesAreUnique() {
        assertThat(Arrays.stream(Opcode.values()).map(Opcode::code)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Opcode.class)
    void theRowIsFoundByItsCode(Opcode op) {
        int prefix = op.code() >>> 16;

        assertThat(Opcode.ofCode(op.code())).isSameAs(op);
        assertThat(Opcode.isPrefix(op.code())).isFalse();
        if (prefix == 0) {
            assertThat(Opcode.ofByte(op.code())).isSameAs(op);
        } else {
            assertThat(Opcode.isPrefix(prefix)).isTrue();
            assertThat(Opcode.ofByte(prefix)).isNull();
            assertThat(Opcode.ofPrefixed(prefix, op.code() & 0xFFFF)).isSameAs(op);
        }
    }

    @Test
    void otherCodesFindNothing() {
        assertThat(Opcode.ofCode(0x27)).isNull();
        assertThat(Opcode.ofCode(0xFA_0000)).isNull();
        assertThat(Opcode.ofCode(0xFC_FFFF)).isNull();
        assertThat(Opcode.ofPrefixed(0xFD, -1)).isNull();
    }

    @Test
    void onlyThreeMnemonicsNameTwoRows() {
        Map<String, List<Opcode>> byMnemonic = new LinkedHashMap<>();
        for (Opcode op : Opcode.values()) {
            byMnemonic.computeIfAbsent(op.mnemonic(), m -> new ArrayList<>()).add(op);
        }

        assertThat(byMnemonic.keySet()).allMatch(m -> MNEMONIC.matcher(m).matches());
        assertThat(byMnemonic.values().stream().filter(ops -> ops.size() > 1))
                .containsExactly(
                        List.of(Opcode.SELECT, Opcode.SELECT_T),
                        List.of(Opcode.REF_TEST, Opcode.REF_TEST_NULL),
                        List.of(Opcode.REF_CAST, Opcode.REF_CAST_NULL));
        byMnemonic.forEach(
                (mnemonic, ops) -> assertThat(Opcode.ofMnemonic(mnemonic)).isSameAs(ops.getFirst()));
    }

    @ParameterizedTest
    @EnumSource(Opcode.class)
    void theNameInJavaIsTheMnemonic(Opcode op) {
        String expected = op.mnemonic().replace('.', '_').toUpperCase(Locale.ROOT);

        assertThat(op.name())
                .isIn(expected, expected + "_T", expected + "_NULL")
                .satisfies(name -> assertThat(name.equals(expected)).isEqualTo(op == Opcode.ofMnemonic(op.mnemonic())));
    }

    @ParameterizedTest
    @EnumSource(Opcode.class)
    void theShapeFitsTheImmediates(Opcode op) {
        boolean accessesMemory = Set.of(Imm.MEM_ARG, Imm.MEM_ARG_LANE).contains(op.immediates());

        assertThat(Set.of(Shape.LOAD, Shape.STORE, Shape.ATOMIC).contains(op.shape()) && op != Opcode.ATOMIC_FENCE)
                .isEqualTo(accessesMemory);
        assertThat(op.naturalAlignmentLog2()).isBetween(0, accessesMemory ? 4 : 0);
        if (op.shape() == Shape.LOAD) {
            assertThat(op.results()).hasSize(1);
        }
        if (op.shape() == Shape.STORE) {
            assertThat(op.operands()).hasSize(1);
            assertThat(op.results()).isEmpty();
        }
        if (op.shape() == Shape.NUMERIC || op.shape() == Shape.VECTOR) {
            assertThat(op.results()).isNotEmpty();
        }
        if (op.shape() == Shape.NUMERIC) {
            assertThat(op.operands().isEmpty()).isEqualTo(op.immediates() != Imm.NONE);
        }
    }

    @ParameterizedTest
    @EnumSource(Opcode.class)
    void aPlainSignatureFitsTheMnemonic(Opcode op) {
        if (op.shape() == Shape.NUMERIC && op.operands().size() == op.results().size() + 1) {
            String type = op.mnemonic().substring(0, 3);
            assertThat(op.operands()).allMatch(t -> t.toString().equals(type));
            assertThat(op.results().getFirst().toString()).isIn(type, "i32");
        }
        if (op.shape() == Shape.LOAD && op.immediates() == Imm.MEM_ARG) {
            assertThat(op.mnemonic()).startsWith(op.results().getFirst() + ".load");
        }
        if (op.shape() == Shape.STORE) {
            assertThat(op.mnemonic()).startsWith(op.operands().getFirst() + ".store");
        }
    }

    @Test
    void lanesAreCounted() {
        assertThat(Opcode.I8X16_EXTRACT_LANE_S.laneCount()).isEqualTo(16);
        assertThat(Opcode.F64X2_REPLACE_LANE.laneCount()).isEqualTo(2);
        assertThat(Opcode.V128_LOAD8_LANE.laneCount()).isEqualTo(16);
        assertThat(Opcode.V128_STORE64_LANE.laneCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(Opcode.class)
    void theRowIsReadAsItIsWritten(Opcode op) {
        InstrWriter writer = new InstrWriter();
        writer.op(op);
        writeImmediates(writer, op.immediates());
        int length = writer.length();
        writer.op(Opcode.END);

        InstrReader reader = new InstrReader(writer.toExpr());

        assertThat(reader.next()).isSameAs(op);
        assertThat(reader.opcode()).isSameAs(op);
        assertThat(reader.offset()).isZero();
        assertThat(reader.position()).isEqualTo(length);
        assertImmediates(reader, op);
        assertThat(reader.next()).isSameAs(Opcode.END);
        assertThat(reader.hasNext()).isFalse();
    }

    private static void writeImmediates(InstrWriter to, Imm immediates) {
        switch (immediates) {
            case NONE -> {}
            case BLOCK -> to.blockType(INDEX);
            case LABEL, FUNC, TYPE, LOCAL, GLOBAL, TABLE, ELEM, MEMORY, DATA, TAG -> to.u32(INDEX);
            case TYPE_TABLE,
                    TABLE_TABLE,
                    ELEM_TABLE,
                    MEMORY_MEMORY,
                    DATA_MEMORY,
                    TYPE_FIELD,
                    TYPE_LENGTH,
                    TYPE_DATA,
                    TYPE_ELEM,
                    TYPE_TYPE -> {
                to.u32(INDEX);
                to.u32(SECOND_INDEX);
            }
            case LABELS -> {
                to.u32(2);
                to.u32(INDEX);
                to.u32(SECOND_INDEX);
                to.u32(-1);
            }
            case MEM_ARG -> to.memArg(3, INDEX, LOW);
            case MEM_ARG_LANE -> {
                to.memArg(3, INDEX, LOW);
                to.u8(0x9A);
            }
            case I32 -> to.s32(Integer.MIN_VALUE);
            case I64 -> to.s64(LOW);
            case F32 -> to.f32Bits(0xFFC0_0001);
            case F64 -> to.f64Bits(LOW);
            case V128, SHUFFLE -> to.v128(LOW, HIGH);
            case LANE -> to.u8(0x9A);
            case HEAP_TYPE -> to.heapType(new TypeIndex(INDEX));
            case VAL_TYPES -> to.valTypes(List.of(NumType.F64, new RefType(false, new TypeIndex(INDEX))));
            case BR_ON_CAST -> {
                to.castFlags(true, false);
                to.u32(INDEX);
                to.heapType(AbsHeapType.ANY);
                to.heapType(new TypeIndex(SECOND_INDEX));
            }
            case TRY_TABLE -> {
                to.blockType(NumType.F32);
                to.u32(2);
                to.catchClause(CatchKind.CATCH_REF, INDEX, SECOND_INDEX);
                to.catchClause(CatchKind.CATCH_ALL, 0, INDEX);
            }
            case FENCE -> to.u8(0);
        }
    }

    private static void assertImmediates(InstrReader reader, Opcode op) {
        switch (op.immediates()) {
            case NONE, FENCE -> {}
            case BLOCK -> {
                assertThat(reader.blockTypeIndex()).isEqualTo(INDEX);
                assertThat(reader.blockResult()).isNull();
            }
            case LABEL, FUNC, TYPE, LOCAL, GLOBAL, TABLE, ELEM, MEMORY, DATA, TAG ->
                assertThat(reader.index()).isEqualTo(INDEX);
            case TYPE_TABLE,
                    TABLE_TABLE,
                    ELEM_TABLE,
                    MEMORY_MEMORY,
                    DATA_MEMORY,
                    TYPE_FIELD,
                    TYPE_LENGTH,
                    TYPE_DATA,
                    TYPE_ELEM,
                    TYPE_TYPE -> {
                assertThat(reader.index()).isEqualTo(INDEX);
                assertThat(reader.secondIndex()).isEqualTo(SECOND_INDEX);
            }
            case LABELS -> {
                assertThat(reader.labelCount()).isEqualTo(2);
                assertThat(reader.label(0)).isEqualTo(INDEX);
                assertThat(reader.label(1)).isEqualTo(SECOND_INDEX);
                assertThat(reader.label(2)).isEqualTo(-1);
            }
            case MEM_ARG, MEM_ARG_LANE -> {
                assertThat(reader.alignLog2()).isEqualTo(3);
                assertThat(reader.index()).isEqualTo(INDEX);
                assertThat(reader.memOffset()).isEqualTo(LOW);
                assertThat(reader.lane()).isEqualTo(op.immediates() == Imm.MEM_ARG_LANE ? 0x9A : 0);
            }
            case I32 -> assertThat(reader.i32()).isEqualTo(Integer.MIN_VALUE);
            case I64, F64 -> assertThat(reader.i64()).isEqualTo(LOW);
            case F32 -> assertThat(reader.i32()).isEqualTo(0xFFC0_0001);
            case V128, SHUFFLE -> {
                assertThat(reader.i64()).isEqualTo(LOW);
                assertThat(reader.i64High()).isEqualTo(HIGH);
            }
            case LANE -> assertThat(reader.lane()).isEqualTo(0x9A);
            case HEAP_TYPE -> {
                assertThat(reader.heapType()).isEqualTo(new TypeIndex(INDEX));
                assertThat(reader.nullable()).isEqualTo(op != Opcode.REF_TEST && op != Opcode.REF_CAST);
            }
            case VAL_TYPES ->
                assertThat(reader.valTypes()).containsExactly(NumType.F64, new RefType(false, new TypeIndex(INDEX)));
            case BR_ON_CAST -> {
                assertThat(reader.index()).isEqualTo(INDEX);
                assertThat(reader.nullable()).isTrue();
                assertThat(reader.secondNullable()).isFalse();
                assertThat(reader.heapType()).isEqualTo(AbsHeapType.ANY);
                assertThat(reader.secondHeapType()).isEqualTo(new TypeIndex(SECOND_INDEX));
            }
            case TRY_TABLE -> {
                assertThat(reader.blockTypeIndex()).isEqualTo(-1);
                assertThat(reader.blockResult()).isEqualTo(NumType.F32);
                assertThat(reader.catchCount()).isEqualTo(2);
                assertThat(reader.catchKind(0)).isEqualTo(CatchKind.CATCH_REF);
                assertThat(reader.catchTag(0)).isEqualTo(INDEX);
                assertThat(reader.catchLabel(0)).isEqualTo(SECOND_INDEX);
                assertThat(reader.catchKind(1)).isEqualTo(CatchKind.CATCH_ALL);
                assertThat(reader.catchLabel(1)).isEqualTo(INDEX);
            }
        }
    }
}
