package org.ferrywasm.syntax;

import static org.ferrywasm.syntax.Feature.BULK_MEMORY;
import static org.ferrywasm.syntax.Feature.CORE;
import static org.ferrywasm.syntax.Feature.EXCEPTIONS;
import static org.ferrywasm.syntax.Feature.FUNCTION_REFERENCES;
import static org.ferrywasm.syntax.Feature.GC;
import static org.ferrywasm.syntax.Feature.LEGACY_EXCEPTIONS;
import static org.ferrywasm.syntax.Feature.REFERENCE_TYPES;
import static org.ferrywasm.syntax.Feature.RELAXED_SIMD;
import static org.ferrywasm.syntax.Feature.SATURATING_FLOAT_TO_INT;
import static org.ferrywasm.syntax.Feature.SIGN_EXTENSION;
import static org.ferrywasm.syntax.Feature.SIMD;
import static org.ferrywasm.syntax.Feature.TAIL_CALL;
import static org.ferrywasm.syntax.Feature.THREADS;
import static org.ferrywasm.syntax.Feature.WIDE_ARITHMETIC;
import static org.ferrywasm.syntax.Shape.AGGREGATE;
import static org.ferrywasm.syntax.Shape.ATOMIC;
import static org.ferrywasm.syntax.Shape.CONTROL;
import static org.ferrywasm.syntax.Shape.LOAD;
import static org.ferrywasm.syntax.Shape.MEMORY;
import static org.ferrywasm.syntax.Shape.NUMERIC;
import static org.ferrywasm.syntax.Shape.PARAMETRIC;
import static org.ferrywasm.syntax.Shape.REFERENCE;
import static org.ferrywasm.syntax.Shape.STORE;
import static org.ferrywasm.syntax.Shape.TABLE;
import static org.ferrywasm.syntax.Shape.VARIABLE;
import static org.ferrywasm.syntax.Shape.VECTOR;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The instructions: one row for each, and the only place where its code, mnemonic, immediates and types stand together.
 * Decoder, encoder, parser, printer and plain validation read the row. In a signature, operands stand before the colon and
 * results after it: {@code i}, {@code l}, {@code f}, {@code d}, {@code v} for {@code i32}, {@code i64}, {@code f32},
 * {@code f64}, {@code v128}. Instructions that access memory take an address below the operands that the row names. Where
 * the types depend on more than the row the signature is empty. The number that ends a row of a memory instruction is the
 * base-2 logarithm of the bytes it accesses.
 */
public enum Opcode {
    // Control instructions
    UNREACHABLE(Op.UNREACHABLE, "unreachable", CONTROL, Imm.NONE, "", CORE),
    NOP(Op.NOP, "nop", CONTROL, Imm.NONE, "", CORE),
    BLOCK(Op.BLOCK, "block", CONTROL, Imm.BLOCK, "", CORE),
    LOOP(Op.LOOP, "loop", CONTROL, Imm.BLOCK, "", CORE),
    IF(Op.IF, "if", CONTROL, Imm.BLOCK, "", CORE),
    ELSE(Op.ELSE, "else", CONTROL, Imm.NONE, "", CORE),
    TRY(Op.TRY, "try", CONTROL, Imm.BLOCK, "", LEGACY_EXCEPTIONS),
    CATCH(Op.CATCH, "catch", CONTROL, Imm.TAG, "", LEGACY_EXCEPTIONS),
    THROW(Op.THROW, "throw", CONTROL, Imm.TAG, "", EXCEPTIONS),
    RETHROW(Op.RETHROW, "rethrow", CONTROL, Imm.LABEL, "", LEGACY_EXCEPTIONS),
    THROW_REF(Op.THROW_REF, "throw_ref", CONTROL, Imm.NONE, "", EXCEPTIONS),
    END(Op.END, "end", CONTROL, Imm.NONE, "", CORE),
    BR(Op.BR, "br", CONTROL, Imm.LABEL, "", CORE),
    BR_IF(Op.BR_IF, "br_if", CONTROL, Imm.LABEL, "", CORE),
    BR_TABLE(Op.BR_TABLE, "br_table", CONTROL, Imm.LABELS, "", CORE),
    RETURN(Op.RETURN, "return", CONTROL, Imm.NONE, "", CORE),
    CALL(Op.CALL, "call", CONTROL, Imm.FUNC, "", CORE),
    CALL_INDIRECT(Op.CALL_INDIRECT, "call_indirect", CONTROL, Imm.TYPE_TABLE, "", CORE),
    RETURN_CALL(Op.RETURN_CALL, "return_call", CONTROL, Imm.FUNC, "", TAIL_CALL),
    RETURN_CALL_INDIRECT(Op.RETURN_CALL_INDIRECT, "return_call_indirect", CONTROL, Imm.TYPE_TABLE, "", TAIL_CALL),
    CALL_REF(Op.CALL_REF, "call_ref", CONTROL, Imm.TYPE, "", FUNCTION_REFERENCES),
    RETURN_CALL_REF(Op.RETURN_CALL_REF, "return_call_ref", CONTROL, Imm.TYPE, "", TAIL_CALL),
    DELEGATE(Op.DELEGATE, "delegate", CONTROL, Imm.LABEL, "", LEGACY_EXCEPTIONS),
    CATCH_ALL(Op.CATCH_ALL, "catch_all", CONTROL, Imm.NONE, "", LEGACY_EXCEPTIONS),
    TRY_TABLE(Op.TRY_TABLE, "try_table", CONTROL, Imm.TRY_TABLE, "", EXCEPTIONS),
    BR_ON_NULL(Op.BR_ON_NULL, "br_on_null", CONTROL, Imm.LABEL, "", FUNCTION_REFERENCES),
    BR_ON_NON_NULL(Op.BR_ON_NON_NULL, "br_on_non_null", CONTROL, Imm.LABEL, "", FUNCTION_REFERENCES),
    BR_ON_CAST(Op.BR_ON_CAST, "br_on_cast", CONTROL, Imm.BR_ON_CAST, "", GC),
    BR_ON_CAST_FAIL(Op.BR_ON_CAST_FAIL, "br_on_cast_fail", CONTROL, Imm.BR_ON_CAST, "", GC),

    // Parametric instructions
    DROP(Op.DROP, "drop", PARAMETRIC, Imm.NONE, "", CORE),
    SELECT(Op.SELECT, "select", PARAMETRIC, Imm.NONE, "", CORE),
    SELECT_T(Op.SELECT_T, "select", PARAMETRIC, Imm.VAL_TYPES, "", REFERENCE_TYPES),

    // Variable instructions
    LOCAL_GET(Op.LOCAL_GET, "local.get", VARIABLE, Imm.LOCAL, "", CORE),
    LOCAL_SET(Op.LOCAL_SET, "local.set", VARIABLE, Imm.LOCAL, "", CORE),
    LOCAL_TEE(Op.LOCAL_TEE, "local.tee", VARIABLE, Imm.LOCAL, "", CORE),
    GLOBAL_GET(Op.GLOBAL_GET, "global.get", VARIABLE, Imm.GLOBAL, "", CORE),
    GLOBAL_SET(Op.GLOBAL_SET, "global.set", VARIABLE, Imm.GLOBAL, "", CORE),

    // Table instructions
    TABLE_GET(Op.TABLE_GET, "table.get", TABLE, Imm.TABLE, "", REFERENCE_TYPES),
    TABLE_SET(Op.TABLE_SET, "table.set", TABLE, Imm.TABLE, "", REFERENCE_TYPES),
    TABLE_INIT(Op.TABLE_INIT, "table.init", TABLE, Imm.ELEM_TABLE, "", BULK_MEMORY),
    ELEM_DROP(Op.ELEM_DROP, "elem.drop", TABLE, Imm.ELEM, "", BULK_MEMORY),
    TABLE_COPY(Op.TABLE_COPY, "table.copy", TABLE, Imm.TABLE_TABLE, "", BULK_MEMORY),
    TABLE_GROW(Op.TABLE_GROW, "table.grow", TABLE, Imm.TABLE, "", REFERENCE_TYPES),
    TABLE_SIZE(Op.TABLE_SIZE, "table.size", TABLE, Imm.TABLE, "", REFERENCE_TYPES),
    TABLE_FILL(Op.TABLE_FILL, "table.fill", TABLE, Imm.TABLE, "", REFERENCE_TYPES),

    // Reference instructions
    REF_NULL(Op.REF_NULL, "ref.null", REFERENCE, Imm.HEAP_TYPE, "", REFERENCE_TYPES),
    REF_IS_NULL(Op.REF_IS_NULL, "ref.is_null", REFERENCE, Imm.NONE, "", REFERENCE_TYPES),
    REF_FUNC(Op.REF_FUNC, "ref.func", REFERENCE, Imm.FUNC, "", REFERENCE_TYPES),
    REF_EQ(Op.REF_EQ, "ref.eq", REFERENCE, Imm.NONE, "", GC),
    REF_AS_NON_NULL(Op.REF_AS_NON_NULL, "ref.as_non_null", REFERENCE, Imm.NONE, "", FUNCTION_REFERENCES),
    REF_TEST(Op.REF_TEST, "ref.test", REFERENCE, Imm.HEAP_TYPE, "", GC),
    REF_TEST_NULL(Op.REF_TEST_NULL, "ref.test", REFERENCE, Imm.HEAP_TYPE, "", GC),
    REF_CAST(Op.REF_CAST, "ref.cast", REFERENCE, Imm.HEAP_TYPE, "", GC),
    REF_CAST_NULL(Op.REF_CAST_NULL, "ref.cast", REFERENCE, Imm.HEAP_TYPE, "", GC),
    ANY_CONVERT_EXTERN(Op.ANY_CONVERT_EXTERN, "any.convert_extern", REFERENCE, Imm.NONE, "", GC),
    EXTERN_CONVERT_ANY(Op.EXTERN_CONVERT_ANY, "extern.convert_any", REFERENCE, Imm.NONE, "", GC),
    REF_I31(Op.REF_I31, "ref.i31", REFERENCE, Imm.NONE, "", GC),
    I31_GET_S(Op.I31_GET_S, "i31.get_s", REFERENCE, Imm.NONE, "", GC),
    I31_GET_U(Op.I31_GET_U, "i31.get_u", REFERENCE, Imm.NONE, "", GC),

    // Aggregate instructions
    STRUCT_NEW(Op.STRUCT_NEW, "struct.new", AGGREGATE, Imm.TYPE, "", GC),
    STRUCT_NEW_DEFAULT(Op.STRUCT_NEW_DEFAULT, "struct.new_default", AGGREGATE, Imm.TYPE, "", GC),
    STRUCT_GET(Op.STRUCT_GET, "struct.get", AGGREGATE, Imm.TYPE_FIELD, "", GC),
    STRUCT_GET_S(Op.STRUCT_GET_S, "struct.get_s", AGGREGATE, Imm.TYPE_FIELD, "", GC),
    STRUCT_GET_U(Op.STRUCT_GET_U, "struct.get_u", AGGREGATE, Imm.TYPE_FIELD, "", GC),
    STRUCT_SET(Op.STRUCT_SET, "struct.set", AGGREGATE, Imm.TYPE_FIELD, "", GC),
    ARRAY_NEW(Op.ARRAY_NEW, "array.new", AGGREGATE, Imm.TYPE, "", GC),
    ARRAY_NEW_DEFAULT(Op.ARRAY_NEW_DEFAULT, "array.new_default", AGGREGATE, Imm.TYPE, "", GC),
    ARRAY_NEW_FIXED(Op.ARRAY_NEW_FIXED, "array.new_fixed", AGGREGATE, Imm.TYPE_LENGTH, "", GC),
    ARRAY_NEW_DATA(Op.ARRAY_NEW_DATA, "array.new_data", AGGREGATE, Imm.TYPE_DATA, "", GC),
    ARRAY_NEW_ELEM(Op.ARRAY_NEW_ELEM, "array.new_elem", AGGREGATE, Imm.TYPE_ELEM, "", GC),
    ARRAY_GET(Op.ARRAY_GET, "array.get", AGGREGATE, Imm.TYPE, "", GC),
    ARRAY_GET_S(Op.ARRAY_GET_S, "array.get_s", AGGREGATE, Imm.TYPE, "", GC),
    ARRAY_GET_U(Op.ARRAY_GET_U, "array.get_u", AGGREGATE, Imm.TYPE, "", GC),
    ARRAY_SET(Op.ARRAY_SET, "array.set", AGGREGATE, Imm.TYPE, "", GC),
    ARRAY_LEN(Op.ARRAY_LEN, "array.len", AGGREGATE, Imm.NONE, "", GC),
    ARRAY_FILL(Op.ARRAY_FILL, "array.fill", AGGREGATE, Imm.TYPE, "", GC),
    ARRAY_COPY(Op.ARRAY_COPY, "array.copy", AGGREGATE, Imm.TYPE_TYPE, "", GC),
    ARRAY_INIT_DATA(Op.ARRAY_INIT_DATA, "array.init_data", AGGREGATE, Imm.TYPE_DATA, "", GC),
    ARRAY_INIT_ELEM(Op.ARRAY_INIT_ELEM, "array.init_elem", AGGREGATE, Imm.TYPE_ELEM, "", GC),

