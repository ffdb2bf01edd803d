package org.ferrywasm.code;

import java.util.Arrays;
import org.ferrywasm.syntax.Op;

/** Which operation of lowered code stands for which instruction, where there is one of its own. */
final class Selection {
    /** No operation of its own. */
    static final int NONE = -1;

    private static final int SINGLE_BYTE_CODES = 256;
    private static final int[] BINARY = table();
    private static final int[] BINARY_IMM = table();
    private static final int[] LOAD = table();
    private static final int[] STORE = table();

    /** For each integer relation in the binary format's order, which comparison does it. */
    private static final int[] RELATION = {0, 1, 2, 4, 2, 4, 3, 5, 3, 5};

    /** For each integer relation in the binary format's order, which one holds with the operands exchanged. */
    private static final int[] MIRRORED = {0, 1, 4, 5, 2, 3, 8, 9, 6, 7};

    /** For each integer relation in the binary format's order, whether the comparison takes the operands the other way round. */
    private static final boolean[] SWAPPED = {false, false, false, false, true, true, false, false, true, true};

    static {
        int[] binary = {
            Lop.I32_ADD,
            Lop.I32_SUB,
            Lop.I32_MUL,
            Lop.I32_DIV_S,
            Lop.I32_DIV_U,
            Lop.I32_REM_S,
            Lop.I32_REM_U,
            Lop.I32_AND,
            Lop.I32_OR,
            Lop.I32_XOR,
            Lop.I32_SHL,
            Lop.I32_SHR_S,
            Lop.I32_SHR_U,
            Lop.I32_ROTL,
            Lop.I32_ROTR
        };
        int distance = Lop.I64_ADD - Lop.I32_ADD;
        for (int i = 0; i < binary.length; i++) {
            BINARY[Op.I32_ADD + i] = binary[i];
            BINARY[Op.I64_ADD + i] = binary[i] + distance;
        }
        immediates(Op.I32_ADD, 0);
        immediates(Op.I64_ADD, Lop.I64_ADD_IMM - Lop.I32_ADD_IMM);
        for (int i = 0; i < 4; i++) {
            BINARY[Op.F32_ADD + i] = Lop.F32_ADD + i;
            BINARY[Op.F64_ADD + i] = Lop.F64_ADD + i;
        }
        memory();
    }

    private Selection() {}

    private static int[] table() {
        int[] table = new int[SINGLE_BYTE_CODES];
        Arrays.fill(table, NONE);
        return table;
    }

    private static void immediates(int add, int distance) {
        BINARY_IMM[add] = Lop.I32_ADD_IMM + distance;
        BINARY_IMM[add + Op.I32_MUL - Op.I32_ADD] = Lop.I32_MUL_IMM + distance;
        BINARY_IMM[add + Op.I32_AND - Op.I32_ADD] = Lop.I32_AND_IMM + distance;
        BINARY_IMM[add + Op.I32_OR - Op.I32_ADD] = Lop.I32_OR_IMM + distance;
        BINARY_IMM[add + Op.I32_XOR - Op.I32_ADD] = Lop.I32_XOR_IMM + distance;
        BINARY_IMM[add + Op.I32_SHL - Op.I32_ADD] = Lop.I32_SHL_IMM + distance;
        BINARY_IMM[add + Op.I32_SHR_S - Op.I32_ADD] = Lop.I32_SHR_S_IMM + distance;
        BINARY_IMM[add + Op.I32_SHR_U - Op.I32_ADD] = Lop.I32_SHR_U_IMM + distance;
        BINARY_IMM[add + Op.I32_ROTL - Op.I32_ADD] = Lop.I32_ROTL_IMM + distance;
    }

    private static void memory() {
        LOAD[Op.I32_LOAD] = Lop.LOAD32_S;
        LOAD[Op.I64_LOAD] = Lop.LOAD64;
        LOAD[Op.F32_LOAD] = Lop.LOAD32_S;
        LOAD[Op.F64_LOAD] = Lop.LOAD64;
        LOAD[Op.I32_LOAD8_S] = Lop.LOAD8_S;
        LOAD[Op.I32_LOAD8_U] = Lop.LOAD8_U;
        LOAD[Op.I32_LOAD16_S] = Lop.LOAD16_S;
        LOAD[Op.I32_LOAD16_U] = Lop.LOAD16_U;
        LOAD[Op.I64_LOAD8_S] = Lop.LOAD8_S;
        LOAD[Op.I64_LOAD8_U] = Lop.LOAD8_U;
        LOAD[Op.I64_LOAD16_S] = Lop.LOAD16_S;
        LOAD[Op.I64_LOAD16_U] = Lop.LOAD16_U;
        LOAD[Op.I64_LOAD32_S] = Lop.LOAD32_S;
        LOAD[Op.I64_LOAD32_U] = Lop.LOAD32_U;
        STORE[Op.I32_STORE] = Lop.STORE32;
        STORE[Op.I64_STORE] = Lop.STORE64;
        STORE[Op.F32_STORE] = Lop.STORE32;
        STORE[Op.F64_STORE] = Lop.STORE64;
        STORE[Op.I32_STORE8] = Lop.STORE8;
        STORE[Op.I32_STORE16] = Lop.STORE16;
        STORE[Op.I64_STORE8] = Lop.STORE8;
        STORE[Op.I64_STORE16] = Lop.STORE16;
        STORE[Op.I64_STORE32] = Lop.STORE32;
    }

    private static int find(int[] table, int code) {
        return code < SINGLE_BYTE_CODES ? table[code] : NONE;
    }

    /** The operation on two slots. */
    static int binary(int code) {
        return find(BINARY, code);
    }

