package org.ferrywasm.syntax;

/**
 * What a reference may point to (specification, "Heap Types"): an abstract type, or a defined one. A defined one is a
 * {@link TypeIndex} in a module as it was read, a {@link RecIndex} inside a recursion group on its way to its canonical
 * form, and a {@link DefType} once it is closed.
 */
public sealed interface HeapType permits AbsHeapType, TypeIndex, RecIndex, DefType {}
