package org.ferrywasm.valid;

import java.util.List;
import org.ferrywasm.binary.InstrReader;
import org.ferrywasm.syntax.ArrayType;
import org.ferrywasm.syntax.FieldType;
import org.ferrywasm.syntax.ModuleLimits.Limit;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.PackedType;
import org.ferrywasm.syntax.StructType;

/** The rules of structures and arrays (specification, "Aggregate Instructions"). */
final class AggregateRules {
    private final Context context;
    private final Place place;
    private final OperandStack operands;

    AggregateRules(Context context, Place place, OperandStack operands) {
        this.context = context;
        this.place = place;
        this.operands = operands;
    }

    void validate(Opcode op, InstrReader in) {
        int type = in.index();
        switch (op) {
            case STRUCT_NEW -> structNew(type);
            case STRUCT_NEW_DEFAULT -> {
                fields(type).forEach(this::requireDefaultable);
                operands.push(context.ref(false, type));
            }
            case STRUCT_GET, STRUCT_GET_S, STRUCT_GET_U -> {
                FieldType field = field(type, in.secondIndex());
                requirePacked(field, op != Opcode.STRUCT_GET, op);
                operands.pop(context.ref(true, type));
                operands.push(unpacked(field));
            }
            case STRUCT_SET -> {
                FieldType field = field(type, in.secondIndex());
                if (!field.mutable()) {
                    throw place.invalid("immutable field " + in.secondIndex() + " of type " + type);
                }
                operands.pop(unpacked(field));
                operands.pop(context.ref(true, type));
            }
            case ARRAY_LEN -> {
                operands.pop(TypeCode.ARRAYREF);
                operands.push(TypeCode.I32);
            }
            case ARRAY_NEW, ARRAY_NEW_DEFAULT, ARRAY_NEW_FIXED, ARRAY_NEW_DATA, ARRAY_NEW_ELEM ->
                arrayNew(op, type, in.secondIndex());
            case ARRAY_GET, ARRAY_GET_S, ARRAY_GET_U, ARRAY_SET -> arrayAccess(op, type);
            case ARRAY_FILL, ARRAY_COPY, ARRAY_INIT_DATA, ARRAY_INIT_ELEM -> arrayBulk(op, type, in.secondIndex());
            default -> throw new AssertionError(op + " is not an aggregate instruction");
        }
    }

    private void structNew(int type) {
        List<FieldType> fields = fields(type);
        for (int i = fields.size() - 1; i >= 0; i--) {
            operands.pop(unpacked(fields.get(i)));
        }
        operands.push(context.ref(false, type));
    }

    private void arrayNew(Opcode op, int type, int second) {
        FieldType element = element(type);
        switch (op) {
            case ARRAY_NEW -> {
                operands.pop(TypeCode.I32);
                operands.pop(unpacked(element));
            }
            case ARRAY_NEW_DEFAULT -> {
                requireDefaultable(element);
                operands.pop(TypeCode.I32);
            }
            case ARRAY_NEW_FIXED -> {
                place.requireWithin(Limit.ARRAY_NEW_FIXED, second);
                int elementType = unpacked(element);
                for (int i = 0; i < second; i++) {
                    operands.pop(elementType);
                }
            }
            case ARRAY_NEW_DATA -> {
                requireNumeric(element);
                MemoryRules.requireData(context, place, second);
                operands.pop(TypeCode.I32);
                operands.pop(TypeCode.I32);
            }
            case ARRAY_NEW_ELEM -> {
                requireSegment(second, element);
                operands.pop(TypeCode.I32);
                operands.pop(TypeCode.I32);
            }
            default -> throw new AssertionError(op + " makes no array");
        }
        operands.push(context.ref(false, type));
    }

    private void arrayAccess(Opcode op, int type) {
        FieldType element = element(type);
        if (op == Opcode.ARRAY_SET) {
            requireMutable(element, type);
            operands.pop(unpacked(element));
        } else {
            requirePacked(element, op != Opcode.ARRAY_GET, op);
        }
        operands.pop(TypeCode.I32);
        operands.pop(context.ref(true, type));
        if (op != Opcode.ARRAY_SET) {
            operands.push(unpacked(element));
        }
    }

    private void arrayBulk(Opcode op, int type, int second) {
        FieldType element = element(type);
        requireMutable(element, type);
        switch (op) {
            case ARRAY_FILL -> {
                operands.pop(TypeCode.I32);
                operands.pop(unpacked(element));
            }
            case ARRAY_COPY -> {
                int from = context.code(element(second).storage());
                int to = context.code(element.storage());
                if (!context.matches(from, to)) {
                    throw place.invalid(
                            "array types do not match: " + context.text(from) + " is copied to " + context.text(to));
                }
                operands.pop(TypeCode.I32);
                operands.pop(TypeCode.I32);
                operands.pop(context.ref(true, second));
            }
            case ARRAY_INIT_DATA -> {
                requireNumeric(element);
                MemoryRules.requireData(context, place, second);
                operands.pop(TypeCode.I32);
                operands.pop(TypeCode.I32);
            }
            case ARRAY_INIT_ELEM -> {
                requireSegment(second, element);
                operands.pop(TypeCode.I32);
                operands.pop(TypeCode.I32);
            }
            default -> throw new AssertionError(op + " is not a bulk instruction");
        }
        operands.pop(TypeCode.I32);
        operands.pop(context.ref(true, type));
    }

    private List<FieldType> fields(int type) {
        if (!context.hasType(type)) {
            throw place.unknown("type", type);
        }
        if (!(context.definition(type) instanceof StructType struct)) {
            throw place.invalid("non-structure type " + type);
        }
        return struct.fields();
    }

    private FieldType field(int type, int index) {
        List<FieldType> fields = fields(type);
        if (Integer.compareUnsigned(index, fields.size()) >= 0) {
            throw place.unknown("field", index);
        }
        return fields.get(index);
    }

    private FieldType element(int type) {
        if (!context.hasType(type)) {
            throw place.unknown("type", type);
        }
        if (!(context.definition(type) instanceof ArrayType array)) {
            throw place.invalid("non-array type " + type);
        }
        return array.element();
    }

    private int unpacked(FieldType field) {
        return context.code(field.storage().unpacked());
    }

    private void requireDefaultable(FieldType field) {
        if (!TypeCode.isDefaultable(unpacked(field))) {
            throw place.invalid("type mismatch: " + field + " has no default value");
        }
    }

    private void requirePacked(FieldType field, boolean packed, Opcode op) {
        if (field.storage() instanceof PackedType != packed) {
            throw place.invalid("type mismatch: " + op + " on a field of type " + field.storage());
        }
    }

    private void requireMutable(FieldType element, int type) {
        if (!element.mutable()) {
            throw place.invalid("immutable array of type " + type);
        }
    }

    private void requireNumeric(FieldType element) {
        if (TypeCode.isRef(context.code(element.storage()))) {
            throw place.invalid("array type is not numeric or vector: it has " + element.storage());
        }
    }

    private void requireSegment(int elem, FieldType element) {
        if (Integer.compareUnsigned(elem, context.elems.length) >= 0) {
            throw place.unknown("elem segment", elem);
        }
        int from = context.elems[elem];
        int to = context.code(element.storage());
        if (!context.matches(from, to)) {
            throw place.invalid(
                    "type mismatch: array requires " + context.text(to) + " but segment has " + context.text(from));
        }
    }
}
