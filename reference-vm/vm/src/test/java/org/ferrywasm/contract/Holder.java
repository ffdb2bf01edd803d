package org.ferrywasm.contract;

/**
 * A host object that is judged by what it holds.
 *
 * @param value what it holds
 */
record Holder(Object value) {}
