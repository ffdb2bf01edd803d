package org.ferrywasm.faults;

/**
 * Where an operation is to fail.
 *
 * @param step the step that fails, the first being 1: a method's invocation, as if the stack had run out, or an allocation, as
 *     if memory had
 * @param isLasting whether every later allocation fails too
 * @param isThrown whether anything fails: if not, it is a place where something else may happen
 */
public record Fault(int step, boolean isLasting, boolean isThrown) {
    /** None: the operation runs, and its steps are counted. */
    public static final Fault NONE = new Fault(Integer.MAX_VALUE, false, false);

    /** A step that fails. */
    static Fault at(int step) {
        return new Fault(step, false, true);
    }

    @Override
    public String toString() {
        return this.equals(NONE)
                ? "no fault"
                : (isThrown ? "fault at step " : "another thread before step ") + step + (isLasting ? ", lasting" : "");
    }
}
