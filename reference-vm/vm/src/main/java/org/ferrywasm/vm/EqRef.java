package org.ferrywasm.vm;

/**
 * A reference that guests can compare with {@code ref.eq}.
 *
 * {@snippet class="org.ferrywasm.examples.ReferenceExample" region="i31"}
 */
public sealed interface EqRef extends AnyRef permits I31Ref, StructRef, ArrayRef {}
