package org.ferrywasm.testing;

import java.util.List;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreParcel;

/**
 * The proof, for tests, that a Store has moved whole: that nothing of it can be reached but through its parcel (contract,
 * "Transfer"). It takes a heap dump of its own JVM, and follows every reference from what keeps objects alive: static fields,
 * threads with their {@link ThreadLocal}s and stacks, class values, references of native code.
 *
 * {@snippet class="org.ferrywasm.testing.LeftBehindExample" region="clean"}
 *
 * <p>These of a Store are to be found nowhere else:
 *
 * <ul>
 *   <li>handles that did not travel ({@link Finding.Kind#STALE_HANDLE});
 *   <li>the VM's own state: memories, tables, the guest's heap, calls ({@link Finding.Kind#STATE});
 *   <li>what is in its {@link org.ferrywasm.vm.Owned} boxes ({@link Finding.Kind#OWNED}) and in
 *       {@link org.ferrywasm.vm.Trusted} words ({@link Finding.Kind#TRUSTED}) and can be changed. Strings, records, enums,
 *       lambdas, and what is declared {@link org.ferrywasm.vm.Sendable} may be shared; what records and lambdas hold is looked
 *       at.
 * </ul>
 *
 * <p>Guards may be held by anybody, since they ask for the owner themselves: the parcel, the Store, the handles that travel, and
 * the boxes. So paths that lead through them do not count, and neither do weak, soft and phantom references, which keep nothing.
 *
 * <p>The stack of the thread that asks does not count, unless {@link LeftBehindSearch#countingOwnStack} says so: its frames hold
 * variables that are never read again, and whatever the test framework keeps there. The stacks of all other threads count; so
 * the thread that has detached is the one to ask, before the parcel goes.
 *
 * <p>One question takes about as long as it takes to collect the garbage of the JVM, and to write and read a file as large as its
 * live objects: some tenths of a second in a small test. The file is deleted in any case. A dump does not tell the fields of
 * {@code Class} objects: what only the class data of a hidden class refers to is not seen. These methods may be called by any
 * thread.
 */
public final class LeftBehind {
    private static final LeftBehindSearch SEARCH = new LeftBehindSearch(List.of(), false);

    private LeftBehind() {}

    /**
     * Asserts that nothing of a Store was left behind when it was packed.
     *
     * @param parcel the parcel, which nobody has attached yet
     * @throws AssertionError if something was left; the message names all of it, each with its path and what to do about it
     * @throws IllegalStateException if the parcel was attached or closed, or the VM is not the one that this was made for
     * @throws UnsupportedOperationException if this JVM cannot write a heap dump
     * @throws java.io.UncheckedIOException if there is no room for one
     */
    public static void assertNothing(StoreParcel<?> parcel) {
        SEARCH.assertNothing(parcel);
    }

    /** Asserts that nothing of a Store was left behind by earlier moves; as {@link #assertNothing(StoreParcel)} otherwise. */
    public static void assertNothing(Store<?> store) {
        SEARCH.assertNothing(store);
    }

    /**
     * Finds what was left behind of a Store when it was packed: for each object that refers to something of it, the shortest
     * path.
     *
     * @param parcel the parcel, which nobody has attached yet
     * @throws IllegalStateException if the parcel was attached or closed, or the VM is not the one that this was made for
     * @throws UnsupportedOperationException if this JVM cannot write a heap dump
     * @throws java.io.UncheckedIOException if there is no room for one
     */
    public static List<Finding> find(StoreParcel<?> parcel) {
        return SEARCH.find(parcel);
    }

    /** Finds what was left behind of a Store by earlier moves; as {@link #find(StoreParcel)} otherwise. */
    public static List<Finding> find(Store<?> store) {
        return SEARCH.find(store);
    }

    /** A search that knows of objects which several threads may use at once. */
    public static LeftBehindSearch sharing(Object... shared) {
        return SEARCH.sharing(shared);
    }

    /** A search for which the stack of the thread that asks counts like any other. */
    public static LeftBehindSearch countingOwnStack() {
        return SEARCH.countingOwnStack();
    }
}
