package org.ferrywasm.vm;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import org.ferrywasm.runtime.Roots;
import org.jspecify.annotations.Nullable;

/**
 * The root slots that a Store's handles own. When a handle is lost without having been closed, the garbage collector puts
 * its {@link Root}, which knows nothing but a slot and its generation, on a queue; the owner gives the slots on the queue
 * back when it next enters an operation.
 */
final class HandleRoots {
    private final Roots roots;
    private final ReferenceQueue<Rooted> lost = new ReferenceQueue<>();

    /** The roots of all live handles in a list: a reference that is itself unreachable would never be enqueued. */
    private @Nullable Root first;

    HandleRoots(Roots roots) {
        this.roots = roots;
    }

    Root root(Rooted handle, long ref) {
        int index = roots.add(ref);
        Root root = new Root(handle, lost, index, roots.generation(index));
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

    static final class Root extends PhantomReference<Rooted> {
        private final int index;
        private final int generation;
        private boolean isFree;
        private @Nullable Root next;
        private @Nullable Root previous;

        private Root(Rooted handle, ReferenceQueue<Rooted> queue, int index, int generation) {
            super(handle, queue);
            this.index = index;
            this.generation = generation;
        }

        boolean isFree() {
            return isFree;
        }
    }
}