    // Memory instructions
    I32_LOAD(Op.I32_LOAD, "i32.load", LOAD, Imm.MEM_ARG, ":i", CORE, 2),
    I64_LOAD(Op.I64_LOAD, "i64.load", LOAD, Imm.MEM_ARG, ":l", CORE, 3),
    F32_LOAD(Op.F32_LOAD, "f32.load", LOAD, Imm.MEM_ARG, ":f", CORE, 2),
    F64_LOAD(Op.F64_LOAD, "f64.load", LOAD, Imm.MEM_ARG, ":d", CORE, 3),
    I32_LOAD8_S(Op.I32_LOAD8_S, "i32.load8_s", LOAD, Imm.MEM_ARG, ":i", CORE, 0),
    I32_LOAD8_U(Op.I32_LOAD8_U, "i32.load8_u", LOAD, Imm.MEM_ARG, ":i", CORE, 0),
    I32_LOAD16_S(Op.I32_LOAD16_S, "i32.load16_s", LOAD, Imm.MEM_ARG, ":i", CORE, 1),
    I32_LOAD16_U(Op.I32_LOAD16_U, "i32.load16_u", LOAD, Imm.MEM_ARG, ":i", CORE, 1),
    I64_LOAD8_S(Op.I64_LOAD8_S, "i64.load8_s", LOAD, Imm.MEM_ARG, ":l", CORE, 0),
    I64_LOAD8_U(Op.I64_LOAD8_U, "i64.load8_u", LOAD, Imm.MEM_ARG, ":l", CORE, 0),
    I64_LOAD16_S(Op.I64_LOAD16_S, "i64.load16_s", LOAD, Imm.MEM_ARG, ":l", CORE, 1),
    I64_LOAD16_U(Op.I64_LOAD16_U, "i64.load16_u", LOAD, Imm.MEM_ARG, ":l", CORE, 1),
    I64_LOAD32_S(Op.I64_LOAD32_S, "i64.load32_s", LOAD, Imm.MEM_ARG, ":l", CORE, 2),
    I64_LOAD32_U(Op.I64_LOAD32_U, "i64.load32_u", LOAD, Imm.MEM_ARG, ":l", CORE, 2),
    I32_STORE(Op.I32_STORE, "i32.store", STORE, Imm.MEM_ARG, "i:", CORE, 2),
    I64_STORE(Op.I64_STORE, "i64.store", STORE, Imm.MEM_ARG, "l:", CORE, 3),
    F32_STORE(Op.F32_STORE, "f32.store", STORE, Imm.MEM_ARG, "f:", CORE, 2),
    F64_STORE(Op.F64_STORE, "f64.store", STORE, Imm.MEM_ARG, "d:", CORE, 3),
    I32_STORE8(Op.I32_STORE8, "i32.store8", STORE, Imm.MEM_ARG, "i:", CORE, 0),
    I32_STORE16(Op.I32_STORE16, "i32.store16", STORE, Imm.MEM_ARG, "i:", CORE, 1),
    I64_STORE8(Op.I64_STORE8, "i64.store8", STORE, Imm.MEM_ARG, "l:", CORE, 0),
    I64_STORE16(Op.I64_STORE16, "i64.store16", STORE, Imm.MEM_ARG, "l:", CORE, 1),
    I64_STORE32(Op.I64_STORE32, "i64.store32", STORE, Imm.MEM_ARG, "l:", CORE, 2),
    MEMORY_SIZE(Op.MEMORY_SIZE, "memory.size", MEMORY, Imm.MEMORY, "", CORE),
    MEMORY_GROW(Op.MEMORY_GROW, "memory.grow", MEMORY, Imm.MEMORY, "", CORE),
    MEMORY_INIT(Op.MEMORY_INIT, "memory.init", MEMORY, Imm.DATA_MEMORY, "", BULK_MEMORY),
    DATA_DROP(Op.DATA_DROP, "data.drop", MEMORY, Imm.DATA, "", BULK_MEMORY),
    MEMORY_COPY(Op.MEMORY_COPY, "memory.copy", MEMORY, Imm.MEMORY_MEMORY, "", BULK_MEMORY),
    MEMORY_FILL(Op.MEMORY_FILL, "memory.fill", MEMORY, Imm.MEMORY, "", BULK_MEMORY),

