package org.ferrywasm.code;

import java.util.Arrays;
import java.util.List;
import org.ferrywasm.syntax.Func;
import org.ferrywasm.syntax.ValType;

/** Where the locals of a function are in its frame, parameters first. */
final class Locals {
    private final int[] slots;
    private final byte[] kinds;
    private final int paramSlots;
    private final int end;
    private final int[] refSlots;

    Locals(List<ValType> params, List<Func.Locals> declared) {
        int count =
                params.size() + declared.stream().mapToInt(Func.Locals::count).sum();
        slots = new int[count];
        kinds = new byte[count];
        int index = 0;
        int slot = 0;
        for (ValType type : params) {
            slot = add(index++, slot, type);
        }
        paramSlots = slot;
        for (Func.Locals run : declared) {
            for (int i = 0; i < run.count(); i++) {
                slot = add(index++, slot, run.type());
            }
        }
        end = slot;
        int[] refs = new int[count];
        int refCount = 0;
        for (int i = 0; i < count; i++) {
            if (kinds[i] == Operands.REF) {
                refs[refCount++] = slots[i];
            }
        }
        refSlots = Arrays.copyOf(refs, refCount);
    }

    private int add(int index, int slot, ValType type) {
        slots[index] = slot;
        kinds[index] = Operands.kind(type);
        return slot + type.slots();
    }

    int slot(int index) {
        return slots[index];
    }

    byte kind(int index) {
        return kinds[index];
    }

    int paramSlots() {
        return paramSlots;
    }

    int slots() {
        return end;
    }

    int[] refSlots() {
        return refSlots;
    }
}
