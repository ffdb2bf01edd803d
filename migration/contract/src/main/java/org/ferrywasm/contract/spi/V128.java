package org.ferrywasm.contract.spi;

/**
 * A vector.
 *
 * @param low its lower eight bytes
 * @param high its upper eight bytes
 */
public record V128(long low, long high) {}
