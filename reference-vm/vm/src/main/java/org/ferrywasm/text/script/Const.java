package org.ferrywasm.text.script;

import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.NumType;

/** A value that a script writes down. */
public sealed interface Const {

    /**
     * A number.
     *
     * @param type its type
     * @param bits its bits; the upper half is zero for the 32-bit types
     */
    record Num(NumType type, long bits) implements Const {}

    /**
     * A vector.
     *
     * @param low the bits of its lower lanes
     * @param high the bits of its upper lanes
     */
    record Vec(long low, long high) implements Const {}

    /** {@code (ref.null ht)}: the null reference. */
    record RefNull(AbsHeapType type) implements Const {}

    /** {@code (ref.extern n)}: an external reference that is known by its number, the same one for the same number. */
    record RefExtern(int number) implements Const {}

    /** {@code (ref.host n)}: the internalised form of the external reference of that number. */
    record RefHost(int number) implements Const {}
}
