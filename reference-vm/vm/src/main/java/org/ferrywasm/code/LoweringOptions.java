package org.ferrywasm.code;

/**
 * How an engine wants function bodies lowered.
 *
 * @param metered whether the code charges fuel
 * @param fused whether instructions are fused and operands taken from where they are; if not, each instruction becomes one
 *     of its own, as the yardstick that the fused form is tested against
 * @param canonicalNans whether NaNs that instructions make are canonical
 */
public record LoweringOptions(boolean metered, boolean fused, boolean canonicalNans) {
    /** No fuel, fused, NaNs as the machine makes them. */
    public static final LoweringOptions DEFAULT = new LoweringOptions(false, true, false);
}
