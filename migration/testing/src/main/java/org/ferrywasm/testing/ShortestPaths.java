package org.ferrywasm.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * The shortest paths from roots to targets, one for each object that refers to a target. Paths go neither through targets nor
 * through the nodes that are avoided. The work is proportional to the number of references.
 */
final class ShortestPaths {
    /**
     * A path.
     *
     * @param root where it begins
     * @param omitted how many objects follow that are left out, since the path is long
     * @param nodes the other objects on it, the target last
     */
    record HeapPath(HeapRoot root, int omitted, int[] nodes) {
        int target() {
            return nodes[nodes.length - 1];
        }
    }

    /** How many objects of a path are told at most: a list may have millions. */
    static final int MAX_TOLD = 16;

    private static final int UNSEEN = -2;
    private static final int FIRST = -1;

    private final HeapGraph graph;
    private final IntPredicate isAvoided;
    private final BitSet targets;
    private final List<HeapRoot> roots;

    /** The node before each on its path; {@link #FIRST} before the first one. */
    private final int[] before;

    /** How many nodes are before each on its path. */
    private final int[] depth;

    /** The number of the root of each node's path. */
    private final int[] rootOf;

    private final int[] queue;
    private int queued;
    private final List<HeapPath> found = new ArrayList<>();

    private ShortestPaths(HeapGraph graph, List<HeapRoot> roots, IntPredicate isAvoided, BitSet targets) {
        this.graph = graph;
        this.roots = roots;
        this.isAvoided = isAvoided;
        this.targets = targets;
        this.before = new int[graph.size()];
        this.depth = new int[graph.size()];
        this.rootOf = new int[graph.size()];
        this.queue = new int[graph.size()];
        Arrays.fill(before, UNSEEN);
    }

    static List<HeapPath> find(HeapGraph graph, List<HeapRoot> roots, IntPredicate isAvoided, BitSet targets) {
        ShortestPaths search = new ShortestPaths(graph, roots, isAvoided, targets);
        search.run();
        return search.found;
    }

    private void run() {
        for (int i = 0; i < roots.size(); i++) {
            int node = roots.get(i).node();
            if (targets.get(node)) {
                found.add(new HeapPath(roots.get(i), 0, new int[] {node}));
            } else {
                reach(node, FIRST, 0, i);
            }
        }
        for (int next = 0; next < queued; next++) {
            follow(queue[next]);
        }
    }

    private void follow(int node) {
        Set<Integer> told = null;
        for (int i = graph.targetsStart(node); i < graph.targetsEnd(node); i++) {
            int target = graph.target(i);
            if (!targets.get(target)) {
                reach(target, node, depth[node] + 1, rootOf[node]);
            } else {
                told = told == null ? new HashSet<>() : told;
                if (told.add(target)) {
                    found.add(pathTo(node, target));
                }
            }
        }
    }

    private void reach(int node, int from, int newDepth, int root) {
        if (before[node] == UNSEEN && !isAvoided.test(node)) {
            before[node] = from;
            depth[node] = newDepth;
            rootOf[node] = root;
            queue[queued++] = node;
        }
    }

    private HeapPath pathTo(int last, int target) {
        int length = depth[last] + 2;
        int[] nodes = new int[Math.min(length, MAX_TOLD)];
        int at = nodes.length - 1;
        nodes[at] = target;
        for (int node = last; at > 0; node = before[node]) {
            nodes[--at] = node;
        }
        return new HeapPath(roots.get(rootOf[last]), length - nodes.length, nodes);
    }
}
