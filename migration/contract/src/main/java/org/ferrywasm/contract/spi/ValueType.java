package org.ferrywasm.contract.spi;

/** The types of values that host functions of the kit take and give. */
public enum ValueType {
    /** {@link Integer}. */
    I32,
    /** {@link Long}. */
    I64,
    /** {@link Float}. */
    F32,
    /** {@link Double}. */
    F64,
    /** {@link V128}. */
    V128,
    /** {@link TestedFunction}, or null. */
    FUNCREF,
    /** {@link TestedReference}, or null. */
    EXTERNREF,
    /** {@link TestedReference}, or null. */
    ANYREF,
    /** {@link TestedReference}, or null. */
    EXNREF
}
