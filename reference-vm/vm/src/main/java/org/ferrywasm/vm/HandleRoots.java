package org.ferrywasm.vm;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.runtime.Ref;
import org.ferrywasm.runtime.Roots;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.runtime.TrapSignal;
import org.jspecify.annotations.Nullable;

/**
 * The root slots that a Store's handles own. When a handle is lost without having been closed, the garbage collector puts
 * its {@link Root}, which knows nothing but a slot and its generation, on a queue; the owner gives the slots on the queue
 * back when it next enters an operation.
 */
final class HandleRoots {
    private static final String VM_PACKAGE = HandleRoots.class.getPackageName();

    /** What a handle is to, by the tag of its reference. */
    private static final String[] KINDS = {
        "nothing", "a structure or an array", "a function", "a host object", "an unboxed integer", "an exception"
    };

    private final StoreState state;
    private final Roots roots;
    private final boolean isTracing;
    private final ReferenceQueue<Rooted> lost = new ReferenceQueue<>();

    /** The roots of all live handles in a list: a reference that is itself unreachable would never be enqueued. */
    private @Nullable Root first;

    HandleRoots(StoreState state, boolean isTracing) {
        this.state = state;
        this.roots = state.roots();
        this.isTracing = isTracing;
    }

    Root root(Rooted handle, long ref) {
        try {
            state.retain(ref, 1);
        } catch (TrapSignal e) {
            throw Traps.of(e);
        }
        int index = roots.add(ref);
        Throwable origin = isTracing ? new Throwable("made here") : null;
        Root root = new Root(handle, lost, index, roots.generation(index), origin);
        root.next = first;
        if (first != null) {
            first.previous = root;
        }
        first = root;
        return root;
    }

    /** Gives back the slots of handles that were lost. */
    void reclaim() {
        for (Object root = lost.poll(); root != null; root = lost.poll()) {
            free((Root) root);
        }
    }

    void free(Root root) {
        if (root.isFree) {
            return;
        }
        root.isFree = true;
        root.clear();
        state.release(roots.get(root.index), 1);
        roots.remove(root.index, root.generation);
        if (root.previous == null) {
            first = root.next;
        } else {
            root.previous.next = root.next;
        }
        if (root.next != null) {
            root.next.previous = root.previous;
        }
        root.next = null;
        root.previous = null;
    }

    /** Whether there are none. */
    boolean isEmpty() {
        return first == null;
    }

    /** Counts, by address, how many handles hold each host object. */
    void countHosts(int[] byAddress) {
        for (Root root = first; root != null; root = root.next) {
            long ref = roots.get(root.index);
            if (Ref.tag(ref) == Ref.HOST) {
                byAddress[Ref.address(ref)]++;
            }
        }
    }

    /** Keeps a handle for a transfer, and gives the reference that it holds; the null reference if it is closed, or was kept before. */
    long keep(Root root, long transfer) {
        if (root.isFree || root.transfer == transfer) {
            return Ref.NULL;
        }
        root.transfer = transfer;
        return roots.get(root.index);
    }

    /** Gives back the slots of all handles but those that were kept for this transfer. */
    void freeAllBut(long transfer) {
        Root next;
        for (Root root = first; root != null; root = next) {
            next = root.next;
            if (root.transfer != transfer) {
                free(root);
            }
        }
    }

    /** The open handles, the last one first, each with where it was made if that is traced. */
    List<String> describe() {
        List<String> handles = new ArrayList<>();
        for (Root root = first; root != null; root = root.next) {
            handles.add("handle " + root.index + " to " + KINDS[Ref.tag(roots.get(root.index))] + root.madeAt());
        }
        return handles;
    }

    static final class Root extends PhantomReference<Rooted> {
        private final int index;
        private final int generation;
        private final @Nullable Throwable origin;
        private boolean isFree;

        /** The last transfer for which it was kept. */
        private long transfer;

        private @Nullable Root next;
        private @Nullable Root previous;

        private Root(
                Rooted handle, ReferenceQueue<Rooted> queue, int index, int generation, @Nullable Throwable origin) {
            super(handle, queue);
            this.index = index;
            this.generation = generation;
            this.origin = origin;
        }

        boolean isFree() {
            return isFree;
        }

        /** Where the handle was made, as the end of a message; empty if that is not traced. */
        String madeAt() {
            if (origin == null) {
                return "";
            }
            for (StackTraceElement frame : origin.getStackTrace()) {
                if (!VM_PACKAGE.equals(packageOf(frame.getClassName()))) {
                    return ", made at " + frame;
                }
            }
            return ", made by the VM";
        }

        private static String packageOf(String className) {
            return className.substring(0, Math.max(0, className.lastIndexOf('.')));
        }
    }
}
