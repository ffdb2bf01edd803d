package org.ferrywasm.vm;

/**
 * A reference that is not null of the {@code any} hierarchy: a structure, an array, an unboxed integer, or a host object seen
 * from inside.
 *
 * {@snippet class="org.ferrywasm.examples.ReferenceExample" region="any"}
 */
public sealed interface AnyRef extends Val.RefVal permits EqRef, HostRef {}
