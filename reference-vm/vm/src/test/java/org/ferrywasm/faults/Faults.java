package org.ferrywasm.faults;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The counter that rewritten classes ask before every step. It is armed for one thread at a time, for the time of one operation:
 * the steps of others, and those before and after, are not counted and do not fail.
 */
public final class Faults {
    private static volatile @Nullable Thread armed;
    private static Fault fault = Fault.NONE;
    private static @Nullable Runnable rival;
    private static int count;
    private static BitSet allocations = new BitSet();

    private Faults() {}

    /** From now on the current thread's steps are counted, until one fails and on to {@link #disarm}. */
    public static void arm(Fault newFault) {
        arm(newFault, null);
    }

    /** As {@link #arm(Fault)}; before the step of the fault, something else is done. */
    public static void arm(Fault newFault, @Nullable Runnable newRival) {
        fault = newFault;
        rival = newRival;
        count = 0;
        allocations = new BitSet();
        armed = Thread.currentThread();
    }

    /** Ends what {@link #arm} has begun. */
    public static void disarm() {
        armed = null;
    }

    /** How many steps were counted. */
    public static int steps() {
        return count;
    }

    /** Which of the steps that were counted allocate. */
    public static BitSet allocations() {
        return allocations;
    }

    /** Called before an allocation. */
    public static void allocation() {
        if (armed == Thread.currentThread()) {
            count++;
            if (fault == Fault.NONE) {
                allocations.set(count);
            } else if (isDue() || (fault.isLasting() && count > fault.step())) {
                throw new OutOfMemoryError("injected before step " + count);
            }
        }
    }

    /** Called before a method is invoked. */
    public static void invocation() {
        if (armed == Thread.currentThread()) {
            count++;
            if (isDue()) {
                throw new StackOverflowError("injected before step " + count);
            }
        }
    }

    private static boolean isDue() {
        if (count != fault.step()) {
            return false;
        }
        if (rival != null) {
            rival.run();
        }
        return fault.isThrown();
    }
}
