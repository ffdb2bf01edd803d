package org.ferrywasm.runtime;

import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.HeapType;
import org.ferrywasm.syntax.Matching;
import org.ferrywasm.syntax.RefType;

/**
 * Whether references have types (specification, "Value Typing" of references). A host object or an aggregate may sit in the
 * any and in the extern hierarchy alike: conversion between the two leaves a reference as it is, so the hierarchy of the
 * type that is asked for decides.
 */
public final class Casts {
    private Casts() {}

    /** Whether a reference, which may be null, has this closed type. */
    public static boolean matches(StoreState store, long ref, RefType type) {
        return ref == Ref.NULL ? type.nullable() : matches(store, ref, type.heap());
    }

    /** Whether a reference that is not null points to something of this closed type. */
    public static boolean matches(StoreState store, long ref, HeapType type) {
        return switch (Ref.tag(ref)) {
            case Ref.AGGREGATE -> type == AbsHeapType.EXTERN || Matching.matches(aggregateType(store, ref), type);
            case Ref.FUNC -> Matching.matches(store.func(ref).type(), type);
            case Ref.HOST -> type == AbsHeapType.EXTERN || type == AbsHeapType.ANY;
            case Ref.I31 -> type == AbsHeapType.EXTERN || Matching.matches(AbsHeapType.I31, type);
            case Ref.EXN -> type == AbsHeapType.EXN;
            default -> throw new AssertionError("no reference has the tag " + Ref.tag(ref));
        };
    }

    /** The type of the structure or array that a reference tagged {@link Ref#AGGREGATE} refers to. */
    public static DefType aggregateType(StoreState store, long ref) {
        long header = store.heap().objects[Ref.address(ref)][0];
        return store.layout(Heap.typeAddress(header)).type();
    }
}