    // Numeric instructions
    I32_CONST(Op.I32_CONST, "i32.const", NUMERIC, Imm.I32, ":i", CORE),
    I64_CONST(Op.I64_CONST, "i64.const", NUMERIC, Imm.I64, ":l", CORE),
    F32_CONST(Op.F32_CONST, "f32.const", NUMERIC, Imm.F32, ":f", CORE),
    F64_CONST(Op.F64_CONST, "f64.const", NUMERIC, Imm.F64, ":d", CORE),
    I32_EQZ(Op.I32_EQZ, "i32.eqz", NUMERIC, Imm.NONE, "i:i", CORE),
    I32_EQ(Op.I32_EQ, "i32.eq", NUMERIC, Imm.NONE, "ii:i", CORE),
    I32_NE(Op.I32_NE, "i32.ne", NUMERIC, Imm.NONE, "ii:i", CORE),
    I32_LT_S(Op.I32_LT_S, "i32.lt_s", NUMERIC, Imm.NONE, "ii:i", CORE),
    I32_LT_U(Op.I32_LT_U, "i32.lt_u", NUMERIC, Imm.NONE, "ii:i", CORE),
    I32_GT_S(Op.I32_GT_S, "i32.gt_s", NUMERIC, Imm.NONE, "ii:i", CORE),
    I32_GT_U(Op.I32_GT_U, "i32.gt_u", NUMERIC, Imm.NONE, "ii:i", CORE),
    I32_LE_S(Op.I32_LE_S, "i32.le_s", NUMERIC, Imm.NONE, "ii:i", CORE),
    I32_LE_U(Op.I32_LE_U, "i32.le_u", NUMERIC, Imm.NONE, "ii:i", CORE),
    I32_GE_S(Op.I32_GE_S, "i32.ge_s", NUMERIC, Imm.NONE, "ii:i", CORE),
    I32_GE_U(Op.I32_GE_U, "i32.ge_u", NUMERIC, Imm.NONE, "ii:i", CORE),
    I64_EQZ(Op.I64_EQZ, "i64.eqz", NUMERIC, Imm.NONE, "l:i", CORE),
    I64_EQ(Op.I64_EQ, "i64.eq", NUMERIC, Imm.NONE, "ll:i", CORE),
    I64_NE(Op.I64_NE, "i64.ne", NUMERIC, Imm.NONE, "ll:i", CORE),
    I64_LT_S(Op.I64_LT_S, "i64.lt_s", NUMERIC, Imm.NONE, "ll:i", CORE),
    I64_LT_U(Op.I64_LT_U, "i64.lt_u", NUMERIC, Imm.NONE, "ll:i", CORE),
    I64_GT_S(Op.I64_GT_S, "i64.gt_s", NUMERIC, Imm.NONE, "ll:i", CORE),
    I64_GT_U(Op.I64_GT_U, "i64.gt_u", NUMERIC, Imm.NONE, "ll:i", CORE),
    I64_LE_S(Op.I64_LE_S, "i64.le_s", NUMERIC, Imm.NONE, "ll:i", CORE),
    I64_LE_U(Op.I64_LE_U, "i64.le_u", NUMERIC, Imm.NONE, "ll:i", CORE),
    I64_GE_S(Op.I64_GE_S, "i64.ge_s", NUMERIC, Imm.NONE, "ll:i", CORE),
    I64_GE_U(Op.I64_GE_U, "i64.ge_u", NUMERIC, Imm.NONE, "ll:i", CORE),
    F32_EQ(Op.F32_EQ, "f32.eq", NUMERIC, Imm.NONE, "ff:i", CORE),
    F32_NE(Op.F32_NE, "f32.ne", NUMERIC, Imm.NONE, "ff:i", CORE),
    F32_LT(Op.F32_LT, "f32.lt", NUMERIC, Imm.NONE, "ff:i", CORE),
    F32_GT(Op.F32_GT, "f32.gt", NUMERIC, Imm.NONE, "ff:i", CORE),
    F32_LE(Op.F32_LE, "f32.le", NUMERIC, Imm.NONE, "ff:i", CORE),
    F32_GE(Op.F32_GE, "f32.ge", NUMERIC, Imm.NONE, "ff:i", CORE),
    F64_EQ(Op.F64_EQ, "f64.eq", NUMERIC, Imm.NONE, "dd:i", CORE),
    F64_NE(Op.F64_NE, "f64.ne", NUMERIC, Imm.NONE, "dd:i", CORE),
    F64_LT(Op.F64_LT, "f64.lt", NUMERIC, Imm.NONE, "dd:i", CORE),
    F64_GT(Op.F64_GT, "f64.gt", NUMERIC, Imm.NONE, "dd:i", CORE),
    F64_LE(Op.F64_LE, "f64.le", NUMERIC, Imm.NONE, "dd:i", CORE),
    F64_GE(Op.F64_GE, "f64.ge", NUMERIC, Imm.NONE, "dd:i", CORE),
    I32_CLZ(Op.I32_CLZ, "i32.clz", NUMERIC, Imm.NONE, "i:i", CORE),
    I32_CTZ(Op.I32_CTZ, "i32.ctz", NUMERIC, Imm.NONE, "i:i", CORE),
    I32_POPCNT(Op.I32_POPCNT, "i32.popcnt", NUMERIC, Imm.NONE, "i:i", CORE),
    I32_ADD(Op.I32_ADD, "i32.add", NUMERIC, Imm.NONE, "ii:i", CORE),
    I32_SUB(Op.I32_SUB, "i32.sub", NUMERIC, Imm.NONE, "ii:i", CORE),
    I32_MUL(Op.I32_MUL, "i32.mul", NUMERIC, Imm.NONE, "ii:i", CORE),
    I32_DIV_S(Op.I32_DIV_S, "i32.div_s", NUMERIC, Imm.NONE, "ii:i", CORE),
    I32_DIV_U(Op.I32_DIV_U, "i32.div_u", NUMERIC, Imm.NONE, "ii:i", CORE),
    I32_REM_S(Op.I32_REM_S, "i32.rem_s", NUMERIC, Imm.NONE, "ii:i", CORE),
    I32_REM_U(Op.I32_REM_U, "i32.rem_u", NUMERIC, Imm.NONE, "ii:i", CORE),
    I32_AND(Op.I32_AND, "i32.and", NUMERIC, Imm.NONE, "ii:i", CORE),
    I32_OR(Op.I32_OR, "i32.or", NUMERIC, Imm.NONE, "ii:i", CORE),
    I32_XOR(Op.I32_XOR, "i32.xor", NUMERIC, Imm.NONE, "ii:i", CORE),
    I32_SHL(Op.I32_SHL, "i32.shl", NUMERIC, Imm.NONE, "ii:i", CORE),
    I32_SHR_S(Op.I32_SHR_S, "i32.shr_s", NUMERIC, Imm.NONE, "ii:i", CORE),
    I32_SHR_U(Op.I32_SHR_U, "i32.shr_u", NUMERIC, Imm.NONE, "ii:i", CORE),
    I32_ROTL(Op.I32_ROTL, "i32.rotl", NUMERIC, Imm.NONE, "ii:i", CORE),
    I32_ROTR(Op.I32_ROTR, "i32.rotr", NUMERIC, Imm.NONE, "ii:i", CORE),
    I64_CLZ(Op.I64_CLZ, "i64.clz", NUMERIC, Imm.NONE, "l:l", CORE),
    I64_CTZ(Op.I64_CTZ, "i64.ctz", NUMERIC, Imm.NONE, "l:l", CORE),
    I64_POPCNT(Op.I64_POPCNT, "i64.popcnt", NUMERIC, Imm.NONE, "l:l", CORE),
    I64_ADD(Op.I64_ADD, "i64.add", NUMERIC, Imm.NONE, "ll:l", CORE),
    I64_SUB(Op.I64_SUB, "i64.sub", NUMERIC, Imm.NONE, "ll:l", CORE),
    I64_MUL(Op.I64_MUL, "i64.mul", NUMERIC, Imm.NONE, "ll:l", CORE),
    I64_DIV_S(Op.I64_DIV_S, "i64.div_s", NUMERIC, Imm.NONE, "ll:l", CORE),
    I64_DIV_U(Op.I64_DIV_U, "i64.div_u", NUMERIC, Imm.NONE, "ll:l", CORE),
    I64_REM_S(Op.I64_REM_S, "i64.rem_s", NUMERIC, Imm.NONE, "ll:l", CORE),
    I64_REM_U(Op.I64_REM_U, "i64.rem_u", NUMERIC, Imm.NONE, "ll:l", CORE),
    I64_AND(Op.I64_AND, "i64.and", NUMERIC, Imm.NONE, "ll:l", CORE),
    I64_OR(Op.I64_OR, "i64.or", NUMERIC, Imm.NONE, "ll:l", CORE),
    I64_XOR(Op.I64_XOR, "i64.xor", NUMERIC, Imm.NONE, "ll:l", CORE),
    I64_SHL(Op.I64_SHL, "i64.shl", NUMERIC, Imm.NONE, "ll:l", CORE),
    I64_SHR_S(Op.I64_SHR_S, "i64.shr_s", NUMERIC, Imm.NONE, "ll:l", CORE),
    I64_SHR_U(Op.I64_SHR_U, "i64.shr_u", NUMERIC, Imm.NONE, "ll:l", CORE),
    I64_ROTL(Op.I64_ROTL, "i64.rotl", NUMERIC, Imm.NONE, "ll:l", CORE),
    I64_ROTR(Op.I64_ROTR, "i64.rotr", NUMERIC, Imm.NONE, "ll:l", CORE),
    F32_ABS(Op.F32_ABS, "f32.abs", NUMERIC, Imm.NONE, "f:f", CORE),
    F32_NEG(Op.F32_NEG, "f32.neg", NUMERIC, Imm.NONE, "f:f", CORE),
    F32_CEIL(Op.F32_CEIL, "f32.ceil", NUMERIC, Imm.NONE, "f:f", CORE),
    F32_FLOOR(Op.F32_FLOOR, "f32.floor", NUMERIC, Imm.NONE, "f:f", CORE),
    F32_TRUNC(Op.F32_TRUNC, "f32.trunc", NUMERIC, Imm.NONE, "f:f", CORE),
    F32_NEAREST(Op.F32_NEAREST, "f32.nearest", NUMERIC, Imm.NONE, "f:f", CORE),
    F32_SQRT(Op.F32_SQRT, "f32.sqrt", NUMERIC, Imm.NONE, "f:f", CORE),
    F32_ADD(Op.F32_ADD, "f32.add", NUMERIC, Imm.NONE, "ff:f", CORE),
    F32_SUB(Op.F32_SUB, "f32.sub", NUMERIC, Imm.NONE, "ff:f", CORE),
    F32_MUL(Op.F32_MUL, "f32.mul", NUMERIC, Imm.NONE, "ff:f", CORE),
    F32_DIV(Op.F32_DIV, "f32.div", NUMERIC, Imm.NONE, "ff:f", CORE),
    F32_MIN(Op.F32_MIN, "f32.min", NUMERIC, Imm.NONE, "ff:f", CORE),
    F32_MAX(Op.F32_MAX, "f32.max", NUMERIC, Imm.NONE, "ff:f", CORE),
    F32_COPYSIGN(Op.F32_COPYSIGN, "f32.copysign", NUMERIC, Imm.NONE, "ff:f", CORE),
    F64_ABS(Op.F64_ABS, "f64.abs", NUMERIC, Imm.NONE, "d:d", CORE),
    F64_NEG(Op.F64_NEG, "f64.neg", NUMERIC, Imm.NONE, "d:d", CORE),
    F64_CEIL(Op.F64_CEIL, "f64.ceil", NUMERIC, Imm.NONE, "d:d", CORE),
    F64_FLOOR(Op.F64_FLOOR, "f64.floor", NUMERIC, Imm.NONE, "d:d", CORE),
    F64_TRUNC(Op.F64_TRUNC, "f64.trunc", NUMERIC, Imm.NONE, "d:d", CORE),
    F64_NEAREST(Op.F64_NEAREST, "f64.nearest", NUMERIC, Imm.NONE, "d:d", CORE),
    F64_SQRT(Op.F64_SQRT, "f64.sqrt", NUMERIC, Imm.NONE, "d:d", CORE),
    F64_ADD(Op.F64_ADD, "f64.add", NUMERIC, Imm.NONE, "dd:d", CORE),
    F64_SUB(Op.F64_SUB, "f64.sub", NUMERIC, Imm.NONE, "dd:d", CORE),
    F64_MUL(Op.F64_MUL, "f64.mul", NUMERIC, Imm.NONE, "dd:d", CORE),
    F64_DIV(Op.F64_DIV, "f64.div", NUMERIC, Imm.NONE, "dd:d", CORE),
    F64_MIN(Op.F64_MIN, "f64.min", NUMERIC, Imm.NONE, "dd:d", CORE),
    F64_MAX(Op.F64_MAX, "f64.max", NUMERIC, Imm.NONE, "dd:d", CORE),
    F64_COPYSIGN(Op.F64_COPYSIGN, "f64.copysign", NUMERIC, Imm.NONE, "dd:d", CORE),
    I32_WRAP_I64(Op.I32_WRAP_I64, "i32.wrap_i64", NUMERIC, Imm.NONE, "l:i", CORE),
    I32_TRUNC_F32_S(Op.I32_TRUNC_F32_S, "i32.trunc_f32_s", NUMERIC, Imm.NONE, "f:i", CORE),
    I32_TRUNC_F32_U(Op.I32_TRUNC_F32_U, "i32.trunc_f32_u", NUMERIC, Imm.NONE, "f:i", CORE),
    I32_TRUNC_F64_S(Op.I32_TRUNC_F64_S, "i32.trunc_f64_s", NUMERIC, Imm.NONE, "d:i", CORE),
    I32_TRUNC_F64_U(Op.I32_TRUNC_F64_U, "i32.trunc_f64_u", NUMERIC, Imm.NONE, "d:i", CORE),
    I64_EXTEND_I32_S(Op.I64_EXTEND_I32_S, "i64.extend_i32_s", NUMERIC, Imm.NONE, "i:l", CORE),
    I64_EXTEND_I32_U(Op.I64_EXTEND_I32_U, "i64.extend_i32_u", NUMERIC, Imm.NONE, "i:l", CORE),
    I64_TRUNC_F32_S(Op.I64_TRUNC_F32_S, "i64.trunc_f32_s", NUMERIC, Imm.NONE, "f:l", CORE),
    I64_TRUNC_F32_U(Op.I64_TRUNC_F32_U, "i64.trunc_f32_u", NUMERIC, Imm.NONE, "f:l", CORE),
    I64_TRUNC_F64_S(Op.I64_TRUNC_F64_S, "i64.trunc_f64_s", NUMERIC, Imm.NONE, "d:l", CORE),
    I64_TRUNC_F64_U(Op.I64_TRUNC_F64_U, "i64.trunc_f64_u", NUMERIC, Imm.NONE, "d:l", CORE),
    F32_CONVERT_I32_S(Op.F32_CONVERT_I32_S, "f32.convert_i32_s", NUMERIC, Imm.NONE, "i:f", CORE),
    F32_CONVERT_I32_U(Op.F32_CONVERT_I32_U, "f32.convert_i32_u", NUMERIC, Imm.NONE, "i:f", CORE),
    F32_CONVERT_I64_S(Op.F32_CONVERT_I64_S, "f32.convert_i64_s", NUMERIC, Imm.NONE, "l:f", CORE),
    F32_CONVERT_I64_U(Op.F32_CONVERT_I64_U, "f32.convert_i64_u", NUMERIC, Imm.NONE, "l:f", CORE),
    F32_DEMOTE_F64(Op.F32_DEMOTE_F64, "f32.demote_f64", NUMERIC, Imm.NONE, "d:f", CORE),
    F64_CONVERT_I32_S(Op.F64_CONVERT_I32_S, "f64.convert_i32_s", NUMERIC, Imm.NONE, "i:d", CORE),
    F64_CONVERT_I32_U(Op.F64_CONVERT_I32_U, "f64.convert_i32_u", NUMERIC, Imm.NONE, "i:d", CORE),
    F64_CONVERT_I64_S(Op.F64_CONVERT_I64_S, "f64.convert_i64_s", NUMERIC, Imm.NONE, "l:d", CORE),
    F64_CONVERT_I64_U(Op.F64_CONVERT_I64_U, "f64.convert_i64_u", NUMERIC, Imm.NONE, "l:d", CORE),
    F64_PROMOTE_F32(Op.F64_PROMOTE_F32, "f64.promote_f32", NUMERIC, Imm.NONE, "f:d", CORE),
    I32_REINTERPRET_F32(Op.I32_REINTERPRET_F32, "i32.reinterpret_f32", NUMERIC, Imm.NONE, "f:i", CORE),
    I64_REINTERPRET_F64(Op.I64_REINTERPRET_F64, "i64.reinterpret_f64", NUMERIC, Imm.NONE, "d:l", CORE),
    F32_REINTERPRET_I32(Op.F32_REINTERPRET_I32, "f32.reinterpret_i32", NUMERIC, Imm.NONE, "i:f", CORE),
    F64_REINTERPRET_I64(Op.F64_REINTERPRET_I64, "f64.reinterpret_i64", NUMERIC, Imm.NONE, "l:d", CORE),
    I32_EXTEND8_S(Op.I32_EXTEND8_S, "i32.extend8_s", NUMERIC, Imm.NONE, "i:i", SIGN_EXTENSION),
    I32_EXTEND16_S(Op.I32_EXTEND16_S, "i32.extend16_s", NUMERIC, Imm.NONE, "i:i", SIGN_EXTENSION),
    I64_EXTEND8_S(Op.I64_EXTEND8_S, "i64.extend8_s", NUMERIC, Imm.NONE, "l:l", SIGN_EXTENSION),
    I64_EXTEND16_S(Op.I64_EXTEND16_S, "i64.extend16_s", NUMERIC, Imm.NONE, "l:l", SIGN_EXTENSION),
    I64_EXTEND32_S(Op.I64_EXTEND32_S, "i64.extend32_s", NUMERIC, Imm.NONE, "l:l", SIGN_EXTENSION),
    I32_TRUNC_SAT_F32_S(
            Op.I32_TRUNC_SAT_F32_S, "i32.trunc_sat_f32_s", NUMERIC, Imm.NONE, "f:i", SATURATING_FLOAT_TO_INT),
    I32_TRUNC_SAT_F32_U(
            Op.I32_TRUNC_SAT_F32_U, "i32.trunc_sat_f32_u", NUMERIC, Imm.NONE, "f:i", SATURATING_FLOAT_TO_INT),
    I32_TRUNC_SAT_F64_S(
            Op.I32_TRUNC_SAT_F64_S, "i32.trunc_sat_f64_s", NUMERIC, Imm.NONE, "d:i", SATURATING_FLOAT_TO_INT),
    I32_TRUNC_SAT_F64_U(
            Op.I32_TRUNC_SAT_F64_U, "i32.trunc_sat_f64_u", NUMERIC, Imm.NONE, "d:i", SATURATING_FLOAT_TO_INT),
    I64_TRUNC_SAT_F32_S(
            Op.I64_TRUNC_SAT_F32_S, "i64.trunc_sat_f32_s", NUMERIC, Imm.NONE, "f:l", SATURATING_FLOAT_TO_INT),
    I64_TRUNC_SAT_F32_U(
            Op.I64_TRUNC_SAT_F32_U, "i64.trunc_sat_f32_u", NUMERIC, Imm.NONE, "f:l", SATURATING_FLOAT_TO_INT),
    I64_TRUNC_SAT_F64_S(
            Op.I64_TRUNC_SAT_F64_S, "i64.trunc_sat_f64_s", NUMERIC, Imm.NONE, "d:l", SATURATING_FLOAT_TO_INT),
    I64_TRUNC_SAT_F64_U(
            Op.I64_TRUNC_SAT_F64_U, "i64.trunc_sat_f64_u", NUMERIC, Imm.NONE, "d:l", SATURATING_FLOAT_TO_INT),
    I64_ADD128(Op.I64_ADD128, "i64.add128", NUMERIC, Imm.NONE, "llll:ll", WIDE_ARITHMETIC),
    I64_SUB128(Op.I64_SUB128, "i64.sub128", NUMERIC, Imm.NONE, "llll:ll", WIDE_ARITHMETIC),
    I64_MUL_WIDE_S(Op.I64_MUL_WIDE_S, "i64.mul_wide_s", NUMERIC, Imm.NONE, "ll:ll", WIDE_ARITHMETIC),
    I64_MUL_WIDE_U(Op.I64_MUL_WIDE_U, "i64.mul_wide_u", NUMERIC, Imm.NONE, "ll:ll", WIDE_ARITHMETIC),

