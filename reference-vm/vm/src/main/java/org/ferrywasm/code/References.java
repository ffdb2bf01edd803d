package org.ferrywasm.code;

import java.util.List;
import org.ferrywasm.binary.InstrReader;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.ArrayType;
import org.ferrywasm.syntax.FieldType;
import org.ferrywasm.syntax.HeapType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.Op;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.PackedType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.StorageType;
import org.ferrywasm.syntax.StructType;
import org.ferrywasm.syntax.TypeIndex;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.valid.ValidModule;

/** Lowering of the instructions on references, structures and arrays. */
final class References {
    private static final int BYTE_MASK = 0xFF;
    private static final int SHORT_MASK = 0xFFFF;

    private final ValidModule module;
    private final InstrReader in;
    private final CodeBuilder code;
    private final Operands operands;
    private final LoweringOptions options;
    private final OutsideLoop outside;

    References(
            ValidModule module,
            InstrReader in,
            CodeBuilder code,
            Operands operands,
            LoweringOptions options,
            OutsideLoop outside) {
        this.module = module;
        this.in = in;
        this.code = code;
        this.operands = operands;
        this.options = options;
        this.outside = outside;
    }

    private int topIndex() {
        return operands.size() - 1;
    }

    /** Lowers an instruction on references. */
    void reference(Opcode op) {
        switch (op) {
            case REF_NULL -> pushNull();
            case REF_IS_NULL -> {
                int source = operands.reg(topIndex());
                operands.pop(1);
                code.emit(Lop.I64_EQ_IMM, operands.push(Operands.NUM), source, 0);
            }
            case REF_EQ -> {
                int y = operands.reg(topIndex());
                int x = operands.reg(topIndex() - 1);
                operands.pop(2);
                code.emit(Lop.I64_EQ, operands.push(Operands.NUM), x, y);
            }
            case ANY_CONVERT_EXTERN, EXTERN_CONVERT_ANY -> {}
            case REF_I31, I31_GET_S, I31_GET_U -> {
                int source = operands.reg(topIndex());
                operands.pop(1);
                int target = operands.push(op == Opcode.REF_I31 ? Operands.REF : Operands.NUM);
                code.emit(Lop.numbered(Lop.UNARY, op.code()), target, source, 0);
            }
            case REF_FUNC -> outside.write(op, 0, in.index(), 0, 0, 0, List.of(RefType.FUNCREF));
            case REF_AS_NON_NULL -> outside.write(op, 1, 0, 0, 0, 0, List.of(RefType.ANYREF));
            case REF_TEST, REF_TEST_NULL ->
                outside.write(op, 1, target(in.heapType()), 0, 0, 0, Opcode.I32_EQZ.results());
            default -> outside.write(op, 1, target(in.heapType()), 0, 0, 0, List.of(RefType.ANYREF));
        }
    }

    private void pushNull() {
        if (options.fused()) {
            operands.pushConst(Operands.REF, 0);
        } else {
            code.emitFixed(Lop.CONST, operands.push(Operands.REF), 0, 0);
        }
    }

    /** A cast's target as an operand: a type index, or an abstract type's ordinal from -1 downwards. */
    static int target(HeapType type) {
        return type instanceof TypeIndex(int index) ? index : -1 - ((AbsHeapType) type).ordinal();
    }

    /** Lowers an instruction on structures and arrays. */
    void aggregate(Opcode op) {
        int typeIndex = in.index();
        switch (op) {
            case STRUCT_NEW -> structNew(op, typeIndex);
            case STRUCT_GET, STRUCT_GET_S, STRUCT_GET_U -> structGet(op, struct(typeIndex), in.secondIndex());
            case STRUCT_SET -> structSet(struct(typeIndex), in.secondIndex());
            case ARRAY_LEN -> {
                int source = operands.reg(topIndex());
                operands.pop(1);
                code.emit(Lop.ARRAY_LEN, operands.push(Operands.NUM), source, 0);
            }
            case ARRAY_GET, ARRAY_GET_S, ARRAY_GET_U -> arrayGet(op, typeIndex);
            case ARRAY_SET -> arraySet(op, typeIndex);
            case STRUCT_NEW_DEFAULT -> outside.write(op, 0, typeIndex, 0, 0, 0, List.of(RefType.ANYREF));
            case ARRAY_NEW -> outside.write(op, 2, typeIndex, 0, 0, 0, List.of(RefType.ANYREF));
            case ARRAY_NEW_DEFAULT -> outside.write(op, 1, typeIndex, 0, 0, 0, List.of(RefType.ANYREF));
            case ARRAY_NEW_FIXED ->
                outside.write(op, in.secondIndex(), typeIndex, in.secondIndex(), 0, 0, List.of(RefType.ANYREF));
            case ARRAY_NEW_DATA, ARRAY_NEW_ELEM ->
                outside.write(op, 2, typeIndex, in.secondIndex(), 0, 0, List.of(RefType.ANYREF));
            case ARRAY_FILL -> outside.write(op, 4, typeIndex, 0, 0, 0, List.of());
            case ARRAY_COPY, ARRAY_INIT_DATA, ARRAY_INIT_ELEM ->
                outside.write(op, op == Opcode.ARRAY_COPY ? 5 : 4, typeIndex, in.secondIndex(), 0, 0, List.of());
            default -> throw new AssertionError(op);
        }
    }

