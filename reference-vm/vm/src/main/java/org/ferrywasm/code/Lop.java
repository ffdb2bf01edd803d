package org.ferrywasm.code;

/**
 * The operations of lowered code. An instruction is four {@code int}s (with a second four where it says so): the word, whose
 * low {@link #BITS} bits are the operation and whose high bits are the fuel to charge or, for the last group, the number of
 * the instruction; then the operands {@code x}, {@code y}, {@code z}. Slots are counted from the frame's base.
 */
public final class Lop {
    /** How many bits of an instruction's first word are the operation. */
    public static final int BITS = 10;

    /** The operation's bits of an instruction's first word. */
    public static final int MASK = (1 << BITS) - 1;

    // Moves
    public static final int MOVE = 0;
    public static final int MOVE2 = 1;
    public static final int COPY = 2;
    public static final int CONST = 3;
    public static final int SELECT = 4;
    public static final int SELECT2 = 5;
    public static final int GLOBAL_GET = 6;
    public static final int GLOBAL_SET = 7;

    // 32-bit integers, two slots
    public static final int I32_ADD = 8;
    public static final int I32_SUB = 9;
    public static final int I32_MUL = 10;
    public static final int I32_AND = 11;
    public static final int I32_OR = 12;
    public static final int I32_XOR = 13;
    public static final int I32_SHL = 14;
    public static final int I32_SHR_S = 15;
    public static final int I32_SHR_U = 16;
    public static final int I32_ROTL = 17;
    public static final int I32_ROTR = 18;
    public static final int I32_DIV_S = 19;
    public static final int I32_DIV_U = 20;
    public static final int I32_REM_S = 21;
    public static final int I32_REM_U = 22;

    // 32-bit integers, a slot and a constant
    public static final int I32_ADD_IMM = 23;
    public static final int I32_MUL_IMM = 24;
    public static final int I32_AND_IMM = 25;
    public static final int I32_OR_IMM = 26;
    public static final int I32_XOR_IMM = 27;
    public static final int I32_SHL_IMM = 28;
    public static final int I32_SHR_S_IMM = 29;
    public static final int I32_SHR_U_IMM = 30;
    public static final int I32_ROTL_IMM = 31;

    // 64-bit integers, two slots
    public static final int I64_ADD = 32;
    public static final int I64_SUB = 33;
    public static final int I64_MUL = 34;
    public static final int I64_AND = 35;
    public static final int I64_OR = 36;
    public static final int I64_XOR = 37;
    public static final int I64_SHL = 38;
    public static final int I64_SHR_S = 39;
    public static final int I64_SHR_U = 40;
    public static final int I64_ROTL = 41;
    public static final int I64_ROTR = 42;
    public static final int I64_DIV_S = 43;
    public static final int I64_DIV_U = 44;
    public static final int I64_REM_S = 45;
    public static final int I64_REM_U = 46;

    // 64-bit integers, a slot and a constant
    public static final int I64_ADD_IMM = 47;
    public static final int I64_MUL_IMM = 48;
    public static final int I64_AND_IMM = 49;
    public static final int I64_OR_IMM = 50;
    public static final int I64_XOR_IMM = 51;
    public static final int I64_SHL_IMM = 52;
    public static final int I64_SHR_S_IMM = 53;
    public static final int I64_SHR_U_IMM = 54;
    public static final int I64_ROTL_IMM = 55;

    // Integer extensions
    public static final int I64_EXTEND_I32_S = 56;
    public static final int I64_EXTEND_I32_U = 57;

    // Floats
    public static final int F32_ADD = 58;
    public static final int F32_SUB = 59;
    public static final int F32_MUL = 60;
    public static final int F32_DIV = 61;
    public static final int F64_ADD = 62;
    public static final int F64_SUB = 63;
    public static final int F64_MUL = 64;
    public static final int F64_DIV = 65;
    public static final int F64_SQRT = 66;
    public static final int F64_ABS = 67;
    public static final int F64_NEG = 68;
    public static final int F64_CONVERT_I32_S = 69;

    // Comparisons; their order is that of the branches below
    public static final int I32_EQ = 70;
    public static final int I32_NE = 71;
    public static final int I32_LT_S = 72;
    public static final int I32_LE_S = 73;
    public static final int I32_LT_U = 74;
    public static final int I32_LE_U = 75;
    public static final int I32_EQ_IMM = 76;
    public static final int I32_NE_IMM = 77;
    public static final int I32_LT_S_IMM = 78;
    public static final int I32_GT_S_IMM = 79;
    public static final int I32_LT_U_IMM = 80;
    public static final int I32_GT_U_IMM = 81;
    public static final int I64_EQ = 82;
    public static final int I64_NE = 83;
    public static final int I64_LT_S = 84;
    public static final int I64_LE_S = 85;
    public static final int I64_LT_U = 86;
    public static final int I64_LE_U = 87;
    public static final int I64_EQ_IMM = 88;
    public static final int I64_NE_IMM = 89;
    public static final int I64_LT_S_IMM = 90;
    public static final int I64_GT_S_IMM = 91;
    public static final int I64_LT_U_IMM = 92;
    public static final int I64_GT_U_IMM = 93;
    public static final int F32_EQ = 94;
    public static final int F32_NE = 95;
    public static final int F32_LT = 96;
    public static final int F32_LE = 97;
    public static final int F64_EQ = 98;
    public static final int F64_NE = 99;
    public static final int F64_LT = 100;
    public static final int F64_LE = 101;