    // Vector memory instructions
    V128_LOAD(Op.V128_LOAD, "v128.load", LOAD, Imm.MEM_ARG, ":v", SIMD, 4),
    V128_LOAD8X8_S(Op.V128_LOAD8X8_S, "v128.load8x8_s", LOAD, Imm.MEM_ARG, ":v", SIMD, 3),
    V128_LOAD8X8_U(Op.V128_LOAD8X8_U, "v128.load8x8_u", LOAD, Imm.MEM_ARG, ":v", SIMD, 3),
    V128_LOAD16X4_S(Op.V128_LOAD16X4_S, "v128.load16x4_s", LOAD, Imm.MEM_ARG, ":v", SIMD, 3),
    V128_LOAD16X4_U(Op.V128_LOAD16X4_U, "v128.load16x4_u", LOAD, Imm.MEM_ARG, ":v", SIMD, 3),
    V128_LOAD32X2_S(Op.V128_LOAD32X2_S, "v128.load32x2_s", LOAD, Imm.MEM_ARG, ":v", SIMD, 3),
    V128_LOAD32X2_U(Op.V128_LOAD32X2_U, "v128.load32x2_u", LOAD, Imm.MEM_ARG, ":v", SIMD, 3),
    V128_LOAD8_SPLAT(Op.V128_LOAD8_SPLAT, "v128.load8_splat", LOAD, Imm.MEM_ARG, ":v", SIMD, 0),
    V128_LOAD16_SPLAT(Op.V128_LOAD16_SPLAT, "v128.load16_splat", LOAD, Imm.MEM_ARG, ":v", SIMD, 1),
    V128_LOAD32_SPLAT(Op.V128_LOAD32_SPLAT, "v128.load32_splat", LOAD, Imm.MEM_ARG, ":v", SIMD, 2),
    V128_LOAD64_SPLAT(Op.V128_LOAD64_SPLAT, "v128.load64_splat", LOAD, Imm.MEM_ARG, ":v", SIMD, 3),
    V128_STORE(Op.V128_STORE, "v128.store", STORE, Imm.MEM_ARG, "v:", SIMD, 4),
    V128_LOAD8_LANE(Op.V128_LOAD8_LANE, "v128.load8_lane", LOAD, Imm.MEM_ARG_LANE, "v:v", SIMD, 0),
    V128_LOAD16_LANE(Op.V128_LOAD16_LANE, "v128.load16_lane", LOAD, Imm.MEM_ARG_LANE, "v:v", SIMD, 1),
    V128_LOAD32_LANE(Op.V128_LOAD32_LANE, "v128.load32_lane", LOAD, Imm.MEM_ARG_LANE, "v:v", SIMD, 2),
    V128_LOAD64_LANE(Op.V128_LOAD64_LANE, "v128.load64_lane", LOAD, Imm.MEM_ARG_LANE, "v:v", SIMD, 3),
    V128_STORE8_LANE(Op.V128_STORE8_LANE, "v128.store8_lane", STORE, Imm.MEM_ARG_LANE, "v:", SIMD, 0),
    V128_STORE16_LANE(Op.V128_STORE16_LANE, "v128.store16_lane", STORE, Imm.MEM_ARG_LANE, "v:", SIMD, 1),
    V128_STORE32_LANE(Op.V128_STORE32_LANE, "v128.store32_lane", STORE, Imm.MEM_ARG_LANE, "v:", SIMD, 2),
    V128_STORE64_LANE(Op.V128_STORE64_LANE, "v128.store64_lane", STORE, Imm.MEM_ARG_LANE, "v:", SIMD, 3),
    V128_LOAD32_ZERO(Op.V128_LOAD32_ZERO, "v128.load32_zero", LOAD, Imm.MEM_ARG, ":v", SIMD, 2),
    V128_LOAD64_ZERO(Op.V128_LOAD64_ZERO, "v128.load64_zero", LOAD, Imm.MEM_ARG, ":v", SIMD, 3),

