package org.ferrywasm.valid;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.ferrywasm.syntax.Func;
import org.ferrywasm.syntax.ModuleLimits.Limit;

/**
 * The locals of a function: their types, and which of those without a default value have been set (specification, "Local
 * Types"). Long runs of equal locals are never written out, so that a function costs no more than its bytes.
 */
final class LocalVariables {
    private static final int MAX_FLAT = 1024;

    private final Place place;
    private final int maxCount;
    private int[] flat = new int[MAX_FLAT];
    private int[] runEnds = new int[16];
    private int[] runTypes = new int[16];
    private int runs;
    private int paramCount;
    private int flatCount;
    private int count;
    private final BitSet isSet = new BitSet();
    private int[] setOrder = new int[16];
    private int setCount;

    LocalVariables(Context context, Place place) {
        this.maxCount = context.max(Limit.LOCALS);
        this.place = place;
    }

    /** Begins a function with these parameters and declared locals. */
    void start(int[] params, List<Func.Locals> declared) {
        reset(0);
        paramCount = params.length;
        if (params.length > flat.length) {
            flat = new int[params.length];
        }
        System.arraycopy(params, 0, flat, 0, params.length);
        count = params.length;
        flatCount = count;
        runs = 0;
        for (Func.Locals run : declared) {
            add(run);
        }
    }

    private void add(Func.Locals run) {
        int type = place.code(run.type());
        if (run.count() == 0) {
            return;
        }
        long end = count + Integer.toUnsignedLong(run.count());
        if (end > maxCount) {
            throw place.invalid(Limit.LOCALS.problem() + ": " + end + ", more than " + maxCount);
        }
        count = (int) end;
        int flatEnd = Math.min(count, flat.length);
        if (flatCount < flatEnd) {
            Arrays.fill(flat, flatCount, flatEnd, type);
            flatCount = flatEnd;
        }
        if (runs == runEnds.length) {
            runEnds = Arrays.copyOf(runEnds, runs * 2);
            runTypes = Arrays.copyOf(runTypes, runs * 2);
        }
        runEnds[runs] = count;
        runTypes[runs++] = type;
    }

    /** The type of a local. */
    int type(int local) {
        if (Integer.compareUnsigned(local, flatCount) < 0) {
            return flat[local];
        }
        if (Integer.compareUnsigned(local, count) >= 0) {
            throw place.unknown("local", local);
        }
        int run = Arrays.binarySearch(runEnds, 0, runs, local + 1);
        return runTypes[run >= 0 ? run : -run - 1];
    }

    /** Asks that a local without a default value has been set. */
    void requireSet(int local) {
        if (local >= paramCount && !isSet.get(local)) {
            throw place.invalid("uninitialized local " + local);
        }
    }

    /** Notes that a local without a default value has been set, until the innermost block ends. */
    void set(int local) {
        if (local < paramCount || isSet.get(local)) {
            return;
        }
        isSet.set(local);
        if (setCount == setOrder.length) {
            setOrder = Arrays.copyOf(setOrder, setCount * 2);
        }
        setOrder[setCount++] = local;
    }

    /** What to give {@link #reset} to undo all that is set after now. */
    int mark() {
        return setCount;
    }

    void reset(int mark) {
        while (setCount > mark) {
            isSet.clear(setOrder[--setCount]);
        }
    }
}