    /** The operation on a slot and a constant of 32 bits, with sign. */
    static int binaryImm(int code) {
        return find(BINARY_IMM, code);
    }

    /** Whether the operands of an instruction that has {@link #binaryImm} may be exchanged. */
    static boolean isCommutative(int code) {
        return switch (code) {
            case Op.I32_ADD, Op.I32_MUL, Op.I32_AND, Op.I32_OR, Op.I32_XOR -> true;
            case Op.I64_ADD, Op.I64_MUL, Op.I64_AND, Op.I64_OR, Op.I64_XOR -> true;
            default -> false;
        };
    }

    /** The load from the first memory. */
    static int load(int code) {
        return find(LOAD, code);
    }

    /** The store to the first memory. */
    static int store(int code) {
        return find(STORE, code);
    }

    /** The operation of its own on one slot. */
    static int unary(int code) {
        return switch (code) {
            case Op.I64_EXTEND_I32_S, Op.I64_EXTEND32_S -> Lop.I64_EXTEND_I32_S;
            case Op.I64_EXTEND_I32_U -> Lop.I64_EXTEND_I32_U;
            case Op.F64_SQRT -> Lop.F64_SQRT;
            case Op.F64_ABS -> Lop.F64_ABS;
            case Op.F64_NEG -> Lop.F64_NEG;
            case Op.F64_CONVERT_I32_S -> Lop.F64_CONVERT_I32_S;
            default -> NONE;
        };
    }

    /** Whether an instruction changes how a slot is looked at and nothing else. */
    static boolean isFree(int code) {
        return switch (code) {
            case Op.I32_WRAP_I64, Op.I32_REINTERPRET_F32, Op.I64_REINTERPRET_F64 -> true;
            case Op.F32_REINTERPRET_I32, Op.F64_REINTERPRET_I64 -> true;
            default -> false;
        };
    }

    /** The place of an integer relation among its type's ten, or -1. */
    static int relation(int code) {
        if (code >= Op.I32_EQ && code <= Op.I32_GE_U) {
            return code - Op.I32_EQ;
        }
        return code >= Op.I64_EQ && code <= Op.I64_GE_U ? code - Op.I64_EQ : -1;
    }

    /** The relation that holds between exchanged operands if this one holds between them as they are. */
    static int mirrored(int relation) {
        return MIRRORED[relation];
    }

    /** The comparison that does an integer relation. */
    static int comparison(int code) {
        int first = code >= Op.I64_EQ ? Lop.I64_EQ : Lop.I32_EQ;
        return first + RELATION[relation(code)];
    }

    /** Whether the comparison of an integer relation takes the operands the other way round. */
    static boolean isSwapped(int code) {
        return SWAPPED[relation(code)];
    }

    /** The comparison that does a float relation, or {@link #NONE}; the greater ones are the smaller ones the other way round. */
    static int floatComparison(int code) {
        return switch (code) {
            case Op.F32_EQ -> Lop.F32_EQ;
            case Op.F32_NE -> Lop.F32_NE;
            case Op.F32_LT, Op.F32_GT -> Lop.F32_LT;
            case Op.F32_LE, Op.F32_GE -> Lop.F32_LE;
            case Op.F64_EQ -> Lop.F64_EQ;
            case Op.F64_NE -> Lop.F64_NE;
            case Op.F64_LT, Op.F64_GT -> Lop.F64_LT;
            case Op.F64_LE, Op.F64_GE -> Lop.F64_LE;
            default -> NONE;
        };
    }

    /** Whether the comparison of a float relation takes the operands the other way round. */
    static boolean isFloatSwapped(int code) {
        return switch (code) {
            case Op.F32_GT, Op.F32_GE, Op.F64_GT, Op.F64_GE -> true;
            default -> false;
        };
    }

    /** Whether a vector instruction gives lanes that may be NaNs of its own making. */
    static boolean givesNewNanLanes(int code) {
        return switch (code) {
            case Op.F32X4_CEIL, Op.F32X4_FLOOR, Op.F32X4_TRUNC, Op.F32X4_NEAREST, Op.F32X4_SQRT -> true;
            case Op.F32X4_ADD, Op.F32X4_SUB, Op.F32X4_MUL, Op.F32X4_DIV, Op.F32X4_MIN, Op.F32X4_MAX -> true;
            case Op.F32X4_RELAXED_MADD, Op.F32X4_RELAXED_NMADD, Op.F32X4_RELAXED_MIN, Op.F32X4_RELAXED_MAX -> true;
            case Op.F32X4_DEMOTE_F64X2_ZERO, Op.F64X2_PROMOTE_LOW_F32X4 -> true;
            case Op.F64X2_CEIL, Op.F64X2_FLOOR, Op.F64X2_TRUNC, Op.F64X2_NEAREST, Op.F64X2_SQRT -> true;
            case Op.F64X2_ADD, Op.F64X2_SUB, Op.F64X2_MUL, Op.F64X2_DIV, Op.F64X2_MIN, Op.F64X2_MAX -> true;
            case Op.F64X2_RELAXED_MADD, Op.F64X2_RELAXED_NMADD, Op.F64X2_RELAXED_MIN, Op.F64X2_RELAXED_MAX -> true;
            default -> false;
        };
    }

    /** Whether an instruction gives a float that may be a NaN of its own making. */
    static boolean givesNewNan(int code) {
        return (code >= Op.F32_CEIL && code <= Op.F32_MAX)
                || (code >= Op.F64_CEIL && code <= Op.F64_MAX)
                || code == Op.F32_DEMOTE_F64
                || code == Op.F64_PROMOTE_F32;
    }
}