    // Vector instructions
    V128_CONST(Op.V128_CONST, "v128.const", VECTOR, Imm.V128, ":v", SIMD),
    I8X16_SHUFFLE(Op.I8X16_SHUFFLE, "i8x16.shuffle", VECTOR, Imm.SHUFFLE, "vv:v", SIMD),
    I8X16_SWIZZLE(Op.I8X16_SWIZZLE, "i8x16.swizzle", VECTOR, Imm.NONE, "vv:v", SIMD),
    I8X16_SPLAT(Op.I8X16_SPLAT, "i8x16.splat", VECTOR, Imm.NONE, "i:v", SIMD),
    I16X8_SPLAT(Op.I16X8_SPLAT, "i16x8.splat", VECTOR, Imm.NONE, "i:v", SIMD),
    I32X4_SPLAT(Op.I32X4_SPLAT, "i32x4.splat", VECTOR, Imm.NONE, "i:v", SIMD),
    I64X2_SPLAT(Op.I64X2_SPLAT, "i64x2.splat", VECTOR, Imm.NONE, "l:v", SIMD),
    F32X4_SPLAT(Op.F32X4_SPLAT, "f32x4.splat", VECTOR, Imm.NONE, "f:v", SIMD),
    F64X2_SPLAT(Op.F64X2_SPLAT, "f64x2.splat", VECTOR, Imm.NONE, "d:v", SIMD),
    I8X16_EXTRACT_LANE_S(Op.I8X16_EXTRACT_LANE_S, "i8x16.extract_lane_s", VECTOR, Imm.LANE, "v:i", SIMD),
    I8X16_EXTRACT_LANE_U(Op.I8X16_EXTRACT_LANE_U, "i8x16.extract_lane_u", VECTOR, Imm.LANE, "v:i", SIMD),
    I8X16_REPLACE_LANE(Op.I8X16_REPLACE_LANE, "i8x16.replace_lane", VECTOR, Imm.LANE, "vi:v", SIMD),
    I16X8_EXTRACT_LANE_S(Op.I16X8_EXTRACT_LANE_S, "i16x8.extract_lane_s", VECTOR, Imm.LANE, "v:i", SIMD),
    I16X8_EXTRACT_LANE_U(Op.I16X8_EXTRACT_LANE_U, "i16x8.extract_lane_u", VECTOR, Imm.LANE, "v:i", SIMD),
    I16X8_REPLACE_LANE(Op.I16X8_REPLACE_LANE, "i16x8.replace_lane", VECTOR, Imm.LANE, "vi:v", SIMD),
    I32X4_EXTRACT_LANE(Op.I32X4_EXTRACT_LANE, "i32x4.extract_lane", VECTOR, Imm.LANE, "v:i", SIMD),
    I32X4_REPLACE_LANE(Op.I32X4_REPLACE_LANE, "i32x4.replace_lane", VECTOR, Imm.LANE, "vi:v", SIMD),
    I64X2_EXTRACT_LANE(Op.I64X2_EXTRACT_LANE, "i64x2.extract_lane", VECTOR, Imm.LANE, "v:l", SIMD),
    I64X2_REPLACE_LANE(Op.I64X2_REPLACE_LANE, "i64x2.replace_lane", VECTOR, Imm.LANE, "vl:v", SIMD),
    F32X4_EXTRACT_LANE(Op.F32X4_EXTRACT_LANE, "f32x4.extract_lane", VECTOR, Imm.LANE, "v:f", SIMD),
    F32X4_REPLACE_LANE(Op.F32X4_REPLACE_LANE, "f32x4.replace_lane", VECTOR, Imm.LANE, "vf:v", SIMD),
    F64X2_EXTRACT_LANE(Op.F64X2_EXTRACT_LANE, "f64x2.extract_lane", VECTOR, Imm.LANE, "v:d", SIMD),
    F64X2_REPLACE_LANE(Op.F64X2_REPLACE_LANE, "f64x2.replace_lane", VECTOR, Imm.LANE, "vd:v", SIMD),
    I8X16_EQ(Op.I8X16_EQ, "i8x16.eq", VECTOR, Imm.NONE, "vv:v", SIMD),
    I8X16_NE(Op.I8X16_NE, "i8x16.ne", VECTOR, Imm.NONE, "vv:v", SIMD),
    I8X16_LT_S(Op.I8X16_LT_S, "i8x16.lt_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I8X16_LT_U(Op.I8X16_LT_U, "i8x16.lt_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    I8X16_GT_S(Op.I8X16_GT_S, "i8x16.gt_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I8X16_GT_U(Op.I8X16_GT_U, "i8x16.gt_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    I8X16_LE_S(Op.I8X16_LE_S, "i8x16.le_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I8X16_LE_U(Op.I8X16_LE_U, "i8x16.le_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    I8X16_GE_S(Op.I8X16_GE_S, "i8x16.ge_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I8X16_GE_U(Op.I8X16_GE_U, "i8x16.ge_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_EQ(Op.I16X8_EQ, "i16x8.eq", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_NE(Op.I16X8_NE, "i16x8.ne", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_LT_S(Op.I16X8_LT_S, "i16x8.lt_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_LT_U(Op.I16X8_LT_U, "i16x8.lt_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_GT_S(Op.I16X8_GT_S, "i16x8.gt_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_GT_U(Op.I16X8_GT_U, "i16x8.gt_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_LE_S(Op.I16X8_LE_S, "i16x8.le_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_LE_U(Op.I16X8_LE_U, "i16x8.le_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_GE_S(Op.I16X8_GE_S, "i16x8.ge_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_GE_U(Op.I16X8_GE_U, "i16x8.ge_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    I32X4_EQ(Op.I32X4_EQ, "i32x4.eq", VECTOR, Imm.NONE, "vv:v", SIMD),
    I32X4_NE(Op.I32X4_NE, "i32x4.ne", VECTOR, Imm.NONE, "vv:v", SIMD),
    I32X4_LT_S(Op.I32X4_LT_S, "i32x4.lt_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I32X4_LT_U(Op.I32X4_LT_U, "i32x4.lt_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    I32X4_GT_S(Op.I32X4_GT_S, "i32x4.gt_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I32X4_GT_U(Op.I32X4_GT_U, "i32x4.gt_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    I32X4_LE_S(Op.I32X4_LE_S, "i32x4.le_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I32X4_LE_U(Op.I32X4_LE_U, "i32x4.le_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    I32X4_GE_S(Op.I32X4_GE_S, "i32x4.ge_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I32X4_GE_U(Op.I32X4_GE_U, "i32x4.ge_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    F32X4_EQ(Op.F32X4_EQ, "f32x4.eq", VECTOR, Imm.NONE, "vv:v", SIMD),
    F32X4_NE(Op.F32X4_NE, "f32x4.ne", VECTOR, Imm.NONE, "vv:v", SIMD),
    F32X4_LT(Op.F32X4_LT, "f32x4.lt", VECTOR, Imm.NONE, "vv:v", SIMD),
    F32X4_GT(Op.F32X4_GT, "f32x4.gt", VECTOR, Imm.NONE, "vv:v", SIMD),
    F32X4_LE(Op.F32X4_LE, "f32x4.le", VECTOR, Imm.NONE, "vv:v", SIMD),
    F32X4_GE(Op.F32X4_GE, "f32x4.ge", VECTOR, Imm.NONE, "vv:v", SIMD),
    F64X2_EQ(Op.F64X2_EQ, "f64x2.eq", VECTOR, Imm.NONE, "vv:v", SIMD),
    F64X2_NE(Op.F64X2_NE, "f64x2.ne", VECTOR, Imm.NONE, "vv:v", SIMD),
    F64X2_LT(Op.F64X2_LT, "f64x2.lt", VECTOR, Imm.NONE, "vv:v", SIMD),
    F64X2_GT(Op.F64X2_GT, "f64x2.gt", VECTOR, Imm.NONE, "vv:v", SIMD),
    F64X2_LE(Op.F64X2_LE, "f64x2.le", VECTOR, Imm.NONE, "vv:v", SIMD),
    F64X2_GE(Op.F64X2_GE, "f64x2.ge", VECTOR, Imm.NONE, "vv:v", SIMD),
    V128_NOT(Op.V128_NOT, "v128.not", VECTOR, Imm.NONE, "v:v", SIMD),
    V128_AND(Op.V128_AND, "v128.and", VECTOR, Imm.NONE, "vv:v", SIMD),
    V128_ANDNOT(Op.V128_ANDNOT, "v128.andnot", VECTOR, Imm.NONE, "vv:v", SIMD),
    V128_OR(Op.V128_OR, "v128.or", VECTOR, Imm.NONE, "vv:v", SIMD),
    V128_XOR(Op.V128_XOR, "v128.xor", VECTOR, Imm.NONE, "vv:v", SIMD),
    V128_BITSELECT(Op.V128_BITSELECT, "v128.bitselect", VECTOR, Imm.NONE, "vvv:v", SIMD),
    V128_ANY_TRUE(Op.V128_ANY_TRUE, "v128.any_true", VECTOR, Imm.NONE, "v:i", SIMD),
    F32X4_DEMOTE_F64X2_ZERO(Op.F32X4_DEMOTE_F64X2_ZERO, "f32x4.demote_f64x2_zero", VECTOR, Imm.NONE, "v:v", SIMD),
    F64X2_PROMOTE_LOW_F32X4(Op.F64X2_PROMOTE_LOW_F32X4, "f64x2.promote_low_f32x4", VECTOR, Imm.NONE, "v:v", SIMD),
    I8X16_ABS(Op.I8X16_ABS, "i8x16.abs", VECTOR, Imm.NONE, "v:v", SIMD),
    I8X16_NEG(Op.I8X16_NEG, "i8x16.neg", VECTOR, Imm.NONE, "v:v", SIMD),
    I8X16_POPCNT(Op.I8X16_POPCNT, "i8x16.popcnt", VECTOR, Imm.NONE, "v:v", SIMD),
    I8X16_ALL_TRUE(Op.I8X16_ALL_TRUE, "i8x16.all_true", VECTOR, Imm.NONE, "v:i", SIMD),
    I8X16_BITMASK(Op.I8X16_BITMASK, "i8x16.bitmask", VECTOR, Imm.NONE, "v:i", SIMD),
    I8X16_NARROW_I16X8_S(Op.I8X16_NARROW_I16X8_S, "i8x16.narrow_i16x8_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I8X16_NARROW_I16X8_U(Op.I8X16_NARROW_I16X8_U, "i8x16.narrow_i16x8_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    F32X4_CEIL(Op.F32X4_CEIL, "f32x4.ceil", VECTOR, Imm.NONE, "v:v", SIMD),
    F32X4_FLOOR(Op.F32X4_FLOOR, "f32x4.floor", VECTOR, Imm.NONE, "v:v", SIMD),
    F32X4_TRUNC(Op.F32X4_TRUNC, "f32x4.trunc", VECTOR, Imm.NONE, "v:v", SIMD),
    F32X4_NEAREST(Op.F32X4_NEAREST, "f32x4.nearest", VECTOR, Imm.NONE, "v:v", SIMD),
    I8X16_SHL(Op.I8X16_SHL, "i8x16.shl", VECTOR, Imm.NONE, "vi:v", SIMD),
    I8X16_SHR_S(Op.I8X16_SHR_S, "i8x16.shr_s", VECTOR, Imm.NONE, "vi:v", SIMD),
    I8X16_SHR_U(Op.I8X16_SHR_U, "i8x16.shr_u", VECTOR, Imm.NONE, "vi:v", SIMD),
    I8X16_ADD(Op.I8X16_ADD, "i8x16.add", VECTOR, Imm.NONE, "vv:v", SIMD),
    I8X16_ADD_SAT_S(Op.I8X16_ADD_SAT_S, "i8x16.add_sat_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I8X16_ADD_SAT_U(Op.I8X16_ADD_SAT_U, "i8x16.add_sat_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    I8X16_SUB(Op.I8X16_SUB, "i8x16.sub", VECTOR, Imm.NONE, "vv:v", SIMD),
    I8X16_SUB_SAT_S(Op.I8X16_SUB_SAT_S, "i8x16.sub_sat_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I8X16_SUB_SAT_U(Op.I8X16_SUB_SAT_U, "i8x16.sub_sat_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    F64X2_CEIL(Op.F64X2_CEIL, "f64x2.ceil", VECTOR, Imm.NONE, "v:v", SIMD),
    F64X2_FLOOR(Op.F64X2_FLOOR, "f64x2.floor", VECTOR, Imm.NONE, "v:v", SIMD),
    I8X16_MIN_S(Op.I8X16_MIN_S, "i8x16.min_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I8X16_MIN_U(Op.I8X16_MIN_U, "i8x16.min_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    I8X16_MAX_S(Op.I8X16_MAX_S, "i8x16.max_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I8X16_MAX_U(Op.I8X16_MAX_U, "i8x16.max_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    F64X2_TRUNC(Op.F64X2_TRUNC, "f64x2.trunc", VECTOR, Imm.NONE, "v:v", SIMD),
    I8X16_AVGR_U(Op.I8X16_AVGR_U, "i8x16.avgr_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_EXTADD_PAIRWISE_I8X16_S(
            Op.I16X8_EXTADD_PAIRWISE_I8X16_S, "i16x8.extadd_pairwise_i8x16_s", VECTOR, Imm.NONE, "v:v", SIMD),
    I16X8_EXTADD_PAIRWISE_I8X16_U(
            Op.I16X8_EXTADD_PAIRWISE_I8X16_U, "i16x8.extadd_pairwise_i8x16_u", VECTOR, Imm.NONE, "v:v", SIMD),
    I32X4_EXTADD_PAIRWISE_I16X8_S(
            Op.I32X4_EXTADD_PAIRWISE_I16X8_S, "i32x4.extadd_pairwise_i16x8_s", VECTOR, Imm.NONE, "v:v", SIMD),
    I32X4_EXTADD_PAIRWISE_I16X8_U(
            Op.I32X4_EXTADD_PAIRWISE_I16X8_U, "i32x4.extadd_pairwise_i16x8_u", VECTOR, Imm.NONE, "v:v", SIMD),
    I16X8_ABS(Op.I16X8_ABS, "i16x8.abs", VECTOR, Imm.NONE, "v:v", SIMD),
    I16X8_NEG(Op.I16X8_NEG, "i16x8.neg", VECTOR, Imm.NONE, "v:v", SIMD),
    I16X8_Q15MULR_SAT_S(Op.I16X8_Q15MULR_SAT_S, "i16x8.q15mulr_sat_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_ALL_TRUE(Op.I16X8_ALL_TRUE, "i16x8.all_true", VECTOR, Imm.NONE, "v:i", SIMD),
    I16X8_BITMASK(Op.I16X8_BITMASK, "i16x8.bitmask", VECTOR, Imm.NONE, "v:i", SIMD),
    I16X8_NARROW_I32X4_S(Op.I16X8_NARROW_I32X4_S, "i16x8.narrow_i32x4_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_NARROW_I32X4_U(Op.I16X8_NARROW_I32X4_U, "i16x8.narrow_i32x4_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_EXTEND_LOW_I8X16_S(Op.I16X8_EXTEND_LOW_I8X16_S, "i16x8.extend_low_i8x16_s", VECTOR, Imm.NONE, "v:v", SIMD),
    I16X8_EXTEND_HIGH_I8X16_S(Op.I16X8_EXTEND_HIGH_I8X16_S, "i16x8.extend_high_i8x16_s", VECTOR, Imm.NONE, "v:v", SIMD),
    I16X8_EXTEND_LOW_I8X16_U(Op.I16X8_EXTEND_LOW_I8X16_U, "i16x8.extend_low_i8x16_u", VECTOR, Imm.NONE, "v:v", SIMD),
    I16X8_EXTEND_HIGH_I8X16_U(Op.I16X8_EXTEND_HIGH_I8X16_U, "i16x8.extend_high_i8x16_u", VECTOR, Imm.NONE, "v:v", SIMD),
    I16X8_SHL(Op.I16X8_SHL, "i16x8.shl", VECTOR, Imm.NONE, "vi:v", SIMD),
    I16X8_SHR_S(Op.I16X8_SHR_S, "i16x8.shr_s", VECTOR, Imm.NONE, "vi:v", SIMD),
    I16X8_SHR_U(Op.I16X8_SHR_U, "i16x8.shr_u", VECTOR, Imm.NONE, "vi:v", SIMD),
    I16X8_ADD(Op.I16X8_ADD, "i16x8.add", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_ADD_SAT_S(Op.I16X8_ADD_SAT_S, "i16x8.add_sat_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_ADD_SAT_U(Op.I16X8_ADD_SAT_U, "i16x8.add_sat_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_SUB(Op.I16X8_SUB, "i16x8.sub", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_SUB_SAT_S(Op.I16X8_SUB_SAT_S, "i16x8.sub_sat_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_SUB_SAT_U(Op.I16X8_SUB_SAT_U, "i16x8.sub_sat_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    F64X2_NEAREST(Op.F64X2_NEAREST, "f64x2.nearest", VECTOR, Imm.NONE, "v:v", SIMD),
    I16X8_MUL(Op.I16X8_MUL, "i16x8.mul", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_MIN_S(Op.I16X8_MIN_S, "i16x8.min_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_MIN_U(Op.I16X8_MIN_U, "i16x8.min_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_MAX_S(Op.I16X8_MAX_S, "i16x8.max_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_MAX_U(Op.I16X8_MAX_U, "i16x8.max_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_AVGR_U(Op.I16X8_AVGR_U, "i16x8.avgr_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_EXTMUL_LOW_I8X16_S(Op.I16X8_EXTMUL_LOW_I8X16_S, "i16x8.extmul_low_i8x16_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_EXTMUL_HIGH_I8X16_S(
            Op.I16X8_EXTMUL_HIGH_I8X16_S, "i16x8.extmul_high_i8x16_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_EXTMUL_LOW_I8X16_U(Op.I16X8_EXTMUL_LOW_I8X16_U, "i16x8.extmul_low_i8x16_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    I16X8_EXTMUL_HIGH_I8X16_U(
            Op.I16X8_EXTMUL_HIGH_I8X16_U, "i16x8.extmul_high_i8x16_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    I32X4_ABS(Op.I32X4_ABS, "i32x4.abs", VECTOR, Imm.NONE, "v:v", SIMD),
    I32X4_NEG(Op.I32X4_NEG, "i32x4.neg", VECTOR, Imm.NONE, "v:v", SIMD),
    I32X4_ALL_TRUE(Op.I32X4_ALL_TRUE, "i32x4.all_true", VECTOR, Imm.NONE, "v:i", SIMD),
    I32X4_BITMASK(Op.I32X4_BITMASK, "i32x4.bitmask", VECTOR, Imm.NONE, "v:i", SIMD),
    I32X4_EXTEND_LOW_I16X8_S(Op.I32X4_EXTEND_LOW_I16X8_S, "i32x4.extend_low_i16x8_s", VECTOR, Imm.NONE, "v:v", SIMD),
    I32X4_EXTEND_HIGH_I16X8_S(Op.I32X4_EXTEND_HIGH_I16X8_S, "i32x4.extend_high_i16x8_s", VECTOR, Imm.NONE, "v:v", SIMD),
    I32X4_EXTEND_LOW_I16X8_U(Op.I32X4_EXTEND_LOW_I16X8_U, "i32x4.extend_low_i16x8_u", VECTOR, Imm.NONE, "v:v", SIMD),
    I32X4_EXTEND_HIGH_I16X8_U(Op.I32X4_EXTEND_HIGH_I16X8_U, "i32x4.extend_high_i16x8_u", VECTOR, Imm.NONE, "v:v", SIMD),
    I32X4_SHL(Op.I32X4_SHL, "i32x4.shl", VECTOR, Imm.NONE, "vi:v", SIMD),
    I32X4_SHR_S(Op.I32X4_SHR_S, "i32x4.shr_s", VECTOR, Imm.NONE, "vi:v", SIMD),
    I32X4_SHR_U(Op.I32X4_SHR_U, "i32x4.shr_u", VECTOR, Imm.NONE, "vi:v", SIMD),
    I32X4_ADD(Op.I32X4_ADD, "i32x4.add", VECTOR, Imm.NONE, "vv:v", SIMD),
    I32X4_SUB(Op.I32X4_SUB, "i32x4.sub", VECTOR, Imm.NONE, "vv:v", SIMD),
    I32X4_MUL(Op.I32X4_MUL, "i32x4.mul", VECTOR, Imm.NONE, "vv:v", SIMD),
    I32X4_MIN_S(Op.I32X4_MIN_S, "i32x4.min_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I32X4_MIN_U(Op.I32X4_MIN_U, "i32x4.min_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    I32X4_MAX_S(Op.I32X4_MAX_S, "i32x4.max_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I32X4_MAX_U(Op.I32X4_MAX_U, "i32x4.max_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    I32X4_DOT_I16X8_S(Op.I32X4_DOT_I16X8_S, "i32x4.dot_i16x8_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I32X4_EXTMUL_LOW_I16X8_S(Op.I32X4_EXTMUL_LOW_I16X8_S, "i32x4.extmul_low_i16x8_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I32X4_EXTMUL_HIGH_I16X8_S(
            Op.I32X4_EXTMUL_HIGH_I16X8_S, "i32x4.extmul_high_i16x8_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I32X4_EXTMUL_LOW_I16X8_U(Op.I32X4_EXTMUL_LOW_I16X8_U, "i32x4.extmul_low_i16x8_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    I32X4_EXTMUL_HIGH_I16X8_U(
            Op.I32X4_EXTMUL_HIGH_I16X8_U, "i32x4.extmul_high_i16x8_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    I64X2_ABS(Op.I64X2_ABS, "i64x2.abs", VECTOR, Imm.NONE, "v:v", SIMD),
    I64X2_NEG(Op.I64X2_NEG, "i64x2.neg", VECTOR, Imm.NONE, "v:v", SIMD),
    I64X2_ALL_TRUE(Op.I64X2_ALL_TRUE, "i64x2.all_true", VECTOR, Imm.NONE, "v:i", SIMD),
    I64X2_BITMASK(Op.I64X2_BITMASK, "i64x2.bitmask", VECTOR, Imm.NONE, "v:i", SIMD),
    I64X2_EXTEND_LOW_I32X4_S(Op.I64X2_EXTEND_LOW_I32X4_S, "i64x2.extend_low_i32x4_s", VECTOR, Imm.NONE, "v:v", SIMD),
    I64X2_EXTEND_HIGH_I32X4_S(Op.I64X2_EXTEND_HIGH_I32X4_S, "i64x2.extend_high_i32x4_s", VECTOR, Imm.NONE, "v:v", SIMD),
    I64X2_EXTEND_LOW_I32X4_U(Op.I64X2_EXTEND_LOW_I32X4_U, "i64x2.extend_low_i32x4_u", VECTOR, Imm.NONE, "v:v", SIMD),
    I64X2_EXTEND_HIGH_I32X4_U(Op.I64X2_EXTEND_HIGH_I32X4_U, "i64x2.extend_high_i32x4_u", VECTOR, Imm.NONE, "v:v", SIMD),
    I64X2_SHL(Op.I64X2_SHL, "i64x2.shl", VECTOR, Imm.NONE, "vi:v", SIMD),
    I64X2_SHR_S(Op.I64X2_SHR_S, "i64x2.shr_s", VECTOR, Imm.NONE, "vi:v", SIMD),
    I64X2_SHR_U(Op.I64X2_SHR_U, "i64x2.shr_u", VECTOR, Imm.NONE, "vi:v", SIMD),
    I64X2_ADD(Op.I64X2_ADD, "i64x2.add", VECTOR, Imm.NONE, "vv:v", SIMD),
    I64X2_SUB(Op.I64X2_SUB, "i64x2.sub", VECTOR, Imm.NONE, "vv:v", SIMD),
    I64X2_MUL(Op.I64X2_MUL, "i64x2.mul", VECTOR, Imm.NONE, "vv:v", SIMD),
    I64X2_EQ(Op.I64X2_EQ, "i64x2.eq", VECTOR, Imm.NONE, "vv:v", SIMD),
    I64X2_NE(Op.I64X2_NE, "i64x2.ne", VECTOR, Imm.NONE, "vv:v", SIMD),
    I64X2_LT_S(Op.I64X2_LT_S, "i64x2.lt_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I64X2_GT_S(Op.I64X2_GT_S, "i64x2.gt_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I64X2_LE_S(Op.I64X2_LE_S, "i64x2.le_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I64X2_GE_S(Op.I64X2_GE_S, "i64x2.ge_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I64X2_EXTMUL_LOW_I32X4_S(Op.I64X2_EXTMUL_LOW_I32X4_S, "i64x2.extmul_low_i32x4_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I64X2_EXTMUL_HIGH_I32X4_S(
            Op.I64X2_EXTMUL_HIGH_I32X4_S, "i64x2.extmul_high_i32x4_s", VECTOR, Imm.NONE, "vv:v", SIMD),
    I64X2_EXTMUL_LOW_I32X4_U(Op.I64X2_EXTMUL_LOW_I32X4_U, "i64x2.extmul_low_i32x4_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    I64X2_EXTMUL_HIGH_I32X4_U(
            Op.I64X2_EXTMUL_HIGH_I32X4_U, "i64x2.extmul_high_i32x4_u", VECTOR, Imm.NONE, "vv:v", SIMD),
    F32X4_ABS(Op.F32X4_ABS, "f32x4.abs", VECTOR, Imm.NONE, "v:v", SIMD),
    F32X4_NEG(Op.F32X4_NEG, "f32x4.neg", VECTOR, Imm.NONE, "v:v", SIMD),
    F32X4_SQRT(Op.F32X4_SQRT, "f32x4.sqrt", VECTOR, Imm.NONE, "v:v", SIMD),
    F32X4_ADD(Op.F32X4_ADD, "f32x4.add", VECTOR, Imm.NONE, "vv:v", SIMD),
    F32X4_SUB(Op.F32X4_SUB, "f32x4.sub", VECTOR, Imm.NONE, "vv:v", SIMD),
    F32X4_MUL(Op.F32X4_MUL, "f32x4.mul", VECTOR, Imm.NONE, "vv:v", SIMD),
    F32X4_DIV(Op.F32X4_DIV, "f32x4.div", VECTOR, Imm.NONE, "vv:v", SIMD),
    F32X4_MIN(Op.F32X4_MIN, "f32x4.min", VECTOR, Imm.NONE, "vv:v", SIMD),
    F32X4_MAX(Op.F32X4_MAX, "f32x4.max", VECTOR, Imm.NONE, "vv:v", SIMD),
    F32X4_PMIN(Op.F32X4_PMIN, "f32x4.pmin", VECTOR, Imm.NONE, "vv:v", SIMD),
    F32X4_PMAX(Op.F32X4_PMAX, "f32x4.pmax", VECTOR, Imm.NONE, "vv:v", SIMD),
    F64X2_ABS(Op.F64X2_ABS, "f64x2.abs", VECTOR, Imm.NONE, "v:v", SIMD),
    F64X2_NEG(Op.F64X2_NEG, "f64x2.neg", VECTOR, Imm.NONE, "v:v", SIMD),
    F64X2_SQRT(Op.F64X2_SQRT, "f64x2.sqrt", VECTOR, Imm.NONE, "v:v", SIMD),
    F64X2_ADD(Op.F64X2_ADD, "f64x2.add", VECTOR, Imm.NONE, "vv:v", SIMD),
    F64X2_SUB(Op.F64X2_SUB, "f64x2.sub", VECTOR, Imm.NONE, "vv:v", SIMD),
    F64X2_MUL(Op.F64X2_MUL, "f64x2.mul", VECTOR, Imm.NONE, "vv:v", SIMD),
    F64X2_DIV(Op.F64X2_DIV, "f64x2.div", VECTOR, Imm.NONE, "vv:v", SIMD),
    F64X2_MIN(Op.F64X2_MIN, "f64x2.min", VECTOR, Imm.NONE, "vv:v", SIMD),
    F64X2_MAX(Op.F64X2_MAX, "f64x2.max", VECTOR, Imm.NONE, "vv:v", SIMD),
    F64X2_PMIN(Op.F64X2_PMIN, "f64x2.pmin", VECTOR, Imm.NONE, "vv:v", SIMD),
    F64X2_PMAX(Op.F64X2_PMAX, "f64x2.pmax", VECTOR, Imm.NONE, "vv:v", SIMD),
    I32X4_TRUNC_SAT_F32X4_S(Op.I32X4_TRUNC_SAT_F32X4_S, "i32x4.trunc_sat_f32x4_s", VECTOR, Imm.NONE, "v:v", SIMD),
    I32X4_TRUNC_SAT_F32X4_U(Op.I32X4_TRUNC_SAT_F32X4_U, "i32x4.trunc_sat_f32x4_u", VECTOR, Imm.NONE, "v:v", SIMD),
    F32X4_CONVERT_I32X4_S(Op.F32X4_CONVERT_I32X4_S, "f32x4.convert_i32x4_s", VECTOR, Imm.NONE, "v:v", SIMD),
    F32X4_CONVERT_I32X4_U(Op.F32X4_CONVERT_I32X4_U, "f32x4.convert_i32x4_u", VECTOR, Imm.NONE, "v:v", SIMD),
    I32X4_TRUNC_SAT_F64X2_S_ZERO(
            Op.I32X4_TRUNC_SAT_F64X2_S_ZERO, "i32x4.trunc_sat_f64x2_s_zero", VECTOR, Imm.NONE, "v:v", SIMD),
    I32X4_TRUNC_SAT_F64X2_U_ZERO(
            Op.I32X4_TRUNC_SAT_F64X2_U_ZERO, "i32x4.trunc_sat_f64x2_u_zero", VECTOR, Imm.NONE, "v:v", SIMD),
    F64X2_CONVERT_LOW_I32X4_S(Op.F64X2_CONVERT_LOW_I32X4_S, "f64x2.convert_low_i32x4_s", VECTOR, Imm.NONE, "v:v", SIMD),
    F64X2_CONVERT_LOW_I32X4_U(Op.F64X2_CONVERT_LOW_I32X4_U, "f64x2.convert_low_i32x4_u", VECTOR, Imm.NONE, "v:v", SIMD),
    I8X16_RELAXED_SWIZZLE(Op.I8X16_RELAXED_SWIZZLE, "i8x16.relaxed_swizzle", VECTOR, Imm.NONE, "vv:v", RELAXED_SIMD),
    I32X4_RELAXED_TRUNC_F32X4_S(
            Op.I32X4_RELAXED_TRUNC_F32X4_S, "i32x4.relaxed_trunc_f32x4_s", VECTOR, Imm.NONE, "v:v", RELAXED_SIMD),
    I32X4_RELAXED_TRUNC_F32X4_U(
            Op.I32X4_RELAXED_TRUNC_F32X4_U, "i32x4.relaxed_trunc_f32x4_u", VECTOR, Imm.NONE, "v:v", RELAXED_SIMD),
    I32X4_RELAXED_TRUNC_F64X2_S_ZERO(
            Op.I32X4_RELAXED_TRUNC_F64X2_S_ZERO,
            "i32x4.relaxed_trunc_f64x2_s_zero",
            VECTOR,
            Imm.NONE,
            "v:v",
            RELAXED_SIMD),
    I32X4_RELAXED_TRUNC_F64X2_U_ZERO(
            Op.I32X4_RELAXED_TRUNC_F64X2_U_ZERO,
            "i32x4.relaxed_trunc_f64x2_u_zero",
            VECTOR,
            Imm.NONE,
            "v:v",
            RELAXED_SIMD),
    F32X4_RELAXED_MADD(Op.F32X4_RELAXED_MADD, "f32x4.relaxed_madd", VECTOR, Imm.NONE, "vvv:v", RELAXED_SIMD),
    F32X4_RELAXED_NMADD(Op.F32X4_RELAXED_NMADD, "f32x4.relaxed_nmadd", VECTOR, Imm.NONE, "vvv:v", RELAXED_SIMD),
    F64X2_RELAXED_MADD(Op.F64X2_RELAXED_MADD, "f64x2.relaxed_madd", VECTOR, Imm.NONE, "vvv:v", RELAXED_SIMD),
    F64X2_RELAXED_NMADD(Op.F64X2_RELAXED_NMADD, "f64x2.relaxed_nmadd", VECTOR, Imm.NONE, "vvv:v", RELAXED_SIMD),
    I8X16_RELAXED_LANESELECT(
            Op.I8X16_RELAXED_LANESELECT, "i8x16.relaxed_laneselect", VECTOR, Imm.NONE, "vvv:v", RELAXED_SIMD),
    I16X8_RELAXED_LANESELECT(
            Op.I16X8_RELAXED_LANESELECT, "i16x8.relaxed_laneselect", VECTOR, Imm.NONE, "vvv:v", RELAXED_SIMD),
    I32X4_RELAXED_LANESELECT(
            Op.I32X4_RELAXED_LANESELECT, "i32x4.relaxed_laneselect", VECTOR, Imm.NONE, "vvv:v", RELAXED_SIMD),
    I64X2_RELAXED_LANESELECT(
            Op.I64X2_RELAXED_LANESELECT, "i64x2.relaxed_laneselect", VECTOR, Imm.NONE, "vvv:v", RELAXED_SIMD),
    F32X4_RELAXED_MIN(Op.F32X4_RELAXED_MIN, "f32x4.relaxed_min", VECTOR, Imm.NONE, "vv:v", RELAXED_SIMD),
    F32X4_RELAXED_MAX(Op.F32X4_RELAXED_MAX, "f32x4.relaxed_max", VECTOR, Imm.NONE, "vv:v", RELAXED_SIMD),
    F64X2_RELAXED_MIN(Op.F64X2_RELAXED_MIN, "f64x2.relaxed_min", VECTOR, Imm.NONE, "vv:v", RELAXED_SIMD),
    F64X2_RELAXED_MAX(Op.F64X2_RELAXED_MAX, "f64x2.relaxed_max", VECTOR, Imm.NONE, "vv:v", RELAXED_SIMD),
    I16X8_RELAXED_Q15MULR_S(
            Op.I16X8_RELAXED_Q15MULR_S, "i16x8.relaxed_q15mulr_s", VECTOR, Imm.NONE, "vv:v", RELAXED_SIMD),
    I16X8_RELAXED_DOT_I8X16_I7X16_S(
            Op.I16X8_RELAXED_DOT_I8X16_I7X16_S,
            "i16x8.relaxed_dot_i8x16_i7x16_s",
            VECTOR,
            Imm.NONE,
            "vv:v",
            RELAXED_SIMD),
    I32X4_RELAXED_DOT_I8X16_I7X16_ADD_S(
            Op.I32X4_RELAXED_DOT_I8X16_I7X16_ADD_S,
            "i32x4.relaxed_dot_i8x16_i7x16_add_s",
            VECTOR,
            Imm.NONE,
            "vvv:v",
            RELAXED_SIMD),

    // Atomic instructions
    MEMORY_ATOMIC_NOTIFY(Op.MEMORY_ATOMIC_NOTIFY, "memory.atomic.notify", ATOMIC, Imm.MEM_ARG, "i:i", THREADS, 2),
    MEMORY_ATOMIC_WAIT32(Op.MEMORY_ATOMIC_WAIT32, "memory.atomic.wait32", ATOMIC, Imm.MEM_ARG, "il:i", THREADS, 2),
    MEMORY_ATOMIC_WAIT64(Op.MEMORY_ATOMIC_WAIT64, "memory.atomic.wait64", ATOMIC, Imm.MEM_ARG, "ll:i", THREADS, 3),
    ATOMIC_FENCE(Op.ATOMIC_FENCE, "atomic.fence", ATOMIC, Imm.FENCE, ":", THREADS),
    I32_ATOMIC_LOAD(Op.I32_ATOMIC_LOAD, "i32.atomic.load", ATOMIC, Imm.MEM_ARG, ":i", THREADS, 2),
    I64_ATOMIC_LOAD(Op.I64_ATOMIC_LOAD, "i64.atomic.load", ATOMIC, Imm.MEM_ARG, ":l", THREADS, 3),
    I32_ATOMIC_LOAD8_U(Op.I32_ATOMIC_LOAD8_U, "i32.atomic.load8_u", ATOMIC, Imm.MEM_ARG, ":i", THREADS, 0),
    I32_ATOMIC_LOAD16_U(Op.I32_ATOMIC_LOAD16_U, "i32.atomic.load16_u", ATOMIC, Imm.MEM_ARG, ":i", THREADS, 1),
    I64_ATOMIC_LOAD8_U(Op.I64_ATOMIC_LOAD8_U, "i64.atomic.load8_u", ATOMIC, Imm.MEM_ARG, ":l", THREADS, 0),
    I64_ATOMIC_LOAD16_U(Op.I64_ATOMIC_LOAD16_U, "i64.atomic.load16_u", ATOMIC, Imm.MEM_ARG, ":l", THREADS, 1),
    I64_ATOMIC_LOAD32_U(Op.I64_ATOMIC_LOAD32_U, "i64.atomic.load32_u", ATOMIC, Imm.MEM_ARG, ":l", THREADS, 2),
    I32_ATOMIC_STORE(Op.I32_ATOMIC_STORE, "i32.atomic.store", ATOMIC, Imm.MEM_ARG, "i:", THREADS, 2),
    I64_ATOMIC_STORE(Op.I64_ATOMIC_STORE, "i64.atomic.store", ATOMIC, Imm.MEM_ARG, "l:", THREADS, 3),
    I32_ATOMIC_STORE8(Op.I32_ATOMIC_STORE8, "i32.atomic.store8", ATOMIC, Imm.MEM_ARG, "i:", THREADS, 0),
    I32_ATOMIC_STORE16(Op.I32_ATOMIC_STORE16, "i32.atomic.store16", ATOMIC, Imm.MEM_ARG, "i:", THREADS, 1),
    I64_ATOMIC_STORE8(Op.I64_ATOMIC_STORE8, "i64.atomic.store8", ATOMIC, Imm.MEM_ARG, "l:", THREADS, 0),
    I64_ATOMIC_STORE16(Op.I64_ATOMIC_STORE16, "i64.atomic.store16", ATOMIC, Imm.MEM_ARG, "l:", THREADS, 1),
    I64_ATOMIC_STORE32(Op.I64_ATOMIC_STORE32, "i64.atomic.store32", ATOMIC, Imm.MEM_ARG, "l:", THREADS, 2),
    I32_ATOMIC_RMW_ADD(Op.I32_ATOMIC_RMW_ADD, "i32.atomic.rmw.add", ATOMIC, Imm.MEM_ARG, "i:i", THREADS, 2),
    I64_ATOMIC_RMW_ADD(Op.I64_ATOMIC_RMW_ADD, "i64.atomic.rmw.add", ATOMIC, Imm.MEM_ARG, "l:l", THREADS, 3),
    I32_ATOMIC_RMW8_ADD_U(Op.I32_ATOMIC_RMW8_ADD_U, "i32.atomic.rmw8.add_u", ATOMIC, Imm.MEM_ARG, "i:i", THREADS, 0),
    I32_ATOMIC_RMW16_ADD_U(Op.I32_ATOMIC_RMW16_ADD_U, "i32.atomic.rmw16.add_u", ATOMIC, Imm.MEM_ARG, "i:i", THREADS, 1),
    I64_ATOMIC_RMW8_ADD_U(Op.I64_ATOMIC_RMW8_ADD_U, "i64.atomic.rmw8.add_u", ATOMIC, Imm.MEM_ARG, "l:l", THREADS, 0),
    I64_ATOMIC_RMW16_ADD_U(Op.I64_ATOMIC_RMW16_ADD_U, "i64.atomic.rmw16.add_u", ATOMIC, Imm.MEM_ARG, "l:l", THREADS, 1),
    I64_ATOMIC_RMW32_ADD_U(Op.I64_ATOMIC_RMW32_ADD_U, "i64.atomic.rmw32.add_u", ATOMIC, Imm.MEM_ARG, "l:l", THREADS, 2),
    I32_ATOMIC_RMW_SUB(Op.I32_ATOMIC_RMW_SUB, "i32.atomic.rmw.sub", ATOMIC, Imm.MEM_ARG, "i:i", THREADS, 2),
    I64_ATOMIC_RMW_SUB(Op.I64_ATOMIC_RMW_SUB, "i64.atomic.rmw.sub", ATOMIC, Imm.MEM_ARG, "l:l", THREADS, 3),
    I32_ATOMIC_RMW8_SUB_U(Op.I32_ATOMIC_RMW8_SUB_U, "i32.atomic.rmw8.sub_u", ATOMIC, Imm.MEM_ARG, "i:i", THREADS, 0),
    I32_ATOMIC_RMW16_SUB_U(Op.I32_ATOMIC_RMW16_SUB_U, "i32.atomic.rmw16.sub_u", ATOMIC, Imm.MEM_ARG, "i:i", THREADS, 1),
    I64_ATOMIC_RMW8_SUB_U(Op.I64_ATOMIC_RMW8_SUB_U, "i64.atomic.rmw8.sub_u", ATOMIC, Imm.MEM_ARG, "l:l", THREADS, 0),
    I64_ATOMIC_RMW16_SUB_U(Op.I64_ATOMIC_RMW16_SUB_U, "i64.atomic.rmw16.sub_u", ATOMIC, Imm.MEM_ARG, "l:l", THREADS, 1),
    I64_ATOMIC_RMW32_SUB_U(Op.I64_ATOMIC_RMW32_SUB_U, "i64.atomic.rmw32.sub_u", ATOMIC, Imm.MEM_ARG, "l:l", THREADS, 2),
    I32_ATOMIC_RMW_AND(Op.I32_ATOMIC_RMW_AND, "i32.atomic.rmw.and", ATOMIC, Imm.MEM_ARG, "i:i", THREADS, 2),
    I64_ATOMIC_RMW_AND(Op.I64_ATOMIC_RMW_AND, "i64.atomic.rmw.and", ATOMIC, Imm.MEM_ARG, "l:l", THREADS, 3),
    I32_ATOMIC_RMW8_AND_U(Op.I32_ATOMIC_RMW8_AND_U, "i32.atomic.rmw8.and_u", ATOMIC, Imm.MEM_ARG, "i:i", THREADS, 0),
    I32_ATOMIC_RMW16_AND_U(Op.I32_ATOMIC_RMW16_AND_U, "i32.atomic.rmw16.and_u", ATOMIC, Imm.MEM_ARG, "i:i", THREADS, 1),
    I64_ATOMIC_RMW8_AND_U(Op.I64_ATOMIC_RMW8_AND_U, "i64.atomic.rmw8.and_u", ATOMIC, Imm.MEM_ARG, "l:l", THREADS, 0),
    I64_ATOMIC_RMW16_AND_U(Op.I64_ATOMIC_RMW16_AND_U, "i64.atomic.rmw16.and_u", ATOMIC, Imm.MEM_ARG, "l:l", THREADS, 1),
    I64_ATOMIC_RMW32_AND_U(Op.I64_ATOMIC_RMW32_AND_U, "i64.atomic.rmw32.and_u", ATOMIC, Imm.MEM_ARG, "l:l", THREADS, 2),
    I32_ATOMIC_RMW_OR(Op.I32_ATOMIC_RMW_OR, "i32.atomic.rmw.or", ATOMIC, Imm.MEM_ARG, "i:i", THREADS, 2),
    I64_ATOMIC_RMW_OR(Op.I64_ATOMIC_RMW_OR, "i64.atomic.rmw.or", ATOMIC, Imm.MEM_ARG, "l:l", THREADS, 3),
    I32_ATOMIC_RMW8_OR_U(Op.I32_ATOMIC_RMW8_OR_U, "i32.atomic.rmw8.or_u", ATOMIC, Imm.MEM_ARG, "i:i", THREADS, 0),
    I32_ATOMIC_RMW16_OR_U(Op.I32_ATOMIC_RMW16_OR_U, "i32.atomic.rmw16.or_u", ATOMIC, Imm.MEM_ARG, "i:i", THREADS, 1),
    I64_ATOMIC_RMW8_OR_U(Op.I64_ATOMIC_RMW8_OR_U, "i64.atomic.rmw8.or_u", ATOMIC, Imm.MEM_ARG, "l:l", THREADS, 0),
    I64_ATOMIC_RMW16_OR_U(Op.I64_ATOMIC_RMW16_OR_U, "i64.atomic.rmw16.or_u", ATOMIC, Imm.MEM_ARG, "l:l", THREADS, 1),
    I64_ATOMIC_RMW32_OR_U(Op.I64_ATOMIC_RMW32_OR_U, "i64.atomic.rmw32.or_u", ATOMIC, Imm.MEM_ARG, "l:l", THREADS, 2),
    I32_ATOMIC_RMW_XOR(Op.I32_ATOMIC_RMW_XOR, "i32.atomic.rmw.xor", ATOMIC, Imm.MEM_ARG, "i:i", THREADS, 2),
    I64_ATOMIC_RMW_XOR(Op.I64_ATOMIC_RMW_XOR, "i64.atomic.rmw.xor", ATOMIC, Imm.MEM_ARG, "l:l", THREADS, 3),
    I32_ATOMIC_RMW8_XOR_U(Op.I32_ATOMIC_RMW8_XOR_U, "i32.atomic.rmw8.xor_u", ATOMIC, Imm.MEM_ARG, "i:i", THREADS, 0),
    I32_ATOMIC_RMW16_XOR_U(Op.I32_ATOMIC_RMW16_XOR_U, "i32.atomic.rmw16.xor_u", ATOMIC, Imm.MEM_ARG, "i:i", THREADS, 1),
    I64_ATOMIC_RMW8_XOR_U(Op.I64_ATOMIC_RMW8_XOR_U, "i64.atomic.rmw8.xor_u", ATOMIC, Imm.MEM_ARG, "l:l", THREADS, 0),
    I64_ATOMIC_RMW16_XOR_U(Op.I64_ATOMIC_RMW16_XOR_U, "i64.atomic.rmw16.xor_u", ATOMIC, Imm.MEM_ARG, "l:l", THREADS, 1),
    I64_ATOMIC_RMW32_XOR_U(Op.I64_ATOMIC_RMW32_XOR_U, "i64.atomic.rmw32.xor_u", ATOMIC, Imm.MEM_ARG, "l:l", THREADS, 2),
    I32_ATOMIC_RMW_XCHG(Op.I32_ATOMIC_RMW_XCHG, "i32.atomic.rmw.xchg", ATOMIC, Imm.MEM_ARG, "i:i", THREADS, 2),
    I64_ATOMIC_RMW_XCHG(Op.I64_ATOMIC_RMW_XCHG, "i64.atomic.rmw.xchg", ATOMIC, Imm.MEM_ARG, "l:l", THREADS, 3),
    I32_ATOMIC_RMW8_XCHG_U(Op.I32_ATOMIC_RMW8_XCHG_U, "i32.atomic.rmw8.xchg_u", ATOMIC, Imm.MEM_ARG, "i:i", THREADS, 0),
    I32_ATOMIC_RMW16_XCHG_U(
            Op.I32_ATOMIC_RMW16_XCHG_U, "i32.atomic.rmw16.xchg_u", ATOMIC, Imm.MEM_ARG, "i:i", THREADS, 1),
    I64_ATOMIC_RMW8_XCHG_U(Op.I64_ATOMIC_RMW8_XCHG_U, "i64.atomic.rmw8.xchg_u", ATOMIC, Imm.MEM_ARG, "l:l", THREADS, 0),
    I64_ATOMIC_RMW16_XCHG_U(
            Op.I64_ATOMIC_RMW16_XCHG_U, "i64.atomic.rmw16.xchg_u", ATOMIC, Imm.MEM_ARG, "l:l", THREADS, 1),
    I64_ATOMIC_RMW32_XCHG_U(
            Op.I64_ATOMIC_RMW32_XCHG_U, "i64.atomic.rmw32.xchg_u", ATOMIC, Imm.MEM_ARG, "l:l", THREADS, 2),
    I32_ATOMIC_RMW_CMPXCHG(
            Op.I32_ATOMIC_RMW_CMPXCHG, "i32.atomic.rmw.cmpxchg", ATOMIC, Imm.MEM_ARG, "ii:i", THREADS, 2),
    I64_ATOMIC_RMW_CMPXCHG(
            Op.I64_ATOMIC_RMW_CMPXCHG, "i64.atomic.rmw.cmpxchg", ATOMIC, Imm.MEM_ARG, "ll:l", THREADS, 3),
    I32_ATOMIC_RMW8_CMPXCHG_U(
            Op.I32_ATOMIC_RMW8_CMPXCHG_U, "i32.atomic.rmw8.cmpxchg_u", ATOMIC, Imm.MEM_ARG, "ii:i", THREADS, 0),
    I32_ATOMIC_RMW16_CMPXCHG_U(
            Op.I32_ATOMIC_RMW16_CMPXCHG_U, "i32.atomic.rmw16.cmpxchg_u", ATOMIC, Imm.MEM_ARG, "ii:i", THREADS, 1),
    I64_ATOMIC_RMW8_CMPXCHG_U(
            Op.I64_ATOMIC_RMW8_CMPXCHG_U, "i64.atomic.rmw8.cmpxchg_u", ATOMIC, Imm.MEM_ARG, "ll:l", THREADS, 0),
    I64_ATOMIC_RMW16_CMPXCHG_U(
            Op.I64_ATOMIC_RMW16_CMPXCHG_U, "i64.atomic.rmw16.cmpxchg_u", ATOMIC, Imm.MEM_ARG, "ll:l", THREADS, 1),
    I64_ATOMIC_RMW32_CMPXCHG_U(
            Op.I64_ATOMIC_RMW32_CMPXCHG_U, "i64.atomic.rmw32.cmpxchg_u", ATOMIC, Imm.MEM_ARG, "ll:l", THREADS, 2);

    private static final int SINGLE_BYTE_CODES = 0x100;
    private static final int FIRST_PREFIX = 0xFB;
    private static final @Nullable Opcode[] BY_BYTE = new @Nullable Opcode[SINGLE_BYTE_CODES];
    private static final @Nullable Opcode[][] BY_PREFIX = new @Nullable Opcode[4][];
    private static final Map<String, Opcode> BY_MNEMONIC = new HashMap<>();

    static {
        for (int prefix = 0; prefix < BY_PREFIX.length; prefix++) {
            BY_PREFIX[prefix] = new @Nullable Opcode[0];
        }
        for (Opcode op : values()) {
            BY_MNEMONIC.putIfAbsent(op.mnemonic, op);
            int number = op.code & 0xFFFF;
            if (op.code < SINGLE_BYTE_CODES) {
                BY_BYTE[op.code] = op;
                continue;
            }
            int prefix = (op.code >>> 16) - FIRST_PREFIX;
            if (number >= BY_PREFIX[prefix].length) {
                BY_PREFIX[prefix] = Arrays.copyOf(BY_PREFIX[prefix], number + 1);
            }
            BY_PREFIX[prefix][number] = op;
        }
    }

    private final int code;
    private final String mnemonic;
    private final Shape shape;
    private final Imm immediates;
    private final List<ValType> operands;
    private final List<ValType> results;
    private final Feature feature;
    private final int accessLog2;

    Opcode(int code, String mnemonic, Shape shape, Imm immediates, String signature, Feature feature) {
        this(code, mnemonic, shape, immediates, signature, feature, 0);
    }

    Opcode(int code, String mnemonic, Shape shape, Imm immediates, String signature, Feature feature, int accessLog2) {
        this.code = code;
        this.mnemonic = mnemonic;
        this.shape = shape;
        this.immediates = immediates;
        int colon = signature.indexOf(':');
        this.operands = types(signature.substring(0, Math.max(colon, 0)));
        this.results = types(signature.substring(colon + 1));
        this.feature = feature;
        this.accessLog2 = accessLog2;
    }

    private static List<ValType> types(String letters) {
        return letters.chars().mapToObj(Opcode::type).toList();
    }

    private static ValType type(int letter) {
        return switch (letter) {
            case 'i' -> NumType.I32;
            case 'l' -> NumType.I64;
            case 'f' -> NumType.F32;
            case 'd' -> NumType.F64;
            case 'v' -> VecType.V128;
            default -> throw new AssertionError("no type has the letter " + (char) letter);
        };
    }

    /** The instruction of a single-byte code, or null where there is none (prefix bytes included). */
    public static @Nullable Opcode ofByte(int code) {
        return BY_BYTE[code];
    }

    /** Whether this byte begins the code of a prefixed instruction. */
    public static boolean isPrefix(int code) {
        return code >= FIRST_PREFIX && code < FIRST_PREFIX + BY_PREFIX.length;
    }

    /**
     * The instruction of a prefixed code, or null where there is none.
     *
     * @param prefix a byte for which {@link #isPrefix} holds
     * @param number the unsigned number after it
     */
    public static @Nullable Opcode ofPrefixed(int prefix, int number) {
        @Nullable Opcode[] ops = BY_PREFIX[prefix - FIRST_PREFIX];
        return Integer.compareUnsigned(number, ops.length) < 0 ? ops[number] : null;
    }

    /** The instruction of a full code as in {@link Op}, or null where there is none. */
    public static @Nullable Opcode ofCode(int code) {
        if (code >>> 16 != 0) {
            return isPrefix(code >>> 16) ? ofPrefixed(code >>> 16, code & 0xFFFF) : null;
        }
        return code < SINGLE_BYTE_CODES ? BY_BYTE[code] : null;
    }

    /**
     * The first row with this mnemonic, or null where there is none. {@code select}, {@code ref.test} and {@code ref.cast}
     * have two rows each; their immediates decide which one is meant.
     */
    public static @Nullable Opcode ofMnemonic(String mnemonic) {
        return BY_MNEMONIC.get(Objects.requireNonNull(mnemonic));
    }

    /** The binary code: a constant of {@link Op}. */
    public int code() {
        return code;
    }

    /** The name in the text format. */
    public String mnemonic() {
        return mnemonic;
    }

    /** Which arm of validator and lowering treats it. */
    public Shape shape() {
        return shape;
    }

    /** What follows the code. */
    public Imm immediates() {
        return immediates;
    }

    /** The types it pops that the row fixes, the topmost last. */
    public List<ValType> operands() {
        return operands;
    }

    /** The types it pushes that the row fixes, the topmost last. */
    public List<ValType> results() {
        return results;
    }

    /** The feature that brings it. */
    public Feature feature() {
        return feature;
    }

    /** For an instruction that accesses memory, the base-2 logarithm of the bytes it accesses: its natural alignment. */
    public int accessLog2() {
        return accessLog2;
    }

    /** The base-2 logarithm of the greatest alignment it accepts, and for an atomic access the only one. */
    public int naturalAlignmentLog2() {
        return accessLog2;
    }

    /** How many lanes it can name where its immediates name one. */
    public int laneCount() {
        if (immediates == Imm.MEM_ARG_LANE) {
            return 16 >>> accessLog2;
        }
        int x = mnemonic.indexOf('x');
        return Integer.parseInt(mnemonic.substring(x + 1, mnemonic.indexOf('.')));
    }

    /**
     * What executing it once costs in fuel: wasmtime's default cost per operator (version 36), one but for those that only
     * shape the control flow.
     */
    public int fuelCost() {
        return switch (this) {
            case NOP, DROP, BLOCK, LOOP, UNREACHABLE, RETURN, ELSE, END -> 0;
            default -> 1;
        };
    }

    @Override
    public String toString() {
        return mnemonic;
    }
}
