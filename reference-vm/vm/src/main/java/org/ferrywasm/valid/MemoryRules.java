package org.ferrywasm.valid;

import org.ferrywasm.binary.InstrReader;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Imm;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.Shape;

/** The rules of memory instructions, plain, vector and atomic (specification, "Memory Instructions"; threads proposal). */
final class MemoryRules {
    private final Context context;
    private final Place place;
    private final OperandStack operands;

    MemoryRules(Context context, Place place, OperandStack operands) {
        this.context = context;
        this.place = place;
        this.operands = operands;
    }

    /** The rule of loads, stores and atomic accesses. */
    void access(Opcode op, InstrReader in) {
        if (op.immediates() == Imm.FENCE) {
            return;
        }
        AddressType address = memory(in.index());
        requireAlignment(op, in.alignLog2());
        if (address == AddressType.I32 && in.memOffset() >>> Integer.SIZE != 0) {
            throw place.invalid("offset out of range: " + Long.toUnsignedString(in.memOffset()));
        }
        if (op.immediates() == Imm.MEM_ARG_LANE && in.lane() >= Rows.lanes(op)) {
            throw place.invalid("invalid lane index: " + in.lane());
        }
        operands.popAll(Rows.operands(op));
        operands.pop(Context.addressCode(address));
        operands.pushAll(Rows.results(op));
    }

    private void requireAlignment(Opcode op, int alignLog2) {
        int natural = op.naturalAlignmentLog2();
        if (alignLog2 > natural) {
            throw place.invalid("alignment must not be larger than natural: 2**" + alignLog2 + " for " + op);
        }
        if (op.shape() == Shape.ATOMIC && alignLog2 != natural) {
            throw place.invalid("atomic alignment must be natural: 2**" + alignLog2 + " for " + op);
        }
    }

    /** The rule of all other memory instructions. */
    void validate(Opcode op, InstrReader in) {
        switch (op) {
            case MEMORY_SIZE -> operands.push(code(memory(in.index())));
            case MEMORY_GROW -> {
                int address = code(memory(in.index()));
                operands.pop(address);
                operands.push(address);
            }
            case MEMORY_FILL -> {
                int address = code(memory(in.index()));
                operands.pop(address);
                operands.pop(TypeCode.I32);
                operands.pop(address);
            }
            case MEMORY_COPY -> {
                AddressType target = memory(in.index());
                AddressType source = memory(in.secondIndex());
                operands.pop(code(target.min(source)));
                operands.pop(code(source));
                operands.pop(code(target));
            }
            case MEMORY_INIT -> {
                int address = code(memory(in.secondIndex()));
                requireData(context, place, in.index());
                operands.pop(TypeCode.I32);
                operands.pop(TypeCode.I32);
                operands.pop(address);
            }
            case DATA_DROP -> requireData(context, place, in.index());
            default -> throw new AssertionError(op + " accesses no memory");
        }
    }

    private AddressType memory(int index) {
        if (Integer.compareUnsigned(index, context.mems.length) >= 0) {
            throw place.unknown("memory", index);
        }
        return context.mems[index].addressType();
    }

    private static int code(AddressType type) {
        return Context.addressCode(type);
    }

    /** Asks that a data segment is there, and that the data count section has announced it. */
    static void requireData(Context context, Place place, int index) {
        if (!context.hasDataCount) {
            throw place.malformed("data count section required");
        }
        if (Integer.compareUnsigned(index, context.dataCount) >= 0) {
            throw place.unknown("data segment", index);
        }
    }
}
