package org.ferrywasm.runtime;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The references that handles of the embedding API hold. A handle owns a slot; the generation tells a slot's present owner
 * from earlier ones. To give a slot back needs no memory.
 */
public final class Roots {
    private long[] refs = new long[16];
    private int[] generations = new int[16];
    private final FreeList free = new FreeList();
    private int end;

    /** Takes a slot for a reference. */
    public int add(long ref) {
        int index;
        if (free.size() > 0) {
            index = free.take();
        } else {
            if (end == refs.length) {
                free.reserve(end * 2);
                refs = Arrays.copyOf(refs, end * 2);
                generations = Arrays.copyOf(generations, end * 2);
            }
            index = end++;
        }
        refs[index] = ref;
        return index;
    }

    /** The generation of a slot. */
    public int generation(int index) {
        return generations[index];
    }

    /** The reference in a slot. */
    public long get(int index) {
        return refs[index];
    }

    /** Gives a slot back, unless it was given back before. */
    public void remove(int index, int generation) {
        if (generations[index] != generation) {
            return;
        }
        generations[index]++;
        refs[index] = Ref.NULL;
        free.add(index);
    }

    /** How many slots are taken. */
    public int size() {
        return end - free.size();
    }

    /** The end of the slots; those that are free hold null. */
    public int end() {
        return end;
    }

    /** Reports what is wrong with the slots. */
    public void check(Consumer<String> report) {
        free.check("root", index -> refs[index] == Ref.NULL, report);
    }
}
