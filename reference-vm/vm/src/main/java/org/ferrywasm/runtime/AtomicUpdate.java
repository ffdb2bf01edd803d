package org.ferrywasm.runtime;

/** How a read-modify-write computes the new value (threads proposal), in the order of the binary codes. */
public enum AtomicUpdate {
    ADD,
    SUB,
    AND,
    OR,
    XOR,
    XCHG;

    /** The new value, of which only as many low bits count as the access is wide. */
    public long apply(long old, long operand) {
        return switch (this) {
            case ADD -> old + operand;
            case SUB -> old - operand;
            case AND -> old & operand;
            case OR -> old | operand;
            case XOR -> old ^ operand;
            case XCHG -> operand;
        };
    }
}
