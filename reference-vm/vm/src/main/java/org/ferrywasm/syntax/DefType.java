package org.ferrywasm.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A defined type in canonical form (specification, "Defined Types"): two types of one {@link TypeRegistry} are equivalent
 * if and only if they are the same object. Deeply immutable once {@link TypeRegistry#canonicalise} has returned it; shared
 * by all threads.
 *
 * {@snippet class="org.ferrywasm.examples.TypeExample" region="defined"}
 */
public final class DefType implements HeapType {
    private final int id;
    private final boolean isFinal;
    private final DefType[] chain;
    private final RecGroup group;
    private final int indexInGroup;
    private final RefType ref;
    private final RefType refNull;

    DefType(int id, boolean isFinal, @Nullable DefType supertype, RecGroup group, int indexInGroup) {
        this.id = id;
        this.isFinal = isFinal;
        this.group = group;
        this.indexInGroup = indexInGroup;
        int depth = supertype == null ? 0 : supertype.chain.length;
        this.chain = new DefType[depth + 1];
        if (supertype != null) {
            System.arraycopy(supertype.chain, 0, chain, 0, depth);
        }
        chain[depth] = this;
        this.ref = new RefType(false, this);
        this.refNull = new RefType(true, this);
    }

    /** A number that no other type of the same registry has. */
    public int id() {
        return id;
    }

    /** Whether no other type may name it as its supertype. */
    public boolean isFinal() {
        return isFinal;
    }

    /** The definition, closed: it refers to defined types in canonical form alone (specification, "expansion"). */
    public CompositeType expand() {
        return group.composites[indexInGroup];
    }

    /** The registry that it is a type of. */
    TypeRegistry registry() {
        return group.registry;
    }

    /** The declared supertype, or null. */
    public @Nullable DefType supertype() {
        return chain.length == 1 ? null : chain[chain.length - 2];
    }

    /** How many types stand above it. */
    public int depth() {
        return chain.length - 1;
    }

    /** All types that this one declares itself to be below, the outermost first, itself last. */
    public List<DefType> chain() {
        return List.of(chain);
    }

    /** Whether this type is {@code other} or declared below it, in constant time (specification, "Matching"). */
    public boolean isSubtypeOf(DefType other) {
        int depth = other.chain.length;
        return depth <= chain.length && chain[depth - 1] == other;
    }

    /** The reference type over this type without null; always the same object. */
    public RefType ref() {
        return ref;
    }

    /** The reference type over this type with null; always the same object. */
    public RefType refNull() {
        return refNull;
    }

    @Override
    public String toString() {
        return "$" + id;
    }
}