    // Branches on a comparison
    public static final int BR_I32_EQ = 102;
    public static final int BR_I32_NE = 103;
    public static final int BR_I32_LT_S = 104;
    public static final int BR_I32_LE_S = 105;
    public static final int BR_I32_LT_U = 106;
    public static final int BR_I32_LE_U = 107;
    public static final int BR_I32_EQ_IMM = 108;
    public static final int BR_I32_NE_IMM = 109;
    public static final int BR_I32_LT_S_IMM = 110;
    public static final int BR_I32_GT_S_IMM = 111;
    public static final int BR_I32_LT_U_IMM = 112;
    public static final int BR_I32_GT_U_IMM = 113;
    public static final int BR_I64_EQ = 114;
    public static final int BR_I64_NE = 115;
    public static final int BR_I64_LT_S = 116;
    public static final int BR_I64_LE_S = 117;
    public static final int BR_I64_LT_U = 118;
    public static final int BR_I64_LE_U = 119;
    public static final int BR_I64_EQ_IMM = 120;
    public static final int BR_I64_NE_IMM = 121;
    public static final int BR_I64_LT_S_IMM = 122;
    public static final int BR_I64_GT_S_IMM = 123;
    public static final int BR_I64_LT_U_IMM = 124;
    public static final int BR_I64_GT_U_IMM = 125;
    public static final int BR_F32_EQ = 126;
    public static final int BR_F32_NE = 127;
    public static final int BR_F32_LT = 128;
    public static final int BR_F32_LE = 129;
    public static final int BR_F64_EQ = 130;
    public static final int BR_F64_NE = 131;
    public static final int BR_F64_LT = 132;
    public static final int BR_F64_LE = 133;
    public static final int BR_F32_NOT_LT = 134;
    public static final int BR_F32_NOT_LE = 135;
    public static final int BR_F64_NOT_LT = 136;
    public static final int BR_F64_NOT_LE = 137;

    // Control
    public static final int BR = 138;
    public static final int BR_TABLE = 139;
    public static final int LOOP = 140;
    public static final int FUEL = 141;
    public static final int CALL = 142;
    public static final int CALL_INDIRECT = 143;
    public static final int CALL_REF = 144;
    public static final int RETURN_CALL = 145;
    public static final int RETURN_CALL_INDIRECT = 146;
    public static final int RETURN_CALL_REF = 147;
    public static final int RETURN = 148;
    public static final int RETURN0 = 149;
    public static final int RETURN1 = 150;
    public static final int UNREACHABLE = 151;
    public static final int THROW = 152;
    public static final int THROW_REF = 153;

    // Memory: the first one, with 32-bit addresses, unshared
    public static final int LOAD8_S = 154;
    public static final int LOAD8_U = 155;
    public static final int LOAD16_S = 156;
    public static final int LOAD16_U = 157;
    public static final int LOAD32_S = 158;
    public static final int LOAD32_U = 159;
    public static final int LOAD64 = 160;
    public static final int STORE8 = 161;
    public static final int STORE16 = 162;
    public static final int STORE32 = 163;
    public static final int STORE64 = 164;

    // Aggregates
    public static final int STRUCT_GET = 165;
    public static final int STRUCT_SET = 166;
    public static final int ARRAY_LEN = 167;
    public static final int ARRAY_GET = 168;
    public static final int ARRAY_SET = 169;

    // Everything else, by the number of the instruction above the operation
    public static final int UNARY = 170;
    public static final int BINARY = 171;
    public static final int VECTOR = 172;
    public static final int OTHER = 173;

    /** How many operations there are. */
    public static final int COUNT = 174;

    /** How many words of 64 bits a set of operations takes. */
    public static final int SET_WORDS = (COUNT + 63) / 64;

    /** What a comparison's number must be raised by to give the branch that is taken if it holds. */
    static final int BRANCH_DISTANCE = BR_I32_EQ - I32_EQ;

    /** The number under which {@link #UNARY} makes each NaN among the two {@code f32} lanes of half a vector canonical. */
    public static final int CANONICALISE_F32_LANES = 0xFD;

    /** The number under which {@link #UNARY} makes an {@code f32} canonical if it is a NaN. */
    public static final int CANONICALISE_F32 = 0xFE;

    /** The number under which {@link #UNARY} makes an {@code f64} canonical if it is a NaN. */
    public static final int CANONICALISE_F64 = 0xFF;

    /** What an instruction's code is masked with to fit above an operation. */
    public static final int NUMBER_MASK = (1 << (32 - BITS)) - 1;

    private Lop() {}

    /** The word of an operation that serves many instructions, with the one that is meant. */
    static int numbered(int lop, int code) {
        return code << BITS | lop;
    }

    /** Whether an operation compares and gives 0 or 1. */
    static boolean isComparison(int lop) {
        return lop >= I32_EQ && lop <= F64_LE;
    }

    /** How many {@code int}s an instruction with this operation takes, the targets after a branch table not counted. */
    public static int words(int lop) {
        return switch (lop) {
            case SELECT, SELECT2, CALL_INDIRECT, RETURN_CALL_INDIRECT, VECTOR, OTHER, ARRAY_GET, ARRAY_SET -> 8;
            default -> 4;
        };
    }
}