    private StructType struct(int typeIndex) {
        return (StructType) module.types().get(typeIndex).expand();
    }

    private static int fieldSlot(StructType struct, int field) {
        int slot = 0;
        for (FieldType earlier : struct.fields().subList(0, field)) {
            slot += earlier.storage().unpacked().slots();
        }
        return slot;
    }

    private void structNew(Opcode op, int typeIndex) {
        StructType struct = struct(typeIndex);
        outside.write(op, struct.fields().size(), typeIndex, 0, 0, 0, List.of(RefType.ANYREF));
    }

    private void structGet(Opcode op, StructType struct, int field) {
        int slot = fieldSlot(struct, field);
        StorageType storage = struct.fields().get(field).storage();
        int source = operands.reg(topIndex());
        operands.pop(1);
        int target = operands.push(Operands.kind(storage.unpacked()));
        if (storage.unpacked().slots() == 2) {
            code.emitFixed(Lop.STRUCT_GET, target + 1, source, slot + 1);
            code.emitFixed(Lop.STRUCT_GET, target, source, slot);
            return;
        }
        code.emit(Lop.STRUCT_GET, target, source, slot);
        unpack(op == Opcode.STRUCT_GET_S, storage, target);
    }

    private void unpack(boolean signed, StorageType storage, int slot) {
        if (storage instanceof PackedType packed) {
            boolean isByte = packed == PackedType.I8;
            if (signed) {
                int extend = isByte ? Op.I32_EXTEND8_S : Op.I32_EXTEND16_S;
                code.emit(Lop.numbered(Lop.UNARY, extend), slot, slot, 0);
            } else {
                code.emit(Lop.I32_AND_IMM, slot, slot, isByte ? BYTE_MASK : SHORT_MASK);
            }
        }
    }

    private void structSet(StructType struct, int field) {
        int slot = fieldSlot(struct, field);
        if (struct.fields().get(field).storage().unpacked().mayBeHost()) {
            outside.write(Opcode.STRUCT_SET, 2, slot, 0, 0, 0, List.of());
            return;
        }
        int value = operands.reg(topIndex());
        int target = operands.reg(topIndex() - 1);
        operands.pop(2);
        code.emitFixed(Lop.STRUCT_SET, target, value, slot);
        if (struct.fields().get(field).storage().unpacked().slots() == 2) {
            code.emitFixed(Lop.STRUCT_SET, target, value + 1, slot + 1);
        }
    }

    private StorageType element(int typeIndex) {
        return ((ArrayType) module.types().get(typeIndex).expand()).element().storage();
    }

    private static int widthLog2(StorageType storage) {
        if (storage instanceof PackedType packed) {
            return packed == PackedType.I8 ? 0 : 1;
        }
        return storage == NumType.I32 || storage == NumType.F32 ? 2 : 3;
    }

    private void arrayGet(Opcode op, int typeIndex) {
        StorageType storage = element(typeIndex);
        if (storage.unpacked().slots() == 2) {
            outside.write(op, 2, typeIndex, 0, 0, 0, List.of((ValType) storage));
            return;
        }
        int index = operands.reg(topIndex());
        int array = operands.reg(topIndex() - 1);
        operands.pop(2);
        int target = operands.push(Operands.kind(storage.unpacked()));
        code.emit(Lop.ARRAY_GET, target, array, index);
        code.extend(widthLog2(storage), 0, 0, 0);
        unpack(op == Opcode.ARRAY_GET_S, storage, target);
    }

    private void arraySet(Opcode op, int typeIndex) {
        StorageType storage = element(typeIndex);
        if (storage.unpacked().slots() == 2 || storage.unpacked().mayBeHost()) {
            outside.write(op, 3, typeIndex, 0, 0, 0, List.of());
            return;
        }
        int value = operands.reg(topIndex());
        int index = operands.reg(topIndex() - 1);
        int array = operands.reg(topIndex() - 2);
        operands.pop(3);
        code.emitFixed(Lop.ARRAY_SET, array, index, value);
        code.extend(widthLog2(storage), 0, 0, 0);
    }
}
