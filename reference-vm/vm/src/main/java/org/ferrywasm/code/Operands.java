package org.ferrywasm.code;

import java.util.Arrays;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.syntax.VecType;
import org.jspecify.annotations.Nullable;

/**
 * The operand stack while a function is lowered: for each value its own slot, and where it really is just now. A value read
 * from a local or written as a constant is not moved to its own slot until something needs it there. Values that stand for
 * a local are chained by local, so that setting it finds them without a search.
 */
final class Operands {
    /** What a value is, as far as slots go. */
    static final byte NUM = 0;

    static final byte REF = 1;
    static final byte VEC = 2;

    /** Where a value is: in its own slot. */
    static final byte OWN = 0;
    /** Where a value is: in the local's slot that {@link #reg} names. */
    static final byte LOCAL = 1;
    /** Where a value is: nowhere, it is the constant that {@link #constant} names. */
    static final byte CONST = 2;

    private final CodeBuilder code;
    private final ConstantSlots constantSlots;
    private byte[] kinds = new byte[16];
    private byte[] origins = new byte[16];
    private int[] slots = new int[16];
    private int[] regs = new int[16];
    private int[] chained = new int[16];
    private long[] constants = new long[16];
    private @Nullable RefSlots[] refs = new @Nullable RefSlots[16];
    private final int[] firstByLocal;
    private int size;
    private int top;
    private int maxTop;

    /** Everything below this index is in its own slot. */
    private int settled;

    Operands(CodeBuilder code, int localSlots, ConstantSlots constantSlots) {
        this.code = code;
        this.constantSlots = constantSlots;
        int firstSlot = localSlots + constantSlots.values().length;
        this.firstByLocal = new int[localSlots];
        Arrays.fill(firstByLocal, -1);
        this.top = firstSlot;
        this.maxTop = firstSlot;
    }

    static byte kind(ValType type) {
        return type instanceof RefType ? REF : type == VecType.V128 ? VEC : NUM;
    }

    /** How many values there are. */
    int size() {
        return size;
    }

    /** The slot that the next value will have. */
    int top() {
        return top;
    }

    /** The highest end that the slots have had. */
    int maxTop() {
        return maxTop;
    }

    /** Makes sure that frames have this many slots. */
    void reserve(int end) {
        maxTop = Math.max(maxTop, end);
    }

    /** Pushes a value that is, or is about to be, in its own slot; gives the slot. */
    int push(byte kind) {
        return push(kind, OWN, top, 0);
    }

    /** Pushes the value of a local. */
    void pushLocal(byte kind, int local) {
        int index = size;
        push(kind, LOCAL, local, 0);
        chained[index] = firstByLocal[local];
        firstByLocal[local] = index;
    }

    /** Pushes a constant. */
    void pushConst(byte kind, long value) {
        push(kind, CONST, top, value);
    }

    private int push(byte kind, byte origin, int reg, long value) {
        if (size == kinds.length) {
            grow();
        }
        int slot = top;
        kinds[size] = kind;
        origins[size] = origin;
        slots[size] = slot;
        regs[size] = reg;
        constants[size] = value;
        RefSlots below = refsAt(size);
        refs[size] = kind == REF ? new RefSlots(slot, below) : below;
        size++;
        top += kind == VEC ? 2 : 1;
        maxTop = Math.max(maxTop, top);
        return slot;
    }

    private void grow() {
        int length = size * 2;
        kinds = Arrays.copyOf(kinds, length);
        origins = Arrays.copyOf(origins, length);
        slots = Arrays.copyOf(slots, length);
        regs = Arrays.copyOf(regs, length);
        chained = Arrays.copyOf(chained, length);
        constants = Arrays.copyOf(constants, length);
        refs = Arrays.copyOf(refs, length);
    }

    private @Nullable RefSlots refsAt(int count) {
        return count == 0 ? null : refs[count - 1];
    }

    /** The slots above the locals that hold references now, for a safepoint at which every value is in its own slot. */
    @Nullable
    RefSlots refs() {
        return refsAt(size);
    }

    /** Takes values off. */
    void pop(int count) {
        for (int i = 0; i < count; i++) {
            size--;
            unchain(size);
            top = slots[size];
        }
        settled = Math.min(settled, size);
    }

    private void unchain(int index) {
        if (origins[index] == LOCAL) {
            firstByLocal[regs[index]] = chained[index];
            origins[index] = OWN;
        }
    }

    /** Goes back to an earlier height, all of whose values were in their own slots then and are so still. */
    void cut(int newSize, int newTop) {
        while (size > newSize) {
            pop(1);
        }
        top = newTop;
    }

    byte kind(int index) {
        return kinds[index];
    }

    byte origin(int index) {
        return origins[index];
    }

    int slot(int index) {
        return slots[index];
    }

    long constant(int index) {
        return constants[index];
    }

    boolean isConst(int index) {
        return origins[index] == CONST;
    }

    /** A slot that the value can be read from; a constant is put into its own slot for that. */
    int reg(int index) {
        if (origins[index] == CONST) {
            int slot = constantSlots.slot(constants[index]);
            if (slot >= 0) {
                return slot;
            }
            settle(index);
        }
        return origins[index] == OWN ? slots[index] : regs[index];
    }

    /** Brings a value to its own slot. */
    void settle(int index) {
        moveTo(index, slots[index]);
        if (origins[index] == LOCAL) {
            settleLocalsTo(index);
        }
        origins[index] = OWN;
    }

    /** Takes a value out of its local's chain, with those that were pushed after it: they are settled too. */
    private void settleLocalsTo(int index) {
        int local = regs[index];
        for (int i = firstByLocal[local]; i != index; i = chained[i]) {
            moveTo(i, slots[i]);
            origins[i] = OWN;
        }
        firstByLocal[local] = chained[index];
    }

    /** Writes the move of a value to some slot, unless it is there. */
    void moveTo(int index, int target) {
        switch (origins[index]) {
            case CONST -> code.emit(Lop.CONST, target, (int) constants[index], (int) (constants[index] >>> 32));
            case LOCAL -> move(kinds[index], target, regs[index]);
            default -> move(kinds[index], target, slots[index]);
        }
    }

    private void move(byte kind, int target, int source) {
        if (target != source) {
            code.emit(kind == VEC ? Lop.MOVE2 : Lop.MOVE, target, source, 0);
        }
    }

    /** Brings every value but the topmost ones to its own slot. */
    void settleBelow(int topmost) {
        for (; settled < size - topmost; settled++) {
            if (origins[settled] != OWN) {
                settle(settled);
            }
        }
    }

    /** Brings every value to its own slot. */
    void settleAll() {
        settleBelow(0);
    }

    /** Brings the values that stand for a local to their own slots, because the local is about to change. */
    void settleLocal(int local) {
        for (int i = firstByLocal[local]; i >= 0; i = chained[i]) {
            moveTo(i, slots[i]);
            origins[i] = OWN;
        }
        firstByLocal[local] = -1;
    }

    /** Whether some value stands for this local. */
    boolean isPending(int local) {
        return firstByLocal[local] >= 0;
    }
}
