package org.ferrywasm.lint;

import com.sun.source.tree.Tree;

/** What an expression stands for while a method is followed. The same place in the source makes the same subject each time. */
sealed interface Subject {
    /**
     * A Store.
     *
     * @param origin the expression that makes it, or the variable that holds it at first
     */
    record OfStore(Object origin) implements Subject {}

    /**
     * A handle, or what carries handles.
     *
     * @param origin the expression that makes it
     */
    record OfHandle(Tree origin) implements Subject {}

    /** The parcel that a detach gives. */
    record OfParcel(Detachment detachment) implements Subject {}

    /**
     * A place where a Store is detached.
     *
     * @param tree the call
     * @param line its line
     * @param store the Store
     * @param name how the Store is named there
     * @param depth in how many lambdas and classes it stands
     */
    record Detachment(Tree tree, long line, OfStore store, String name, int depth) {}

    /**
     * The time in which one thread owns a Store; handles belong to it.
     *
     * @param number another one each time that the walk comes to where it begins: in a loop, a second tenancy follows the first
     */
    record Tenancy(int number) {}

    /** What has become of a tenancy in which something is used no more; one that nothing is said of goes on. */
    sealed interface Standing {
        /** The detach that it came of. */
        Detachment detachment();
    }

    /** It has not begun: the Store is in its parcel. */
    record InTransit(Detachment detachment) implements Standing {}

    /** It is over, and the Store goes on in the next. */
    record LeftBehind(Detachment detachment, Tenancy next) implements Standing {}
}
