package org.ferrywasm.syntax;

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
    UNREACHABLE(Op.UNREACHABLE, "unreachable", Shape.CONTROL, Imm.NONE, "", Feature.CORE),
    NOP(Op.NOP, "nop", Shape.CONTROL, Imm.NONE, "", Feature.CORE),
    BLOCK(Op.BLOCK, "block", Shape.CONTROL, Imm.BLOCK, "", Feature.CORE),
    LOOP(Op.LOOP, "loop", Shape.CONTROL, Imm.BLOCK, "", Feature.CORE),
    IF(Op.IF, "if", Shape.CONTROL, Imm.BLOCK, "", Feature.CORE),
    ELSE(Op.ELSE, "else", Shape.CONTROL, Imm.NONE, "", Feature.CORE),
    TRY(Op.TRY, "try", Shape.CONTROL, Imm.BLOCK, "", Feature.LEGACY_EXCEPTIONS),
    CATCH(Op.CATCH, "catch", Shape.CONTROL, Imm.TAG, "", Feature.LEGACY_EXCEPTIONS),
    THROW(Op.THROW, "throw", Shape.CONTROL, Imm.TAG, "", Feature.EXCEPTIONS),
    RETHROW(Op.RETHROW, "rethrow", Shape.CONTROL, Imm.LABEL, "", Feature.LEGACY_EXCEPTIONS),
    THROW_REF(Op.THROW_REF, "throw_ref", Shape.CONTROL, Imm.NONE, "", Feature.EXCEPTIONS),
    END(Op.END, "end", Shape.CONTROL, Imm.NONE, "", Feature.CORE),
    BR(Op.BR, "br", Shape.CONTROL, Imm.LABEL, "", Feature.CORE),
    BR_IF(Op.BR_IF, "br_if", Shape.CONTROL, Imm.LABEL, "", Feature.CORE),
    BR_TABLE(Op.BR_TABLE, "br_table", Shape.CONTROL, Imm.LABELS, "", Feature.CORE),
    RETURN(Op.RETURN, "return", Shape.CONTROL, Imm.NONE, "", Feature.CORE),
    CALL(Op.CALL, "call", Shape.CONTROL, Imm.FUNC, "", Feature.CORE),
    CALL_INDIRECT(Op.CALL_INDIRECT, "call_indirect", Shape.CONTROL, Imm.TYPE_TABLE, "", Feature.CORE),
    RETURN_CALL(Op.RETURN_CALL, "return_call", Shape.CONTROL, Imm.FUNC, "", Feature.TAIL_CALL),
    RETURN_CALL_INDIRECT(Op.RETURN_CALL_INDIRECT, "return_call_indirect", Shape.CONTROL, Imm.TYPE_TABLE, "", Feature.TAIL_CALL),
    CALL_REF(Op.CALL_REF, "call_ref", Shape.CONTROL, Imm.TYPE, "", Feature.FUNCTION_REFERENCES),
    RETURN_CALL_REF(Op.RETURN_CALL_REF, "return_call_ref", Shape.CONTROL, Imm.TYPE, "", Feature.TAIL_CALL),
    DELEGATE(Op.DELEGATE, "delegate", Shape.CONTROL, Imm.LABEL, "", Feature.LEGACY_EXCEPTIONS),
    CATCH_ALL(Op.CATCH_ALL, "catch_all", Shape.CONTROL, Imm.NONE, "", Feature.LEGACY_EXCEPTIONS),
    TRY_TABLE(Op.TRY_TABLE, "try_table", Shape.CONTROL, Imm.TRY_TABLE, "", Feature.EXCEPTIONS),
    BR_ON_NULL(Op.BR_ON_NULL, "br_on_null", Shape.CONTROL, Imm.LABEL, "", Feature.FUNCTION_REFERENCES),
    BR_ON_NON_NULL(Op.BR_ON_NON_NULL, "br_on_non_null", Shape.CONTROL, Imm.LABEL, "", Feature.FUNCTION_REFERENCES),
    BR_ON_CAST(Op.BR_ON_CAST, "br_on_cast", Shape.CONTROL, Imm.BR_ON_CAST, "", Feature.GC),
    BR_ON_CAST_FAIL(Op.BR_ON_CAST_FAIL, "br_on_cast_fail", Shape.CONTROL, Imm.BR_ON_CAST, "", Feature.GC),

    // Parametric instructions
    DROP(Op.DROP, "drop", Shape.PARAMETRIC, Imm.NONE, "", Feature.CORE),
    SELECT(Op.SELECT, "select", Shape.PARAMETRIC, Imm.NONE, "", Feature.CORE),
    SELECT_T(Op.SELECT_T, "select", Shape.PARAMETRIC, Imm.VAL_TYPES, "", Feature.REFERENCE_TYPES),

    // Variable instructions
    LOCAL_GET(Op.LOCAL_GET, "local.get", Shape.VARIABLE, Imm.LOCAL, "", Feature.CORE),
    LOCAL_SET(Op.LOCAL_SET, "local.set", Shape.VARIABLE, Imm.LOCAL, "", Feature.CORE),
    LOCAL_TEE(Op.LOCAL_TEE, "local.tee", Shape.VARIABLE, Imm.LOCAL, "", Feature.CORE),
    GLOBAL_GET(Op.GLOBAL_GET, "global.get", Shape.VARIABLE, Imm.GLOBAL, "", Feature.CORE),
    GLOBAL_SET(Op.GLOBAL_SET, "global.set", Shape.VARIABLE, Imm.GLOBAL, "", Feature.CORE),

    // Table instructions
    TABLE_GET(Op.TABLE_GET, "table.get", Shape.TABLE, Imm.TABLE, "", Feature.REFERENCE_TYPES),
    TABLE_SET(Op.TABLE_SET, "table.set", Shape.TABLE, Imm.TABLE, "", Feature.REFERENCE_TYPES),
    TABLE_INIT(Op.TABLE_INIT, "table.init", Shape.TABLE, Imm.ELEM_TABLE, "", Feature.BULK_MEMORY),
    ELEM_DROP(Op.ELEM_DROP, "elem.drop", Shape.TABLE, Imm.ELEM, "", Feature.BULK_MEMORY),
    TABLE_COPY(Op.TABLE_COPY, "table.copy", Shape.TABLE, Imm.TABLE_TABLE, "", Feature.BULK_MEMORY),
    TABLE_GROW(Op.TABLE_GROW, "table.grow", Shape.TABLE, Imm.TABLE, "", Feature.REFERENCE_TYPES),
    TABLE_SIZE(Op.TABLE_SIZE, "table.size", Shape.TABLE, Imm.TABLE, "", Feature.REFERENCE_TYPES),
    TABLE_FILL(Op.TABLE_FILL, "table.fill", Shape.TABLE, Imm.TABLE, "", Feature.REFERENCE_TYPES),

    // Reference instructions
    REF_NULL(Op.REF_NULL, "ref.null", Shape.REFERENCE, Imm.HEAP_TYPE, "", Feature.REFERENCE_TYPES),
    REF_IS_NULL(Op.REF_IS_NULL, "ref.is_null", Shape.REFERENCE, Imm.NONE, "", Feature.REFERENCE_TYPES),
    REF_FUNC(Op.REF_FUNC, "ref.func", Shape.REFERENCE, Imm.FUNC, "", Feature.REFERENCE_TYPES),
    REF_EQ(Op.REF_EQ, "ref.eq", Shape.REFERENCE, Imm.NONE, "", Feature.GC),
    REF_AS_NON_NULL(Op.REF_AS_NON_NULL, "ref.as_non_null", Shape.REFERENCE, Imm.NONE, "", Feature.FUNCTION_REFERENCES),
    REF_TEST(Op.REF_TEST, "ref.test", Shape.REFERENCE, Imm.HEAP_TYPE, "", Feature.GC),
    REF_TEST_NULL(Op.REF_TEST_NULL, "ref.test", Shape.REFERENCE, Imm.HEAP_TYPE, "", Feature.GC),
    REF_CAST(Op.REF_CAST, "ref.cast", Shape.REFERENCE, Imm.HEAP_TYPE, "", Feature.GC),
    REF_CAST_NULL(Op.REF_CAST_NULL, "ref.cast", Shape.REFERENCE, Imm.HEAP_TYPE, "", Feature.GC),
    ANY_CONVERT_EXTERN(Op.ANY_CONVERT_EXTERN, "any.convert_extern", Shape.REFERENCE, Imm.NONE, "", Feature.GC),
    EXTERN_CONVERT_ANY(Op.EXTERN_CONVERT_ANY, "extern.convert_any", Shape.REFERENCE, Imm.NONE, "", Feature.GC),
    REF_I31(Op.REF_I31, "ref.i31", Shape.REFERENCE, Imm.NONE, "", Feature.GC),
    I31_GET_S(Op.I31_GET_S, "i31.get_s", Shape.REFERENCE, Imm.NONE, "", Feature.GC),
    I31_GET_U(Op.I31_GET_U, "i31.get_u", Shape.REFERENCE, Imm.NONE, "", Feature.GC),

    // Aggregate instructions
    STRUCT_NEW(Op.STRUCT_NEW, "struct.new", Shape.AGGREGATE, Imm.TYPE, "", Feature.GC),
    STRUCT_NEW_DEFAULT(Op.STRUCT_NEW_DEFAULT, "struct.new_default", Shape.AGGREGATE, Imm.TYPE, "", Feature.GC),
    STRUCT_GET(Op.STRUCT_GET, "struct.get", Shape.AGGREGATE, Imm.TYPE_FIELD, "", Feature.GC),
    STRUCT_GET_S(Op.STRUCT_GET_S, "struct.get_s", Shape.AGGREGATE, Imm.TYPE_FIELD, "", Feature.GC),
    STRUCT_GET_U(Op.STRUCT_GET_U, "struct.get_u", Shape.AGGREGATE, Imm.TYPE_FIELD, "", Feature.GC),
    STRUCT_SET(Op.STRUCT_SET, "struct.set", Shape.AGGREGATE, Imm.TYPE_FIELD, "", Feature.GC),
    ARRAY_NEW(Op.ARRAY_NEW, "array.new", Shape.AGGREGATE, Imm.TYPE, "", Feature.GC),
    ARRAY_NEW_DEFAULT(Op.ARRAY_NEW_DEFAULT, "array.new_default", Shape.AGGREGATE, Imm.TYPE, "", Feature.GC),
    ARRAY_NEW_FIXED(Op.ARRAY_NEW_FIXED, "array.new_fixed", Shape.AGGREGATE, Imm.TYPE_LENGTH, "", Feature.GC),
    ARRAY_NEW_DATA(Op.ARRAY_NEW_DATA, "array.new_data", Shape.AGGREGATE, Imm.TYPE_DATA, "", Feature.GC),
    ARRAY_NEW_ELEM(Op.ARRAY_NEW_ELEM, "array.new_elem", Shape.AGGREGATE, Imm.TYPE_ELEM, "", Feature.GC),
    ARRAY_GET(Op.ARRAY_GET, "array.get", Shape.AGGREGATE, Imm.TYPE, "", Feature.GC),
    ARRAY_GET_S(Op.ARRAY_GET_S, "array.get_s", Shape.AGGREGATE, Imm.TYPE, "", Feature.GC),
    ARRAY_GET_U(Op.ARRAY_GET_U, "array.get_u", Shape.AGGREGATE, Imm.TYPE, "", Feature.GC),
    ARRAY_SET(Op.ARRAY_SET, "array.set", Shape.AGGREGATE, Imm.TYPE, "", Feature.GC),
    ARRAY_LEN(Op.ARRAY_LEN, "array.len", Shape.AGGREGATE, Imm.NONE, "", Feature.GC),
    ARRAY_FILL(Op.ARRAY_FILL, "array.fill", Shape.AGGREGATE, Imm.TYPE, "", Feature.GC),
    ARRAY_COPY(Op.ARRAY_COPY, "array.copy", Shape.AGGREGATE, Imm.TYPE_TYPE, "", Feature.GC),
    ARRAY_INIT_DATA(Op.ARRAY_INIT_DATA, "array.init_data", Shape.AGGREGATE, Imm.TYPE_DATA, "", Feature.GC),
    ARRAY_INIT_ELEM(Op.ARRAY_INIT_ELEM, "array.init_elem", Shape.AGGREGATE, Imm.TYPE_ELEM, "", Feature.GC),

    // Memory instructions
    I32_LOAD(Op.I32_LOAD, "i32.load", Shape.LOAD, Imm.MEM_ARG, ":i", Feature.CORE, 2),
    I64_LOAD(Op.I64_LOAD, "i64.load", Shape.LOAD, Imm.MEM_ARG, ":l", Feature.CORE, 3),
    F32_LOAD(Op.F32_LOAD, "f32.load", Shape.LOAD, Imm.MEM_ARG, ":f", Feature.CORE, 2),
    F64_LOAD(Op.F64_LOAD, "f64.load", Shape.LOAD, Imm.MEM_ARG, ":d", Feature.CORE, 3),
    I32_LOAD8_S(Op.I32_LOAD8_S, "i32.load8_s", Shape.LOAD, Imm.MEM_ARG, ":i", Feature.CORE, 0),
    I32_LOAD8_U(Op.I32_LOAD8_U, "i32.load8_u", Shape.LOAD, Imm.MEM_ARG, ":i", Feature.CORE, 0),
    I32_LOAD16_S(Op.I32_LOAD16_S, "i32.load16_s", Shape.LOAD, Imm.MEM_ARG, ":i", Feature.CORE, 1),
    I32_LOAD16_U(Op.I32_LOAD16_U, "i32.load16_u", Shape.LOAD, Imm.MEM_ARG, ":i", Feature.CORE, 1),
    I64_LOAD8_S(Op.I64_LOAD8_S, "i64.load8_s", Shape.LOAD, Imm.MEM_ARG, ":l", Feature.CORE, 0),
    I64_LOAD8_U(Op.I64_LOAD8_U, "i64.load8_u", Shape.LOAD, Imm.MEM_ARG, ":l", Feature.CORE, 0),
    I64_LOAD16_S(Op.I64_LOAD16_S, "i64.load16_s", Shape.LOAD, Imm.MEM_ARG, ":l", Feature.CORE, 1),
    I64_LOAD16_U(Op.I64_LOAD16_U, "i64.load16_u", Shape.LOAD, Imm.MEM_ARG, ":l", Feature.CORE, 1),
    I64_LOAD32_S(Op.I64_LOAD32_S, "i64.load32_s", Shape.LOAD, Imm.MEM_ARG, ":l", Feature.CORE, 2),
    I64_LOAD32_U(Op.I64_LOAD32_U, "i64.load32_u", Shape.LOAD, Imm.MEM_ARG, ":l", Feature.CORE, 2),
    I32_STORE(Op.I32_STORE, "i32.store", Shape.STORE, Imm.MEM_ARG, "i:", Feature.CORE, 2),
    I64_STORE(Op.I64_STORE, "i64.store", Shape.STORE, Imm.MEM_ARG, "l:", Feature.CORE, 3),
    F32_STORE(Op.F32_STORE, "f32.store", Shape.STORE, Imm.MEM_ARG, "f:", Feature.CORE, 2),
    F64_STORE(Op.F64_STORE, "f64.store", Shape.STORE, Imm.MEM_ARG, "d:", Feature.CORE, 3),
    I32_STORE8(Op.I32_STORE8, "i32.store8", Shape.STORE, Imm.MEM_ARG, "i:", Feature.CORE, 0),
    I32_STORE16(Op.I32_STORE16, "i32.store16", Shape.STORE, Imm.MEM_ARG, "i:", Feature.CORE, 1),
    I64_STORE8(Op.I64_STORE8, "i64.store8", Shape.STORE, Imm.MEM_ARG, "l:", Feature.CORE, 0),
    I64_STORE16(Op.I64_STORE16, "i64.store16", Shape.STORE, Imm.MEM_ARG, "l:", Feature.CORE, 1),
    I64_STORE32(Op.I64_STORE32, "i64.store32", Shape.STORE, Imm.MEM_ARG, "l:", Feature.CORE, 2),
    MEMORY_SIZE(Op.MEMORY_SIZE, "memory.size", Shape.MEMORY, Imm.MEMORY, "", Feature.CORE),
    MEMORY_GROW(Op.MEMORY_GROW, "memory.grow", Shape.MEMORY, Imm.MEMORY, "", Feature.CORE),
    MEMORY_INIT(Op.MEMORY_INIT, "memory.init", Shape.MEMORY, Imm.DATA_MEMORY, "", Feature.BULK_MEMORY),
    DATA_DROP(Op.DATA_DROP, "data.drop", Shape.MEMORY, Imm.DATA, "", Feature.BULK_MEMORY),
    MEMORY_COPY(Op.MEMORY_COPY, "memory.copy", Shape.MEMORY, Imm.MEMORY_MEMORY, "", Feature.BULK_MEMORY),
    MEMORY_FILL(Op.MEMORY_FILL, "memory.fill", Shape.MEMORY, Imm.MEMORY, "", Feature.BULK_MEMORY),

    // Numeric instructions
    I32_CONST(Op.I32_CONST, "i32.const", Shape.NUMERIC, Imm.I32, ":i", Feature.CORE),
    I64_CONST(Op.I64_CONST, "i64.const", Shape.NUMERIC, Imm.I64, ":l", Feature.CORE),
    F32_CONST(Op.F32_CONST, "f32.const", Shape.NUMERIC, Imm.F32, ":f", Feature.CORE),
    F64_CONST(Op.F64_CONST, "f64.const", Shape.NUMERIC, Imm.F64, ":d", Feature.CORE),
    I32_EQZ(Op.I32_EQZ, "i32.eqz", Shape.NUMERIC, Imm.NONE, "i:i", Feature.CORE),
    I32_EQ(Op.I32_EQ, "i32.eq", Shape.NUMERIC, Imm.NONE, "ii:i", Feature.CORE),
    I32_NE(Op.I32_NE, "i32.ne", Shape.NUMERIC, Imm.NONE, "ii:i", Feature.CORE),
    I32_LT_S(Op.I32_LT_S, "i32.lt_s", Shape.NUMERIC, Imm.NONE, "ii:i", Feature.CORE),
    I32_LT_U(Op.I32_LT_U, "i32.lt_u", Shape.NUMERIC, Imm.NONE, "ii:i", Feature.CORE),
    I32_GT_S(Op.I32_GT_S, "i32.gt_s", Shape.NUMERIC, Imm.NONE, "ii:i", Feature.CORE),
    I32_GT_U(Op.I32_GT_U, "i32.gt_u", Shape.NUMERIC, Imm.NONE, "ii:i", Feature.CORE),
    I32_LE_S(Op.I32_LE_S, "i32.le_s", Shape.NUMERIC, Imm.NONE, "ii:i", Feature.CORE),
    I32_LE_U(Op.I32_LE_U, "i32.le_u", Shape.NUMERIC, Imm.NONE, "ii:i", Feature.CORE),
    I32_GE_S(Op.I32_GE_S, "i32.ge_s", Shape.NUMERIC, Imm.NONE, "ii:i", Feature.CORE),
    I32_GE_U(Op.I32_GE_U, "i32.ge_u", Shape.NUMERIC, Imm.NONE, "ii:i", Feature.CORE),
    I64_EQZ(Op.I64_EQZ, "i64.eqz", Shape.NUMERIC, Imm.NONE, "l:i", Feature.CORE),
    I64_EQ(Op.I64_EQ, "i64.eq", Shape.NUMERIC, Imm.NONE, "ll:i", Feature.CORE),
    I64_NE(Op.I64_NE, "i64.ne", Shape.NUMERIC, Imm.NONE, "ll:i", Feature.CORE),
    I64_LT_S(Op.I64_LT_S, "i64.lt_s", Shape.NUMERIC, Imm.NONE, "ll:i", Feature.CORE),
    I64_LT_U(Op.I64_LT_U, "i64.lt_u", Shape.NUMERIC, Imm.NONE, "ll:i", Feature.CORE),
    I64_GT_S(Op.I64_GT_S, "i64.gt_s", Shape.NUMERIC, Imm.NONE, "ll:i", Feature.CORE),
    I64_GT_U(Op.I64_GT_U, "i64.gt_u", Shape.NUMERIC, Imm.NONE, "ll:i", Feature.CORE),
    I64_LE_S(Op.I64_LE_S, "i64.le_s", Shape.NUMERIC, Imm.NONE, "ll:i", Feature.CORE),
    I64_LE_U(Op.I64_LE_U, "i64.le_u", Shape.NUMERIC, Imm.NONE, "ll:i", Feature.CORE),
    I64_GE_S(Op.I64_GE_S, "i64.ge_s", Shape.NUMERIC, Imm.NONE, "ll:i", Feature.CORE),
    I64_GE_U(Op.I64_GE_U, "i64.ge_u", Shape.NUMERIC, Imm.NONE, "ll:i", Feature.CORE),
    F32_EQ(Op.F32_EQ, "f32.eq", Shape.NUMERIC, Imm.NONE, "ff:i", Feature.CORE),
    F32_NE(Op.F32_NE, "f32.ne", Shape.NUMERIC, Imm.NONE, "ff:i", Feature.CORE),
    F32_LT(Op.F32_LT, "f32.lt", Shape.NUMERIC, Imm.NONE, "ff:i", Feature.CORE),
    F32_GT(Op.F32_GT, "f32.gt", Shape.NUMERIC, Imm.NONE, "ff:i", Feature.CORE),
    F32_LE(Op.F32_LE, "f32.le", Shape.NUMERIC, Imm.NONE, "ff:i", Feature.CORE),
    F32_GE(Op.F32_GE, "f32.ge", Shape.NUMERIC, Imm.NONE, "ff:i", Feature.CORE),
    F64_EQ(Op.F64_EQ, "f64.eq", Shape.NUMERIC, Imm.NONE, "dd:i", Feature.CORE),
    F64_NE(Op.F64_NE, "f64.ne", Shape.NUMERIC, Imm.NONE, "dd:i", Feature.CORE),
    F64_LT(Op.F64_LT, "f64.lt", Shape.NUMERIC, Imm.NONE, "dd:i", Feature.CORE),
    F64_GT(Op.F64_GT, "f64.gt", Shape.NUMERIC, Imm.NONE, "dd:i", Feature.CORE),
    F64_LE(Op.F64_LE, "f64.le", Shape.NUMERIC, Imm.NONE, "dd:i", Feature.CORE),
    F64_GE(Op.F64_GE, "f64.ge", Shape.NUMERIC, Imm.NONE, "dd:i", Feature.CORE),
    I32_CLZ(Op.I32_CLZ, "i32.clz", Shape.NUMERIC, Imm.NONE, "i:i", Feature.CORE),
    I32_CTZ(Op.I32_CTZ, "i32.ctz", Shape.NUMERIC, Imm.NONE, "i:i", Feature.CORE),
    I32_POPCNT(Op.I32_POPCNT, "i32.popcnt", Shape.NUMERIC, Imm.NONE, "i:i", Feature.CORE),
    I32_ADD(Op.I32_ADD, "i32.add", Shape.NUMERIC, Imm.NONE, "ii:i", Feature.CORE),
    I32_SUB(Op.I32_SUB, "i32.sub", Shape.NUMERIC, Imm.NONE, "ii:i", Feature.CORE),
    I32_MUL(Op.I32_MUL, "i32.mul", Shape.NUMERIC, Imm.NONE, "ii:i", Feature.CORE),
    I32_DIV_S(Op.I32_DIV_S, "i32.div_s", Shape.NUMERIC, Imm.NONE, "ii:i", Feature.CORE),
    I32_DIV_U(Op.I32_DIV_U, "i32.div_u", Shape.NUMERIC, Imm.NONE, "ii:i", Feature.CORE),
    I32_REM_S(Op.I32_REM_S, "i32.rem_s", Shape.NUMERIC, Imm.NONE, "ii:i", Feature.CORE),
    I32_REM_U(Op.I32_REM_U, "i32.rem_u", Shape.NUMERIC, Imm.NONE, "ii:i", Feature.CORE),
    I32_AND(Op.I32_AND, "i32.and", Shape.NUMERIC, Imm.NONE, "ii:i", Feature.CORE),
    I32_OR(Op.I32_OR, "i32.or", Shape.NUMERIC, Imm.NONE, "ii:i", Feature.CORE),
    I32_XOR(Op.I32_XOR, "i32.xor", Shape.NUMERIC, Imm.NONE, "ii:i", Feature.CORE),
    I32_SHL(Op.I32_SHL, "i32.shl", Shape.NUMERIC, Imm.NONE, "ii:i", Feature.CORE),
    I32_SHR_S(Op.I32_SHR_S, "i32.shr_s", Shape.NUMERIC, Imm.NONE, "ii:i", Feature.CORE),
    I32_SHR_U(Op.I32_SHR_U, "i32.shr_u", Shape.NUMERIC, Imm.NONE, "ii:i", Feature.CORE),
    I32_ROTL(Op.I32_ROTL, "i32.rotl", Shape.NUMERIC, Imm.NONE, "ii:i", Feature.CORE),
    I32_ROTR(Op.I32_ROTR, "i32.rotr", Shape.NUMERIC, Imm.NONE, "ii:i", Feature.CORE),
    I64_CLZ(Op.I64_CLZ, "i64.clz", Shape.NUMERIC, Imm.NONE, "l:l", Feature.CORE),
    I64_CTZ(Op.I64_CTZ, "i64.ctz", Shape.NUMERIC, Imm.NONE, "l:l", Feature.CORE),
    I64_POPCNT(Op.I64_POPCNT, "i64.popcnt", Shape.NUMERIC, Imm.NONE, "l:l", Feature.CORE),
    I64_ADD(Op.I64_ADD, "i64.add", Shape.NUMERIC, Imm.NONE, "ll:l", Feature.CORE),
    I64_SUB(Op.I64_SUB, "i64.sub", Shape.NUMERIC, Imm.NONE, "ll:l", Feature.CORE),
    I64_MUL(Op.I64_MUL, "i64.mul", Shape.NUMERIC, Imm.NONE, "ll:l", Feature.CORE),
    I64_DIV_S(Op.I64_DIV_S, "i64.div_s", Shape.NUMERIC, Imm.NONE, "ll:l", Feature.CORE),
    I64_DIV_U(Op.I64_DIV_U, "i64.div_u", Shape.NUMERIC, Imm.NONE, "ll:l", Feature.CORE),
    I64_REM_S(Op.I64_REM_S, "i64.rem_s", Shape.NUMERIC, Imm.NONE, "ll:l", Feature.CORE),
    I64_REM_U(Op.I64_REM_U, "i64.rem_u", Shape.NUMERIC, Imm.NONE, "ll:l", Feature.CORE),
    I64_AND(Op.I64_AND, "i64.and", Shape.NUMERIC, Imm.NONE, "ll:l", Feature.CORE),
    I64_OR(Op.I64_OR, "i64.or", Shape.NUMERIC, Imm.NONE, "ll:l", Feature.CORE),
    I64_XOR(Op.I64_XOR, "i64.xor", Shape.NUMERIC, Imm.NONE, "ll:l", Feature.CORE),
    I64_SHL(Op.I64_SHL, "i64.shl", Shape.NUMERIC, Imm.NONE, "ll:l", Feature.CORE),
    I64_SHR_S(Op.I64_SHR_S, "i64.shr_s", Shape.NUMERIC, Imm.NONE, "ll:l", Feature.CORE),
    I64_SHR_U(Op.I64_SHR_U, "i64.shr_u", Shape.NUMERIC, Imm.NONE, "ll:l", Feature.CORE),
    I64_ROTL(Op.I64_ROTL, "i64.rotl", Shape.NUMERIC, Imm.NONE, "ll:l", Feature.CORE),
    I64_ROTR(Op.I64_ROTR, "i64.rotr", Shape.NUMERIC, Imm.NONE, "ll:l", Feature.CORE),
    F32_ABS(Op.F32_ABS, "f32.abs", Shape.NUMERIC, Imm.NONE, "f:f", Feature.CORE),
    F32_NEG(Op.F32_NEG, "f32.neg", Shape.NUMERIC, Imm.NONE, "f:f", Feature.CORE),
    F32_CEIL(Op.F32_CEIL, "f32.ceil", Shape.NUMERIC, Imm.NONE, "f:f", Feature.CORE),
    F32_FLOOR(Op.F32_FLOOR, "f32.floor", Shape.NUMERIC, Imm.NONE, "f:f", Feature.CORE),
    F32_TRUNC(Op.F32_TRUNC, "f32.trunc", Shape.NUMERIC, Imm.NONE, "f:f", Feature.CORE),
    F32_NEAREST(Op.F32_NEAREST, "f32.nearest", Shape.NUMERIC, Imm.NONE, "f:f", Feature.CORE),
    F32_SQRT(Op.F32_SQRT, "f32.sqrt", Shape.NUMERIC, Imm.NONE, "f:f", Feature.CORE),
    F32_ADD(Op.F32_ADD, "f32.add", Shape.NUMERIC, Imm.NONE, "ff:f", Feature.CORE),
    F32_SUB(Op.F32_SUB, "f32.sub", Shape.NUMERIC, Imm.NONE, "ff:f", Feature.CORE),
    F32_MUL(Op.F32_MUL, "f32.mul", Shape.NUMERIC, Imm.NONE, "ff:f", Feature.CORE),
    F32_DIV(Op.F32_DIV, "f32.div", Shape.NUMERIC, Imm.NONE, "ff:f", Feature.CORE),
    F32_MIN(Op.F32_MIN, "f32.min", Shape.NUMERIC, Imm.NONE, "ff:f", Feature.CORE),
    F32_MAX(Op.F32_MAX, "f32.max", Shape.NUMERIC, Imm.NONE, "ff:f", Feature.CORE),
    F32_COPYSIGN(Op.F32_COPYSIGN, "f32.copysign", Shape.NUMERIC, Imm.NONE, "ff:f", Feature.CORE),
    F64_ABS(Op.F64_ABS, "f64.abs", Shape.NUMERIC, Imm.NONE, "d:d", Feature.CORE),
    F64_NEG(Op.F64_NEG, "f64.neg", Shape.NUMERIC, Imm.NONE, "d:d", Feature.CORE),
    F64_CEIL(Op.F64_CEIL, "f64.ceil", Shape.NUMERIC, Imm.NONE, "d:d", Feature.CORE),
    F64_FLOOR(Op.F64_FLOOR, "f64.floor", Shape.NUMERIC, Imm.NONE, "d:d", Feature.CORE),
    F64_TRUNC(Op.F64_TRUNC, "f64.trunc", Shape.NUMERIC, Imm.NONE, "d:d", Feature.CORE),
    F64_NEAREST(Op.F64_NEAREST, "f64.nearest", Shape.NUMERIC, Imm.NONE, "d:d", Feature.CORE),
    F64_SQRT(Op.F64_SQRT, "f64.sqrt", Shape.NUMERIC, Imm.NONE, "d:d", Feature.CORE),
    F64_ADD(Op.F64_ADD, "f64.add", Shape.NUMERIC, Imm.NONE, "dd:d", Feature.CORE),
    F64_SUB(Op.F64_SUB, "f64.sub", Shape.NUMERIC, Imm.NONE, "dd:d", Feature.CORE),
    F64_MUL(Op.F64_MUL, "f64.mul", Shape.NUMERIC, Imm.NONE, "dd:d", Feature.CORE),
    F64_DIV(Op.F64_DIV, "f64.div", Shape.NUMERIC, Imm.NONE, "dd:d", Feature.CORE),
    F64_MIN(Op.F64_MIN, "f64.min", Shape.NUMERIC, Imm.NONE, "dd:d", Feature.CORE),
    F64_MAX(Op.F64_MAX, "f64.max", Shape.NUMERIC, Imm.NONE, "dd:d", Feature.CORE),
    F64_COPYSIGN(Op.F64_COPYSIGN, "f64.copysign", Shape.NUMERIC, Imm.NONE, "dd:d", Feature.CORE),
    I32_WRAP_I64(Op.I32_WRAP_I64, "i32.wrap_i64", Shape.NUMERIC, Imm.NONE, "l:i", Feature.CORE),
    I32_TRUNC_F32_S(Op.I32_TRUNC_F32_S, "i32.trunc_f32_s", Shape.NUMERIC, Imm.NONE, "f:i", Feature.CORE),
    I32_TRUNC_F32_U(Op.I32_TRUNC_F32_U, "i32.trunc_f32_u", Shape.NUMERIC, Imm.NONE, "f:i", Feature.CORE),
    I32_TRUNC_F64_S(Op.I32_TRUNC_F64_S, "i32.trunc_f64_s", Shape.NUMERIC, Imm.NONE, "d:i", Feature.CORE),
    I32_TRUNC_F64_U(Op.I32_TRUNC_F64_U, "i32.trunc_f64_u", Shape.NUMERIC, Imm.NONE, "d:i", Feature.CORE),
    I64_EXTEND_I32_S(Op.I64_EXTEND_I32_S, "i64.extend_i32_s", Shape.NUMERIC, Imm.NONE, "i:l", Feature.CORE),
    I64_EXTEND_I32_U(Op.I64_EXTEND_I32_U, "i64.extend_i32_u", Shape.NUMERIC, Imm.NONE, "i:l", Feature.CORE),
    I64_TRUNC_F32_S(Op.I64_TRUNC_F32_S, "i64.trunc_f32_s", Shape.NUMERIC, Imm.NONE, "f:l", Feature.CORE),
    I64_TRUNC_F32_U(Op.I64_TRUNC_F32_U, "i64.trunc_f32_u", Shape.NUMERIC, Imm.NONE, "f:l", Feature.CORE),
    I64_TRUNC_F64_S(Op.I64_TRUNC_F64_S, "i64.trunc_f64_s", Shape.NUMERIC, Imm.NONE, "d:l", Feature.CORE),
    I64_TRUNC_F64_U(Op.I64_TRUNC_F64_U, "i64.trunc_f64_u", Shape.NUMERIC, Imm.NONE, "d:l", Feature.CORE),
    F32_CONVERT_I32_S(Op.F32_CONVERT_I32_S, "f32.convert_i32_s", Shape.NUMERIC, Imm.NONE, "i:f", Feature.CORE),
    F32_CONVERT_I32_U(Op.F32_CONVERT_I32_U, "f32.convert_i32_u", Shape.NUMERIC, Imm.NONE, "i:f", Feature.CORE),
    F32_CONVERT_I64_S(Op.F32_CONVERT_I64_S, "f32.convert_i64_s", Shape.NUMERIC, Imm.NONE, "l:f", Feature.CORE),
    F32_CONVERT_I64_U(Op.F32_CONVERT_I64_U, "f32.convert_i64_u", Shape.NUMERIC, Imm.NONE, "l:f", Feature.CORE),
    F32_DEMOTE_F64(Op.F32_DEMOTE_F64, "f32.demote_f64", Shape.NUMERIC, Imm.NONE, "d:f", Feature.CORE),
    F64_CONVERT_I32_S(Op.F64_CONVERT_I32_S, "f64.convert_i32_s", Shape.NUMERIC, Imm.NONE, "i:d", Feature.CORE),
    F64_CONVERT_I32_U(Op.F64_CONVERT_I32_U, "f64.convert_i32_u", Shape.NUMERIC, Imm.NONE, "i:d", Feature.CORE),
    F64_CONVERT_I64_S(Op.F64_CONVERT_I64_S, "f64.convert_i64_s", Shape.NUMERIC, Imm.NONE, "l:d", Feature.CORE),
    F64_CONVERT_I64_U(Op.F64_CONVERT_I64_U, "f64.convert_i64_u", Shape.NUMERIC, Imm.NONE, "l:d", Feature.CORE),
    F64_PROMOTE_F32(Op.F64_PROMOTE_F32, "f64.promote_f32", Shape.NUMERIC, Imm.NONE, "f:d", Feature.CORE),
    I32_REINTERPRET_F32(Op.I32_REINTERPRET_F32, "i32.reinterpret_f32", Shape.NUMERIC, Imm.NONE, "f:i", Feature.CORE),
    I64_REINTERPRET_F64(Op.I64_REINTERPRET_F64, "i64.reinterpret_f64", Shape.NUMERIC, Imm.NONE, "d:l", Feature.CORE),
    F32_REINTERPRET_I32(Op.F32_REINTERPRET_I32, "f32.reinterpret_i32", Shape.NUMERIC, Imm.NONE, "i:f", Feature.CORE),
    F64_REINTERPRET_I64(Op.F64_REINTERPRET_I64, "f64.reinterpret_i64", Shape.NUMERIC, Imm.NONE, "l:d", Feature.CORE),
    I32_EXTEND8_S(Op.I32_EXTEND8_S, "i32.extend8_s", Shape.NUMERIC, Imm.NONE, "i:i", Feature.SIGN_EXTENSION),
    I32_EXTEND16_S(Op.I32_EXTEND16_S, "i32.extend16_s", Shape.NUMERIC, Imm.NONE, "i:i", Feature.SIGN_EXTENSION),
    I64_EXTEND8_S(Op.I64_EXTEND8_S, "i64.extend8_s", Shape.NUMERIC, Imm.NONE, "l:l", Feature.SIGN_EXTENSION),
    I64_EXTEND16_S(Op.I64_EXTEND16_S, "i64.extend16_s", Shape.NUMERIC, Imm.NONE, "l:l", Feature.SIGN_EXTENSION),
    I64_EXTEND32_S(Op.I64_EXTEND32_S, "i64.extend32_s", Shape.NUMERIC, Imm.NONE, "l:l", Feature.SIGN_EXTENSION),
    I32_TRUNC_SAT_F32_S(Op.I32_TRUNC_SAT_F32_S, "i32.trunc_sat_f32_s", Shape.NUMERIC, Imm.NONE, "f:i", Feature.SATURATING_FLOAT_TO_INT),
    I32_TRUNC_SAT_F32_U(Op.I32_TRUNC_SAT_F32_U, "i32.trunc_sat_f32_u", Shape.NUMERIC, Imm.NONE, "f:i", Feature.SATURATING_FLOAT_TO_INT),
    I32_TRUNC_SAT_F64_S(Op.I32_TRUNC_SAT_F64_S, "i32.trunc_sat_f64_s", Shape.NUMERIC, Imm.NONE, "d:i", Feature.SATURATING_FLOAT_TO_INT),
    I32_TRUNC_SAT_F64_U(Op.I32_TRUNC_SAT_F64_U, "i32.trunc_sat_f64_u", Shape.NUMERIC, Imm.NONE, "d:i", Feature.SATURATING_FLOAT_TO_INT),
    I64_TRUNC_SAT_F32_S(Op.I64_TRUNC_SAT_F32_S, "i64.trunc_sat_f32_s", Shape.NUMERIC, Imm.NONE, "f:l", Feature.SATURATING_FLOAT_TO_INT),
    I64_TRUNC_SAT_F32_U(Op.I64_TRUNC_SAT_F32_U, "i64.trunc_sat_f32_u", Shape.NUMERIC, Imm.NONE, "f:l", Feature.SATURATING_FLOAT_TO_INT),
    I64_TRUNC_SAT_F64_S(Op.I64_TRUNC_SAT_F64_S, "i64.trunc_sat_f64_s", Shape.NUMERIC, Imm.NONE, "d:l", Feature.SATURATING_FLOAT_TO_INT),
    I64_TRUNC_SAT_F64_U(Op.I64_TRUNC_SAT_F64_U, "i64.trunc_sat_f64_u", Shape.NUMERIC, Imm.NONE, "d:l", Feature.SATURATING_FLOAT_TO_INT),
    I64_ADD128(Op.I64_ADD128, "i64.add128", Shape.NUMERIC, Imm.NONE, "llll:ll", Feature.WIDE_ARITHMETIC),
    I64_SUB128(Op.I64_SUB128, "i64.sub128", Shape.NUMERIC, Imm.NONE, "llll:ll", Feature.WIDE_ARITHMETIC),
    I64_MUL_WIDE_S(Op.I64_MUL_WIDE_S, "i64.mul_wide_s", Shape.NUMERIC, Imm.NONE, "ll:ll", Feature.WIDE_ARITHMETIC),
    I64_MUL_WIDE_U(Op.I64_MUL_WIDE_U, "i64.mul_wide_u", Shape.NUMERIC, Imm.NONE, "ll:ll", Feature.WIDE_ARITHMETIC),

    // Vector memory instructions
    V128_LOAD(Op.V128_LOAD, "v128.load", Shape.LOAD, Imm.MEM_ARG, ":v", Feature.SIMD, 4),
    V128_LOAD8X8_S(Op.V128_LOAD8X8_S, "v128.load8x8_s", Shape.LOAD, Imm.MEM_ARG, ":v", Feature.SIMD, 3),
    V128_LOAD8X8_U(Op.V128_LOAD8X8_U, "v128.load8x8_u", Shape.LOAD, Imm.MEM_ARG, ":v", Feature.SIMD, 3),
    V128_LOAD16X4_S(Op.V128_LOAD16X4_S, "v128.load16x4_s", Shape.LOAD, Imm.MEM_ARG, ":v", Feature.SIMD, 3),
    V128_LOAD16X4_U(Op.V128_LOAD16X4_U, "v128.load16x4_u", Shape.LOAD, Imm.MEM_ARG, ":v", Feature.SIMD, 3),
    V128_LOAD32X2_S(Op.V128_LOAD32X2_S, "v128.load32x2_s", Shape.LOAD, Imm.MEM_ARG, ":v", Feature.SIMD, 3),
    V128_LOAD32X2_U(Op.V128_LOAD32X2_U, "v128.load32x2_u", Shape.LOAD, Imm.MEM_ARG, ":v", Feature.SIMD, 3),
    V128_LOAD8_SPLAT(Op.V128_LOAD8_SPLAT, "v128.load8_splat", Shape.LOAD, Imm.MEM_ARG, ":v", Feature.SIMD, 0),
    V128_LOAD16_SPLAT(Op.V128_LOAD16_SPLAT, "v128.load16_splat", Shape.LOAD, Imm.MEM_ARG, ":v", Feature.SIMD, 1),
    V128_LOAD32_SPLAT(Op.V128_LOAD32_SPLAT, "v128.load32_splat", Shape.LOAD, Imm.MEM_ARG, ":v", Feature.SIMD, 2),
    V128_LOAD64_SPLAT(Op.V128_LOAD64_SPLAT, "v128.load64_splat", Shape.LOAD, Imm.MEM_ARG, ":v", Feature.SIMD, 3),
    V128_STORE(Op.V128_STORE, "v128.store", Shape.STORE, Imm.MEM_ARG, "v:", Feature.SIMD, 4),
    V128_LOAD8_LANE(Op.V128_LOAD8_LANE, "v128.load8_lane", Shape.LOAD, Imm.MEM_ARG_LANE, "v:v", Feature.SIMD, 0),
    V128_LOAD16_LANE(Op.V128_LOAD16_LANE, "v128.load16_lane", Shape.LOAD, Imm.MEM_ARG_LANE, "v:v", Feature.SIMD, 1),
    V128_LOAD32_LANE(Op.V128_LOAD32_LANE, "v128.load32_lane", Shape.LOAD, Imm.MEM_ARG_LANE, "v:v", Feature.SIMD, 2),
    V128_LOAD64_LANE(Op.V128_LOAD64_LANE, "v128.load64_lane", Shape.LOAD, Imm.MEM_ARG_LANE, "v:v", Feature.SIMD, 3),
    V128_STORE8_LANE(Op.V128_STORE8_LANE, "v128.store8_lane", Shape.STORE, Imm.MEM_ARG_LANE, "v:", Feature.SIMD, 0),
    V128_STORE16_LANE(Op.V128_STORE16_LANE, "v128.store16_lane", Shape.STORE, Imm.MEM_ARG_LANE, "v:", Feature.SIMD, 1),
    V128_STORE32_LANE(Op.V128_STORE32_LANE, "v128.store32_lane", Shape.STORE, Imm.MEM_ARG_LANE, "v:", Feature.SIMD, 2),
    V128_STORE64_LANE(Op.V128_STORE64_LANE, "v128.store64_lane", Shape.STORE, Imm.MEM_ARG_LANE, "v:", Feature.SIMD, 3),
    V128_LOAD32_ZERO(Op.V128_LOAD32_ZERO, "v128.load32_zero", Shape.LOAD, Imm.MEM_ARG, ":v", Feature.SIMD, 2),
    V128_LOAD64_ZERO(Op.V128_LOAD64_ZERO, "v128.load64_zero", Shape.LOAD, Imm.MEM_ARG, ":v", Feature.SIMD, 3),

    // Vector instructions
    V128_CONST(Op.V128_CONST, "v128.const", Shape.VECTOR, Imm.V128, ":v", Feature.SIMD),
    I8X16_SHUFFLE(Op.I8X16_SHUFFLE, "i8x16.shuffle", Shape.VECTOR, Imm.SHUFFLE, "vv:v", Feature.SIMD),
    I8X16_SWIZZLE(Op.I8X16_SWIZZLE, "i8x16.swizzle", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I8X16_SPLAT(Op.I8X16_SPLAT, "i8x16.splat", Shape.VECTOR, Imm.NONE, "i:v", Feature.SIMD),
    I16X8_SPLAT(Op.I16X8_SPLAT, "i16x8.splat", Shape.VECTOR, Imm.NONE, "i:v", Feature.SIMD),
    I32X4_SPLAT(Op.I32X4_SPLAT, "i32x4.splat", Shape.VECTOR, Imm.NONE, "i:v", Feature.SIMD),
    I64X2_SPLAT(Op.I64X2_SPLAT, "i64x2.splat", Shape.VECTOR, Imm.NONE, "l:v", Feature.SIMD),
    F32X4_SPLAT(Op.F32X4_SPLAT, "f32x4.splat", Shape.VECTOR, Imm.NONE, "f:v", Feature.SIMD),
    F64X2_SPLAT(Op.F64X2_SPLAT, "f64x2.splat", Shape.VECTOR, Imm.NONE, "d:v", Feature.SIMD),
    I8X16_EXTRACT_LANE_S(Op.I8X16_EXTRACT_LANE_S, "i8x16.extract_lane_s", Shape.VECTOR, Imm.LANE, "v:i", Feature.SIMD),
    I8X16_EXTRACT_LANE_U(Op.I8X16_EXTRACT_LANE_U, "i8x16.extract_lane_u", Shape.VECTOR, Imm.LANE, "v:i", Feature.SIMD),
    I8X16_REPLACE_LANE(Op.I8X16_REPLACE_LANE, "i8x16.replace_lane", Shape.VECTOR, Imm.LANE, "vi:v", Feature.SIMD),
    I16X8_EXTRACT_LANE_S(Op.I16X8_EXTRACT_LANE_S, "i16x8.extract_lane_s", Shape.VECTOR, Imm.LANE, "v:i", Feature.SIMD),
    I16X8_EXTRACT_LANE_U(Op.I16X8_EXTRACT_LANE_U, "i16x8.extract_lane_u", Shape.VECTOR, Imm.LANE, "v:i", Feature.SIMD),
    I16X8_REPLACE_LANE(Op.I16X8_REPLACE_LANE, "i16x8.replace_lane", Shape.VECTOR, Imm.LANE, "vi:v", Feature.SIMD),
    I32X4_EXTRACT_LANE(Op.I32X4_EXTRACT_LANE, "i32x4.extract_lane", Shape.VECTOR, Imm.LANE, "v:i", Feature.SIMD),
    I32X4_REPLACE_LANE(Op.I32X4_REPLACE_LANE, "i32x4.replace_lane", Shape.VECTOR, Imm.LANE, "vi:v", Feature.SIMD),
    I64X2_EXTRACT_LANE(Op.I64X2_EXTRACT_LANE, "i64x2.extract_lane", Shape.VECTOR, Imm.LANE, "v:l", Feature.SIMD),
    I64X2_REPLACE_LANE(Op.I64X2_REPLACE_LANE, "i64x2.replace_lane", Shape.VECTOR, Imm.LANE, "vl:v", Feature.SIMD),
    F32X4_EXTRACT_LANE(Op.F32X4_EXTRACT_LANE, "f32x4.extract_lane", Shape.VECTOR, Imm.LANE, "v:f", Feature.SIMD),
    F32X4_REPLACE_LANE(Op.F32X4_REPLACE_LANE, "f32x4.replace_lane", Shape.VECTOR, Imm.LANE, "vf:v", Feature.SIMD),
    F64X2_EXTRACT_LANE(Op.F64X2_EXTRACT_LANE, "f64x2.extract_lane", Shape.VECTOR, Imm.LANE, "v:d", Feature.SIMD),
    F64X2_REPLACE_LANE(Op.F64X2_REPLACE_LANE, "f64x2.replace_lane", Shape.VECTOR, Imm.LANE, "vd:v", Feature.SIMD),
    I8X16_EQ(Op.I8X16_EQ, "i8x16.eq", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I8X16_NE(Op.I8X16_NE, "i8x16.ne", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I8X16_LT_S(Op.I8X16_LT_S, "i8x16.lt_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I8X16_LT_U(Op.I8X16_LT_U, "i8x16.lt_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I8X16_GT_S(Op.I8X16_GT_S, "i8x16.gt_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I8X16_GT_U(Op.I8X16_GT_U, "i8x16.gt_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I8X16_LE_S(Op.I8X16_LE_S, "i8x16.le_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I8X16_LE_U(Op.I8X16_LE_U, "i8x16.le_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I8X16_GE_S(Op.I8X16_GE_S, "i8x16.ge_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I8X16_GE_U(Op.I8X16_GE_U, "i8x16.ge_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_EQ(Op.I16X8_EQ, "i16x8.eq", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_NE(Op.I16X8_NE, "i16x8.ne", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_LT_S(Op.I16X8_LT_S, "i16x8.lt_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_LT_U(Op.I16X8_LT_U, "i16x8.lt_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_GT_S(Op.I16X8_GT_S, "i16x8.gt_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_GT_U(Op.I16X8_GT_U, "i16x8.gt_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_LE_S(Op.I16X8_LE_S, "i16x8.le_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_LE_U(Op.I16X8_LE_U, "i16x8.le_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_GE_S(Op.I16X8_GE_S, "i16x8.ge_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_GE_U(Op.I16X8_GE_U, "i16x8.ge_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I32X4_EQ(Op.I32X4_EQ, "i32x4.eq", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I32X4_NE(Op.I32X4_NE, "i32x4.ne", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I32X4_LT_S(Op.I32X4_LT_S, "i32x4.lt_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I32X4_LT_U(Op.I32X4_LT_U, "i32x4.lt_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I32X4_GT_S(Op.I32X4_GT_S, "i32x4.gt_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I32X4_GT_U(Op.I32X4_GT_U, "i32x4.gt_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I32X4_LE_S(Op.I32X4_LE_S, "i32x4.le_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I32X4_LE_U(Op.I32X4_LE_U, "i32x4.le_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I32X4_GE_S(Op.I32X4_GE_S, "i32x4.ge_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I32X4_GE_U(Op.I32X4_GE_U, "i32x4.ge_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F32X4_EQ(Op.F32X4_EQ, "f32x4.eq", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F32X4_NE(Op.F32X4_NE, "f32x4.ne", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F32X4_LT(Op.F32X4_LT, "f32x4.lt", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F32X4_GT(Op.F32X4_GT, "f32x4.gt", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F32X4_LE(Op.F32X4_LE, "f32x4.le", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F32X4_GE(Op.F32X4_GE, "f32x4.ge", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F64X2_EQ(Op.F64X2_EQ, "f64x2.eq", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F64X2_NE(Op.F64X2_NE, "f64x2.ne", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F64X2_LT(Op.F64X2_LT, "f64x2.lt", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F64X2_GT(Op.F64X2_GT, "f64x2.gt", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F64X2_LE(Op.F64X2_LE, "f64x2.le", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F64X2_GE(Op.F64X2_GE, "f64x2.ge", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    V128_NOT(Op.V128_NOT, "v128.not", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    V128_AND(Op.V128_AND, "v128.and", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    V128_ANDNOT(Op.V128_ANDNOT, "v128.andnot", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    V128_OR(Op.V128_OR, "v128.or", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    V128_XOR(Op.V128_XOR, "v128.xor", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    V128_BITSELECT(Op.V128_BITSELECT, "v128.bitselect", Shape.VECTOR, Imm.NONE, "vvv:v", Feature.SIMD),
    V128_ANY_TRUE(Op.V128_ANY_TRUE, "v128.any_true", Shape.VECTOR, Imm.NONE, "v:i", Feature.SIMD),
    F32X4_DEMOTE_F64X2_ZERO(Op.F32X4_DEMOTE_F64X2_ZERO, "f32x4.demote_f64x2_zero", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    F64X2_PROMOTE_LOW_F32X4(Op.F64X2_PROMOTE_LOW_F32X4, "f64x2.promote_low_f32x4", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I8X16_ABS(Op.I8X16_ABS, "i8x16.abs", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I8X16_NEG(Op.I8X16_NEG, "i8x16.neg", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I8X16_POPCNT(Op.I8X16_POPCNT, "i8x16.popcnt", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I8X16_ALL_TRUE(Op.I8X16_ALL_TRUE, "i8x16.all_true", Shape.VECTOR, Imm.NONE, "v:i", Feature.SIMD),
    I8X16_BITMASK(Op.I8X16_BITMASK, "i8x16.bitmask", Shape.VECTOR, Imm.NONE, "v:i", Feature.SIMD),
    I8X16_NARROW_I16X8_S(Op.I8X16_NARROW_I16X8_S, "i8x16.narrow_i16x8_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I8X16_NARROW_I16X8_U(Op.I8X16_NARROW_I16X8_U, "i8x16.narrow_i16x8_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F32X4_CEIL(Op.F32X4_CEIL, "f32x4.ceil", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    F32X4_FLOOR(Op.F32X4_FLOOR, "f32x4.floor", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    F32X4_TRUNC(Op.F32X4_TRUNC, "f32x4.trunc", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    F32X4_NEAREST(Op.F32X4_NEAREST, "f32x4.nearest", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I8X16_SHL(Op.I8X16_SHL, "i8x16.shl", Shape.VECTOR, Imm.NONE, "vi:v", Feature.SIMD),
    I8X16_SHR_S(Op.I8X16_SHR_S, "i8x16.shr_s", Shape.VECTOR, Imm.NONE, "vi:v", Feature.SIMD),
    I8X16_SHR_U(Op.I8X16_SHR_U, "i8x16.shr_u", Shape.VECTOR, Imm.NONE, "vi:v", Feature.SIMD),
    I8X16_ADD(Op.I8X16_ADD, "i8x16.add", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I8X16_ADD_SAT_S(Op.I8X16_ADD_SAT_S, "i8x16.add_sat_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I8X16_ADD_SAT_U(Op.I8X16_ADD_SAT_U, "i8x16.add_sat_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I8X16_SUB(Op.I8X16_SUB, "i8x16.sub", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I8X16_SUB_SAT_S(Op.I8X16_SUB_SAT_S, "i8x16.sub_sat_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I8X16_SUB_SAT_U(Op.I8X16_SUB_SAT_U, "i8x16.sub_sat_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F64X2_CEIL(Op.F64X2_CEIL, "f64x2.ceil", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    F64X2_FLOOR(Op.F64X2_FLOOR, "f64x2.floor", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I8X16_MIN_S(Op.I8X16_MIN_S, "i8x16.min_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I8X16_MIN_U(Op.I8X16_MIN_U, "i8x16.min_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I8X16_MAX_S(Op.I8X16_MAX_S, "i8x16.max_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I8X16_MAX_U(Op.I8X16_MAX_U, "i8x16.max_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F64X2_TRUNC(Op.F64X2_TRUNC, "f64x2.trunc", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I8X16_AVGR_U(Op.I8X16_AVGR_U, "i8x16.avgr_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_EXTADD_PAIRWISE_I8X16_S(Op.I16X8_EXTADD_PAIRWISE_I8X16_S, "i16x8.extadd_pairwise_i8x16_s", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I16X8_EXTADD_PAIRWISE_I8X16_U(Op.I16X8_EXTADD_PAIRWISE_I8X16_U, "i16x8.extadd_pairwise_i8x16_u", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I32X4_EXTADD_PAIRWISE_I16X8_S(Op.I32X4_EXTADD_PAIRWISE_I16X8_S, "i32x4.extadd_pairwise_i16x8_s", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I32X4_EXTADD_PAIRWISE_I16X8_U(Op.I32X4_EXTADD_PAIRWISE_I16X8_U, "i32x4.extadd_pairwise_i16x8_u", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I16X8_ABS(Op.I16X8_ABS, "i16x8.abs", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I16X8_NEG(Op.I16X8_NEG, "i16x8.neg", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I16X8_Q15MULR_SAT_S(Op.I16X8_Q15MULR_SAT_S, "i16x8.q15mulr_sat_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_ALL_TRUE(Op.I16X8_ALL_TRUE, "i16x8.all_true", Shape.VECTOR, Imm.NONE, "v:i", Feature.SIMD),
    I16X8_BITMASK(Op.I16X8_BITMASK, "i16x8.bitmask", Shape.VECTOR, Imm.NONE, "v:i", Feature.SIMD),
    I16X8_NARROW_I32X4_S(Op.I16X8_NARROW_I32X4_S, "i16x8.narrow_i32x4_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_NARROW_I32X4_U(Op.I16X8_NARROW_I32X4_U, "i16x8.narrow_i32x4_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_EXTEND_LOW_I8X16_S(Op.I16X8_EXTEND_LOW_I8X16_S, "i16x8.extend_low_i8x16_s", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I16X8_EXTEND_HIGH_I8X16_S(Op.I16X8_EXTEND_HIGH_I8X16_S, "i16x8.extend_high_i8x16_s", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I16X8_EXTEND_LOW_I8X16_U(Op.I16X8_EXTEND_LOW_I8X16_U, "i16x8.extend_low_i8x16_u", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I16X8_EXTEND_HIGH_I8X16_U(Op.I16X8_EXTEND_HIGH_I8X16_U, "i16x8.extend_high_i8x16_u", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I16X8_SHL(Op.I16X8_SHL, "i16x8.shl", Shape.VECTOR, Imm.NONE, "vi:v", Feature.SIMD),
    I16X8_SHR_S(Op.I16X8_SHR_S, "i16x8.shr_s", Shape.VECTOR, Imm.NONE, "vi:v", Feature.SIMD),
    I16X8_SHR_U(Op.I16X8_SHR_U, "i16x8.shr_u", Shape.VECTOR, Imm.NONE, "vi:v", Feature.SIMD),
    I16X8_ADD(Op.I16X8_ADD, "i16x8.add", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_ADD_SAT_S(Op.I16X8_ADD_SAT_S, "i16x8.add_sat_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_ADD_SAT_U(Op.I16X8_ADD_SAT_U, "i16x8.add_sat_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_SUB(Op.I16X8_SUB, "i16x8.sub", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_SUB_SAT_S(Op.I16X8_SUB_SAT_S, "i16x8.sub_sat_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_SUB_SAT_U(Op.I16X8_SUB_SAT_U, "i16x8.sub_sat_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F64X2_NEAREST(Op.F64X2_NEAREST, "f64x2.nearest", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I16X8_MUL(Op.I16X8_MUL, "i16x8.mul", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_MIN_S(Op.I16X8_MIN_S, "i16x8.min_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_MIN_U(Op.I16X8_MIN_U, "i16x8.min_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_MAX_S(Op.I16X8_MAX_S, "i16x8.max_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_MAX_U(Op.I16X8_MAX_U, "i16x8.max_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_AVGR_U(Op.I16X8_AVGR_U, "i16x8.avgr_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_EXTMUL_LOW_I8X16_S(Op.I16X8_EXTMUL_LOW_I8X16_S, "i16x8.extmul_low_i8x16_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_EXTMUL_HIGH_I8X16_S(Op.I16X8_EXTMUL_HIGH_I8X16_S, "i16x8.extmul_high_i8x16_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_EXTMUL_LOW_I8X16_U(Op.I16X8_EXTMUL_LOW_I8X16_U, "i16x8.extmul_low_i8x16_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I16X8_EXTMUL_HIGH_I8X16_U(Op.I16X8_EXTMUL_HIGH_I8X16_U, "i16x8.extmul_high_i8x16_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I32X4_ABS(Op.I32X4_ABS, "i32x4.abs", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I32X4_NEG(Op.I32X4_NEG, "i32x4.neg", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I32X4_ALL_TRUE(Op.I32X4_ALL_TRUE, "i32x4.all_true", Shape.VECTOR, Imm.NONE, "v:i", Feature.SIMD),
    I32X4_BITMASK(Op.I32X4_BITMASK, "i32x4.bitmask", Shape.VECTOR, Imm.NONE, "v:i", Feature.SIMD),
    I32X4_EXTEND_LOW_I16X8_S(Op.I32X4_EXTEND_LOW_I16X8_S, "i32x4.extend_low_i16x8_s", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I32X4_EXTEND_HIGH_I16X8_S(Op.I32X4_EXTEND_HIGH_I16X8_S, "i32x4.extend_high_i16x8_s", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I32X4_EXTEND_LOW_I16X8_U(Op.I32X4_EXTEND_LOW_I16X8_U, "i32x4.extend_low_i16x8_u", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I32X4_EXTEND_HIGH_I16X8_U(Op.I32X4_EXTEND_HIGH_I16X8_U, "i32x4.extend_high_i16x8_u", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I32X4_SHL(Op.I32X4_SHL, "i32x4.shl", Shape.VECTOR, Imm.NONE, "vi:v", Feature.SIMD),
    I32X4_SHR_S(Op.I32X4_SHR_S, "i32x4.shr_s", Shape.VECTOR, Imm.NONE, "vi:v", Feature.SIMD),
    I32X4_SHR_U(Op.I32X4_SHR_U, "i32x4.shr_u", Shape.VECTOR, Imm.NONE, "vi:v", Feature.SIMD),
    I32X4_ADD(Op.I32X4_ADD, "i32x4.add", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I32X4_SUB(Op.I32X4_SUB, "i32x4.sub", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I32X4_MUL(Op.I32X4_MUL, "i32x4.mul", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I32X4_MIN_S(Op.I32X4_MIN_S, "i32x4.min_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I32X4_MIN_U(Op.I32X4_MIN_U, "i32x4.min_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I32X4_MAX_S(Op.I32X4_MAX_S, "i32x4.max_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I32X4_MAX_U(Op.I32X4_MAX_U, "i32x4.max_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I32X4_DOT_I16X8_S(Op.I32X4_DOT_I16X8_S, "i32x4.dot_i16x8_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I32X4_EXTMUL_LOW_I16X8_S(Op.I32X4_EXTMUL_LOW_I16X8_S, "i32x4.extmul_low_i16x8_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I32X4_EXTMUL_HIGH_I16X8_S(Op.I32X4_EXTMUL_HIGH_I16X8_S, "i32x4.extmul_high_i16x8_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I32X4_EXTMUL_LOW_I16X8_U(Op.I32X4_EXTMUL_LOW_I16X8_U, "i32x4.extmul_low_i16x8_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I32X4_EXTMUL_HIGH_I16X8_U(Op.I32X4_EXTMUL_HIGH_I16X8_U, "i32x4.extmul_high_i16x8_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I64X2_ABS(Op.I64X2_ABS, "i64x2.abs", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I64X2_NEG(Op.I64X2_NEG, "i64x2.neg", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I64X2_ALL_TRUE(Op.I64X2_ALL_TRUE, "i64x2.all_true", Shape.VECTOR, Imm.NONE, "v:i", Feature.SIMD),
    I64X2_BITMASK(Op.I64X2_BITMASK, "i64x2.bitmask", Shape.VECTOR, Imm.NONE, "v:i", Feature.SIMD),
    I64X2_EXTEND_LOW_I32X4_S(Op.I64X2_EXTEND_LOW_I32X4_S, "i64x2.extend_low_i32x4_s", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I64X2_EXTEND_HIGH_I32X4_S(Op.I64X2_EXTEND_HIGH_I32X4_S, "i64x2.extend_high_i32x4_s", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I64X2_EXTEND_LOW_I32X4_U(Op.I64X2_EXTEND_LOW_I32X4_U, "i64x2.extend_low_i32x4_u", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I64X2_EXTEND_HIGH_I32X4_U(Op.I64X2_EXTEND_HIGH_I32X4_U, "i64x2.extend_high_i32x4_u", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I64X2_SHL(Op.I64X2_SHL, "i64x2.shl", Shape.VECTOR, Imm.NONE, "vi:v", Feature.SIMD),
    I64X2_SHR_S(Op.I64X2_SHR_S, "i64x2.shr_s", Shape.VECTOR, Imm.NONE, "vi:v", Feature.SIMD),
    I64X2_SHR_U(Op.I64X2_SHR_U, "i64x2.shr_u", Shape.VECTOR, Imm.NONE, "vi:v", Feature.SIMD),
    I64X2_ADD(Op.I64X2_ADD, "i64x2.add", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I64X2_SUB(Op.I64X2_SUB, "i64x2.sub", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I64X2_MUL(Op.I64X2_MUL, "i64x2.mul", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I64X2_EQ(Op.I64X2_EQ, "i64x2.eq", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I64X2_NE(Op.I64X2_NE, "i64x2.ne", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I64X2_LT_S(Op.I64X2_LT_S, "i64x2.lt_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I64X2_GT_S(Op.I64X2_GT_S, "i64x2.gt_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I64X2_LE_S(Op.I64X2_LE_S, "i64x2.le_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I64X2_GE_S(Op.I64X2_GE_S, "i64x2.ge_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I64X2_EXTMUL_LOW_I32X4_S(Op.I64X2_EXTMUL_LOW_I32X4_S, "i64x2.extmul_low_i32x4_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I64X2_EXTMUL_HIGH_I32X4_S(Op.I64X2_EXTMUL_HIGH_I32X4_S, "i64x2.extmul_high_i32x4_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I64X2_EXTMUL_LOW_I32X4_U(Op.I64X2_EXTMUL_LOW_I32X4_U, "i64x2.extmul_low_i32x4_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I64X2_EXTMUL_HIGH_I32X4_U(Op.I64X2_EXTMUL_HIGH_I32X4_U, "i64x2.extmul_high_i32x4_u", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F32X4_ABS(Op.F32X4_ABS, "f32x4.abs", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    F32X4_NEG(Op.F32X4_NEG, "f32x4.neg", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    F32X4_SQRT(Op.F32X4_SQRT, "f32x4.sqrt", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    F32X4_ADD(Op.F32X4_ADD, "f32x4.add", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F32X4_SUB(Op.F32X4_SUB, "f32x4.sub", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F32X4_MUL(Op.F32X4_MUL, "f32x4.mul", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F32X4_DIV(Op.F32X4_DIV, "f32x4.div", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F32X4_MIN(Op.F32X4_MIN, "f32x4.min", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F32X4_MAX(Op.F32X4_MAX, "f32x4.max", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F32X4_PMIN(Op.F32X4_PMIN, "f32x4.pmin", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F32X4_PMAX(Op.F32X4_PMAX, "f32x4.pmax", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F64X2_ABS(Op.F64X2_ABS, "f64x2.abs", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    F64X2_NEG(Op.F64X2_NEG, "f64x2.neg", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    F64X2_SQRT(Op.F64X2_SQRT, "f64x2.sqrt", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    F64X2_ADD(Op.F64X2_ADD, "f64x2.add", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F64X2_SUB(Op.F64X2_SUB, "f64x2.sub", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F64X2_MUL(Op.F64X2_MUL, "f64x2.mul", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F64X2_DIV(Op.F64X2_DIV, "f64x2.div", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F64X2_MIN(Op.F64X2_MIN, "f64x2.min", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F64X2_MAX(Op.F64X2_MAX, "f64x2.max", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F64X2_PMIN(Op.F64X2_PMIN, "f64x2.pmin", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    F64X2_PMAX(Op.F64X2_PMAX, "f64x2.pmax", Shape.VECTOR, Imm.NONE, "vv:v", Feature.SIMD),
    I32X4_TRUNC_SAT_F32X4_S(Op.I32X4_TRUNC_SAT_F32X4_S, "i32x4.trunc_sat_f32x4_s", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I32X4_TRUNC_SAT_F32X4_U(Op.I32X4_TRUNC_SAT_F32X4_U, "i32x4.trunc_sat_f32x4_u", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    F32X4_CONVERT_I32X4_S(Op.F32X4_CONVERT_I32X4_S, "f32x4.convert_i32x4_s", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    F32X4_CONVERT_I32X4_U(Op.F32X4_CONVERT_I32X4_U, "f32x4.convert_i32x4_u", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I32X4_TRUNC_SAT_F64X2_S_ZERO(Op.I32X4_TRUNC_SAT_F64X2_S_ZERO, "i32x4.trunc_sat_f64x2_s_zero", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I32X4_TRUNC_SAT_F64X2_U_ZERO(Op.I32X4_TRUNC_SAT_F64X2_U_ZERO, "i32x4.trunc_sat_f64x2_u_zero", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    F64X2_CONVERT_LOW_I32X4_S(Op.F64X2_CONVERT_LOW_I32X4_S, "f64x2.convert_low_i32x4_s", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    F64X2_CONVERT_LOW_I32X4_U(Op.F64X2_CONVERT_LOW_I32X4_U, "f64x2.convert_low_i32x4_u", Shape.VECTOR, Imm.NONE, "v:v", Feature.SIMD),
    I8X16_RELAXED_SWIZZLE(Op.I8X16_RELAXED_SWIZZLE, "i8x16.relaxed_swizzle", Shape.VECTOR, Imm.NONE, "vv:v", Feature.RELAXED_SIMD),
    I32X4_RELAXED_TRUNC_F32X4_S(Op.I32X4_RELAXED_TRUNC_F32X4_S, "i32x4.relaxed_trunc_f32x4_s", Shape.VECTOR, Imm.NONE, "v:v", Feature.RELAXED_SIMD),
    I32X4_RELAXED_TRUNC_F32X4_U(Op.I32X4_RELAXED_TRUNC_F32X4_U, "i32x4.relaxed_trunc_f32x4_u", Shape.VECTOR, Imm.NONE, "v:v", Feature.RELAXED_SIMD),
    I32X4_RELAXED_TRUNC_F64X2_S_ZERO(Op.I32X4_RELAXED_TRUNC_F64X2_S_ZERO, "i32x4.relaxed_trunc_f64x2_s_zero", Shape.VECTOR, Imm.NONE, "v:v", Feature.RELAXED_SIMD),
    I32X4_RELAXED_TRUNC_F64X2_U_ZERO(Op.I32X4_RELAXED_TRUNC_F64X2_U_ZERO, "i32x4.relaxed_trunc_f64x2_u_zero", Shape.VECTOR, Imm.NONE, "v:v", Feature.RELAXED_SIMD),
    F32X4_RELAXED_MADD(Op.F32X4_RELAXED_MADD, "f32x4.relaxed_madd", Shape.VECTOR, Imm.NONE, "vvv:v", Feature.RELAXED_SIMD),
    F32X4_RELAXED_NMADD(Op.F32X4_RELAXED_NMADD, "f32x4.relaxed_nmadd", Shape.VECTOR, Imm.NONE, "vvv:v", Feature.RELAXED_SIMD),
    F64X2_RELAXED_MADD(Op.F64X2_RELAXED_MADD, "f64x2.relaxed_madd", Shape.VECTOR, Imm.NONE, "vvv:v", Feature.RELAXED_SIMD),
    F64X2_RELAXED_NMADD(Op.F64X2_RELAXED_NMADD, "f64x2.relaxed_nmadd", Shape.VECTOR, Imm.NONE, "vvv:v", Feature.RELAXED_SIMD),
    I8X16_RELAXED_LANESELECT(Op.I8X16_RELAXED_LANESELECT, "i8x16.relaxed_laneselect", Shape.VECTOR, Imm.NONE, "vvv:v", Feature.RELAXED_SIMD),
    I16X8_RELAXED_LANESELECT(Op.I16X8_RELAXED_LANESELECT, "i16x8.relaxed_laneselect", Shape.VECTOR, Imm.NONE, "vvv:v", Feature.RELAXED_SIMD),
    I32X4_RELAXED_LANESELECT(Op.I32X4_RELAXED_LANESELECT, "i32x4.relaxed_laneselect", Shape.VECTOR, Imm.NONE, "vvv:v", Feature.RELAXED_SIMD),
    I64X2_RELAXED_LANESELECT(Op.I64X2_RELAXED_LANESELECT, "i64x2.relaxed_laneselect", Shape.VECTOR, Imm.NONE, "vvv:v", Feature.RELAXED_SIMD),
    F32X4_RELAXED_MIN(Op.F32X4_RELAXED_MIN, "f32x4.relaxed_min", Shape.VECTOR, Imm.NONE, "vv:v", Feature.RELAXED_SIMD),
    F32X4_RELAXED_MAX(Op.F32X4_RELAXED_MAX, "f32x4.relaxed_max", Shape.VECTOR, Imm.NONE, "vv:v", Feature.RELAXED_SIMD),
    F64X2_RELAXED_MIN(Op.F64X2_RELAXED_MIN, "f64x2.relaxed_min", Shape.VECTOR, Imm.NONE, "vv:v", Feature.RELAXED_SIMD),
    F64X2_RELAXED_MAX(Op.F64X2_RELAXED_MAX, "f64x2.relaxed_max", Shape.VECTOR, Imm.NONE, "vv:v", Feature.RELAXED_SIMD),
    I16X8_RELAXED_Q15MULR_S(Op.I16X8_RELAXED_Q15MULR_S, "i16x8.relaxed_q15mulr_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.RELAXED_SIMD),
    I16X8_RELAXED_DOT_I8X16_I7X16_S(Op.I16X8_RELAXED_DOT_I8X16_I7X16_S, "i16x8.relaxed_dot_i8x16_i7x16_s", Shape.VECTOR, Imm.NONE, "vv:v", Feature.RELAXED_SIMD),
    I32X4_RELAXED_DOT_I8X16_I7X16_ADD_S(Op.I32X4_RELAXED_DOT_I8X16_I7X16_ADD_S, "i32x4.relaxed_dot_i8x16_i7x16_add_s", Shape.VECTOR, Imm.NONE, "vvv:v", Feature.RELAXED_SIMD),

    // Atomic instructions
    MEMORY_ATOMIC_NOTIFY(Op.MEMORY_ATOMIC_NOTIFY, "memory.atomic.notify", Shape.ATOMIC, Imm.MEM_ARG, "i:i", Feature.THREADS, 2),
    MEMORY_ATOMIC_WAIT32(Op.MEMORY_ATOMIC_WAIT32, "memory.atomic.wait32", Shape.ATOMIC, Imm.MEM_ARG, "il:i", Feature.THREADS, 2),
    MEMORY_ATOMIC_WAIT64(Op.MEMORY_ATOMIC_WAIT64, "memory.atomic.wait64", Shape.ATOMIC, Imm.MEM_ARG, "ll:i", Feature.THREADS, 3),
    ATOMIC_FENCE(Op.ATOMIC_FENCE, "atomic.fence", Shape.ATOMIC, Imm.FENCE, ":", Feature.THREADS),
    I32_ATOMIC_LOAD(Op.I32_ATOMIC_LOAD, "i32.atomic.load", Shape.ATOMIC, Imm.MEM_ARG, ":i", Feature.THREADS, 2),
    I64_ATOMIC_LOAD(Op.I64_ATOMIC_LOAD, "i64.atomic.load", Shape.ATOMIC, Imm.MEM_ARG, ":l", Feature.THREADS, 3),
    I32_ATOMIC_LOAD8_U(Op.I32_ATOMIC_LOAD8_U, "i32.atomic.load8_u", Shape.ATOMIC, Imm.MEM_ARG, ":i", Feature.THREADS, 0),
    I32_ATOMIC_LOAD16_U(Op.I32_ATOMIC_LOAD16_U, "i32.atomic.load16_u", Shape.ATOMIC, Imm.MEM_ARG, ":i", Feature.THREADS, 1),
    I64_ATOMIC_LOAD8_U(Op.I64_ATOMIC_LOAD8_U, "i64.atomic.load8_u", Shape.ATOMIC, Imm.MEM_ARG, ":l", Feature.THREADS, 0),
    I64_ATOMIC_LOAD16_U(Op.I64_ATOMIC_LOAD16_U, "i64.atomic.load16_u", Shape.ATOMIC, Imm.MEM_ARG, ":l", Feature.THREADS, 1),
    I64_ATOMIC_LOAD32_U(Op.I64_ATOMIC_LOAD32_U, "i64.atomic.load32_u", Shape.ATOMIC, Imm.MEM_ARG, ":l", Feature.THREADS, 2),
    I32_ATOMIC_STORE(Op.I32_ATOMIC_STORE, "i32.atomic.store", Shape.ATOMIC, Imm.MEM_ARG, "i:", Feature.THREADS, 2),
    I64_ATOMIC_STORE(Op.I64_ATOMIC_STORE, "i64.atomic.store", Shape.ATOMIC, Imm.MEM_ARG, "l:", Feature.THREADS, 3),
    I32_ATOMIC_STORE8(Op.I32_ATOMIC_STORE8, "i32.atomic.store8", Shape.ATOMIC, Imm.MEM_ARG, "i:", Feature.THREADS, 0),
    I32_ATOMIC_STORE16(Op.I32_ATOMIC_STORE16, "i32.atomic.store16", Shape.ATOMIC, Imm.MEM_ARG, "i:", Feature.THREADS, 1),
    I64_ATOMIC_STORE8(Op.I64_ATOMIC_STORE8, "i64.atomic.store8", Shape.ATOMIC, Imm.MEM_ARG, "l:", Feature.THREADS, 0),
    I64_ATOMIC_STORE16(Op.I64_ATOMIC_STORE16, "i64.atomic.store16", Shape.ATOMIC, Imm.MEM_ARG, "l:", Feature.THREADS, 1),
    I64_ATOMIC_STORE32(Op.I64_ATOMIC_STORE32, "i64.atomic.store32", Shape.ATOMIC, Imm.MEM_ARG, "l:", Feature.THREADS, 2),
    I32_ATOMIC_RMW_ADD(Op.I32_ATOMIC_RMW_ADD, "i32.atomic.rmw.add", Shape.ATOMIC, Imm.MEM_ARG, "i:i", Feature.THREADS, 2),
    I64_ATOMIC_RMW_ADD(Op.I64_ATOMIC_RMW_ADD, "i64.atomic.rmw.add", Shape.ATOMIC, Imm.MEM_ARG, "l:l", Feature.THREADS, 3),
    I32_ATOMIC_RMW8_ADD_U(Op.I32_ATOMIC_RMW8_ADD_U, "i32.atomic.rmw8.add_u", Shape.ATOMIC, Imm.MEM_ARG, "i:i", Feature.THREADS, 0),
    I32_ATOMIC_RMW16_ADD_U(Op.I32_ATOMIC_RMW16_ADD_U, "i32.atomic.rmw16.add_u", Shape.ATOMIC, Imm.MEM_ARG, "i:i", Feature.THREADS, 1),
    I64_ATOMIC_RMW8_ADD_U(Op.I64_ATOMIC_RMW8_ADD_U, "i64.atomic.rmw8.add_u", Shape.ATOMIC, Imm.MEM_ARG, "l:l", Feature.THREADS, 0),
    I64_ATOMIC_RMW16_ADD_U(Op.I64_ATOMIC_RMW16_ADD_U, "i64.atomic.rmw16.add_u", Shape.ATOMIC, Imm.MEM_ARG, "l:l", Feature.THREADS, 1),
    I64_ATOMIC_RMW32_ADD_U(Op.I64_ATOMIC_RMW32_ADD_U, "i64.atomic.rmw32.add_u", Shape.ATOMIC, Imm.MEM_ARG, "l:l", Feature.THREADS, 2),
    I32_ATOMIC_RMW_SUB(Op.I32_ATOMIC_RMW_SUB, "i32.atomic.rmw.sub", Shape.ATOMIC, Imm.MEM_ARG, "i:i", Feature.THREADS, 2),
    I64_ATOMIC_RMW_SUB(Op.I64_ATOMIC_RMW_SUB, "i64.atomic.rmw.sub", Shape.ATOMIC, Imm.MEM_ARG, "l:l", Feature.THREADS, 3),
    I32_ATOMIC_RMW8_SUB_U(Op.I32_ATOMIC_RMW8_SUB_U, "i32.atomic.rmw8.sub_u", Shape.ATOMIC, Imm.MEM_ARG, "i:i", Feature.THREADS, 0),
    I32_ATOMIC_RMW16_SUB_U(Op.I32_ATOMIC_RMW16_SUB_U, "i32.atomic.rmw16.sub_u", Shape.ATOMIC, Imm.MEM_ARG, "i:i", Feature.THREADS, 1),
    I64_ATOMIC_RMW8_SUB_U(Op.I64_ATOMIC_RMW8_SUB_U, "i64.atomic.rmw8.sub_u", Shape.ATOMIC, Imm.MEM_ARG, "l:l", Feature.THREADS, 0),
    I64_ATOMIC_RMW16_SUB_U(Op.I64_ATOMIC_RMW16_SUB_U, "i64.atomic.rmw16.sub_u", Shape.ATOMIC, Imm.MEM_ARG, "l:l", Feature.THREADS, 1),
    I64_ATOMIC_RMW32_SUB_U(Op.I64_ATOMIC_RMW32_SUB_U, "i64.atomic.rmw32.sub_u", Shape.ATOMIC, Imm.MEM_ARG, "l:l", Feature.THREADS, 2),
    I32_ATOMIC_RMW_AND(Op.I32_ATOMIC_RMW_AND, "i32.atomic.rmw.and", Shape.ATOMIC, Imm.MEM_ARG, "i:i", Feature.THREADS, 2),
    I64_ATOMIC_RMW_AND(Op.I64_ATOMIC_RMW_AND, "i64.atomic.rmw.and", Shape.ATOMIC, Imm.MEM_ARG, "l:l", Feature.THREADS, 3),
    I32_ATOMIC_RMW8_AND_U(Op.I32_ATOMIC_RMW8_AND_U, "i32.atomic.rmw8.and_u", Shape.ATOMIC, Imm.MEM_ARG, "i:i", Feature.THREADS, 0),
    I32_ATOMIC_RMW16_AND_U(Op.I32_ATOMIC_RMW16_AND_U, "i32.atomic.rmw16.and_u", Shape.ATOMIC, Imm.MEM_ARG, "i:i", Feature.THREADS, 1),
    I64_ATOMIC_RMW8_AND_U(Op.I64_ATOMIC_RMW8_AND_U, "i64.atomic.rmw8.and_u", Shape.ATOMIC, Imm.MEM_ARG, "l:l", Feature.THREADS, 0),
    I64_ATOMIC_RMW16_AND_U(Op.I64_ATOMIC_RMW16_AND_U, "i64.atomic.rmw16.and_u", Shape.ATOMIC, Imm.MEM_ARG, "l:l", Feature.THREADS, 1),
    I64_ATOMIC_RMW32_AND_U(Op.I64_ATOMIC_RMW32_AND_U, "i64.atomic.rmw32.and_u", Shape.ATOMIC, Imm.MEM_ARG, "l:l", Feature.THREADS, 2),
    I32_ATOMIC_RMW_OR(Op.I32_ATOMIC_RMW_OR, "i32.atomic.rmw.or", Shape.ATOMIC, Imm.MEM_ARG, "i:i", Feature.THREADS, 2),
    I64_ATOMIC_RMW_OR(Op.I64_ATOMIC_RMW_OR, "i64.atomic.rmw.or", Shape.ATOMIC, Imm.MEM_ARG, "l:l", Feature.THREADS, 3),
    I32_ATOMIC_RMW8_OR_U(Op.I32_ATOMIC_RMW8_OR_U, "i32.atomic.rmw8.or_u", Shape.ATOMIC, Imm.MEM_ARG, "i:i", Feature.THREADS, 0),
    I32_ATOMIC_RMW16_OR_U(Op.I32_ATOMIC_RMW16_OR_U, "i32.atomic.rmw16.or_u", Shape.ATOMIC, Imm.MEM_ARG, "i:i", Feature.THREADS, 1),
    I64_ATOMIC_RMW8_OR_U(Op.I64_ATOMIC_RMW8_OR_U, "i64.atomic.rmw8.or_u", Shape.ATOMIC, Imm.MEM_ARG, "l:l", Feature.THREADS, 0),
    I64_ATOMIC_RMW16_OR_U(Op.I64_ATOMIC_RMW16_OR_U, "i64.atomic.rmw16.or_u", Shape.ATOMIC, Imm.MEM_ARG, "l:l", Feature.THREADS, 1),
    I64_ATOMIC_RMW32_OR_U(Op.I64_ATOMIC_RMW32_OR_U, "i64.atomic.rmw32.or_u", Shape.ATOMIC, Imm.MEM_ARG, "l:l", Feature.THREADS, 2),
    I32_ATOMIC_RMW_XOR(Op.I32_ATOMIC_RMW_XOR, "i32.atomic.rmw.xor", Shape.ATOMIC, Imm.MEM_ARG, "i:i", Feature.THREADS, 2),
    I64_ATOMIC_RMW_XOR(Op.I64_ATOMIC_RMW_XOR, "i64.atomic.rmw.xor", Shape.ATOMIC, Imm.MEM_ARG, "l:l", Feature.THREADS, 3),
    I32_ATOMIC_RMW8_XOR_U(Op.I32_ATOMIC_RMW8_XOR_U, "i32.atomic.rmw8.xor_u", Shape.ATOMIC, Imm.MEM_ARG, "i:i", Feature.THREADS, 0),
    I32_ATOMIC_RMW16_XOR_U(Op.I32_ATOMIC_RMW16_XOR_U, "i32.atomic.rmw16.xor_u", Shape.ATOMIC, Imm.MEM_ARG, "i:i", Feature.THREADS, 1),
    I64_ATOMIC_RMW8_XOR_U(Op.I64_ATOMIC_RMW8_XOR_U, "i64.atomic.rmw8.xor_u", Shape.ATOMIC, Imm.MEM_ARG, "l:l", Feature.THREADS, 0),
    I64_ATOMIC_RMW16_XOR_U(Op.I64_ATOMIC_RMW16_XOR_U, "i64.atomic.rmw16.xor_u", Shape.ATOMIC, Imm.MEM_ARG, "l:l", Feature.THREADS, 1),
    I64_ATOMIC_RMW32_XOR_U(Op.I64_ATOMIC_RMW32_XOR_U, "i64.atomic.rmw32.xor_u", Shape.ATOMIC, Imm.MEM_ARG, "l:l", Feature.THREADS, 2),
    I32_ATOMIC_RMW_XCHG(Op.I32_ATOMIC_RMW_XCHG, "i32.atomic.rmw.xchg", Shape.ATOMIC, Imm.MEM_ARG, "i:i", Feature.THREADS, 2),
    I64_ATOMIC_RMW_XCHG(Op.I64_ATOMIC_RMW_XCHG, "i64.atomic.rmw.xchg", Shape.ATOMIC, Imm.MEM_ARG, "l:l", Feature.THREADS, 3),
    I32_ATOMIC_RMW8_XCHG_U(Op.I32_ATOMIC_RMW8_XCHG_U, "i32.atomic.rmw8.xchg_u", Shape.ATOMIC, Imm.MEM_ARG, "i:i", Feature.THREADS, 0),
    I32_ATOMIC_RMW16_XCHG_U(Op.I32_ATOMIC_RMW16_XCHG_U, "i32.atomic.rmw16.xchg_u", Shape.ATOMIC, Imm.MEM_ARG, "i:i", Feature.THREADS, 1),
    I64_ATOMIC_RMW8_XCHG_U(Op.I64_ATOMIC_RMW8_XCHG_U, "i64.atomic.rmw8.xchg_u", Shape.ATOMIC, Imm.MEM_ARG, "l:l", Feature.THREADS, 0),
    I64_ATOMIC_RMW16_XCHG_U(Op.I64_ATOMIC_RMW16_XCHG_U, "i64.atomic.rmw16.xchg_u", Shape.ATOMIC, Imm.MEM_ARG, "l:l", Feature.THREADS, 1),
    I64_ATOMIC_RMW32_XCHG_U(Op.I64_ATOMIC_RMW32_XCHG_U, "i64.atomic.rmw32.xchg_u", Shape.ATOMIC, Imm.MEM_ARG, "l:l", Feature.THREADS, 2),
    I32_ATOMIC_RMW_CMPXCHG(Op.I32_ATOMIC_RMW_CMPXCHG, "i32.atomic.rmw.cmpxchg", Shape.ATOMIC, Imm.MEM_ARG, "ii:i", Feature.THREADS, 2),
    I64_ATOMIC_RMW_CMPXCHG(Op.I64_ATOMIC_RMW_CMPXCHG, "i64.atomic.rmw.cmpxchg", Shape.ATOMIC, Imm.MEM_ARG, "ll:l", Feature.THREADS, 3),
    I32_ATOMIC_RMW8_CMPXCHG_U(Op.I32_ATOMIC_RMW8_CMPXCHG_U, "i32.atomic.rmw8.cmpxchg_u", Shape.ATOMIC, Imm.MEM_ARG, "ii:i", Feature.THREADS, 0),
    I32_ATOMIC_RMW16_CMPXCHG_U(Op.I32_ATOMIC_RMW16_CMPXCHG_U, "i32.atomic.rmw16.cmpxchg_u", Shape.ATOMIC, Imm.MEM_ARG, "ii:i", Feature.THREADS, 1),
    I64_ATOMIC_RMW8_CMPXCHG_U(Op.I64_ATOMIC_RMW8_CMPXCHG_U, "i64.atomic.rmw8.cmpxchg_u", Shape.ATOMIC, Imm.MEM_ARG, "ll:l", Feature.THREADS, 0),
    I64_ATOMIC_RMW16_CMPXCHG_U(Op.I64_ATOMIC_RMW16_CMPXCHG_U, "i64.atomic.rmw16.cmpxchg_u", Shape.ATOMIC, Imm.MEM_ARG, "ll:l", Feature.THREADS, 1),
    I64_ATOMIC_RMW32_CMPXCHG_U(Op.I64_ATOMIC_RMW32_CMPXCHG_U, "i64.atomic.rmw32.cmpxchg_u", Shape.ATOMIC, Imm.MEM_ARG, "ll:l", Feature.THREADS, 2);

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

    Opcode(
            int code,
            String mnemonic,
            Shape shape,
            Imm immediates,
            String signature,
            Feature feature,
            int accessLog2) {
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
