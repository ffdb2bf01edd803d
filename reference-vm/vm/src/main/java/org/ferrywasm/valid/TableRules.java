package org.ferrywasm.valid;

import org.ferrywasm.binary.InstrReader;
import org.ferrywasm.syntax.Opcode;

/** The rules of table instructions (specification, "Table Instructions"). */
final class TableRules {
    private final Context context;
    private final Place place;
    private final OperandStack operands;

    TableRules(Context context, Place place, OperandStack operands) {
        this.context = context;
        this.place = place;
        this.operands = operands;
    }

    void validate(Opcode op, InstrReader in) {
        switch (op) {
            case TABLE_GET -> {
                int table = table(in.index());
                operands.pop(address(table));
                operands.push(element(table));
            }
            case TABLE_SET -> {
                int table = table(in.index());
                operands.pop(element(table));
                operands.pop(address(table));
            }
            case TABLE_SIZE -> operands.push(address(table(in.index())));
            case TABLE_GROW -> {
                int table = table(in.index());
                operands.pop(address(table));
                operands.pop(element(table));
                operands.push(address(table));
            }
            case TABLE_FILL -> {
                int table = table(in.index());
                operands.pop(address(table));
                operands.pop(element(table));
                operands.pop(address(table));
            }
            case TABLE_COPY -> copy(table(in.index()), table(in.secondIndex()));
            case TABLE_INIT -> init(in.index(), table(in.secondIndex()));
            case ELEM_DROP -> segment(in.index());
            default -> throw new AssertionError(op + " accesses no table");
        }
    }

    private void copy(int target, int source) {
        requireMatch(element(source), element(target));
        int length = context.tables[target]
                .addressType()
                .min(context.tables[source].addressType())
                .valType()
                .ordinal();
        operands.pop(length);
        operands.pop(address(source));
        operands.pop(address(target));
    }

    private void init(int elem, int target) {
        requireMatch(segment(elem), element(target));
        operands.pop(TypeCode.I32);
        operands.pop(TypeCode.I32);
        operands.pop(address(target));
    }

    private void requireMatch(int source, int target) {
        if (!context.matches(source, target)) {
            throw place.invalid("type mismatch: table requires " + context.text(target) + " but source has "
                    + context.text(source));
        }
    }

    private int table(int index) {
        if (Integer.compareUnsigned(index, context.tables.length) >= 0) {
            throw place.unknown("table", index);
        }
        return index;
    }

    private int segment(int index) {
        if (Integer.compareUnsigned(index, context.elems.length) >= 0) {
            throw place.unknown("elem segment", index);
        }
        return context.elems[index];
    }

    private int element(int table) {
        return context.tableElements[table];
    }

    private int address(int table) {
        return Context.addressCode(context.tables[table].addressType());
    }
}
