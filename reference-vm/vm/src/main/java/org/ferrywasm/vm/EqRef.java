package org.ferrywasm.vm;

/** A reference that guests can compare with {@code ref.eq}. */
public sealed interface EqRef extends AnyRef permits I31Ref, StructRef, ArrayRef {}
