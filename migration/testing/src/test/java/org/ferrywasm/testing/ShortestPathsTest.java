package org.ferrywasm.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.ferrywasm.testing.ShortestPaths.HeapPath;
import org.junit.jupiter.api.Test;

class ShortestPathsTest {
    private static boolean none(int node) {
        return false;
    }

    @Test
    void aShortPathIsTakenWhereThereIsALongOne() {
        HeapGraph graph = graph(new int[][] {{1}, {2}, {3}, {}, {3}});

        List<HeapPath> paths = ShortestPaths.find(graph, roots(0, 4), ShortestPathsTest::none, targets(3));

        assertThat(paths).extracting(HeapPath::nodes).containsExactlyInAnyOrder(new int[] {4, 3}, new int[] {0, 1, 2, 3
        });
    }

    @Test
    void eachObjectThatRefersToATargetHasAPath() {
        HeapGraph graph = graph(new int[][] {{1, 2}, {3, 3}, {3}, {}});

        List<HeapPath> paths = ShortestPaths.find(graph, roots(0), ShortestPathsTest::none, targets(3));

        assertThat(paths).extracting(HeapPath::nodes).containsExactly(new int[] {0, 1, 3}, new int[] {0, 2, 3});
    }

    @Test
    void noPathLeadsThroughWhatIsAvoidedNorThroughATarget() {
        HeapGraph graph = graph(new int[][] {{1, 2}, {4}, {3}, {4}, {}});

        List<HeapPath> paths = ShortestPaths.find(graph, roots(0), node -> node == 1, targets(2, 4));

        assertThat(paths).extracting(HeapPath::nodes).containsExactly(new int[] {0, 2});
    }

    @Test
    void aRootMayBeATarget() {
        List<HeapPath> paths =
                ShortestPaths.find(graph(new int[][] {{}}), roots(0), ShortestPathsTest::none, targets(0));

        assertThat(paths).extracting(HeapPath::nodes).containsExactly(new int[] {0});
    }

    @Test
    void ofALongPathTheEndIsTold() {
        int length = 100_000;
        int[][] chain = new int[length][];
        for (int i = 0; i < length; i++) {
            chain[i] = i + 1 < length ? new int[] {i + 1} : new int[0];
        }

        List<HeapPath> paths = ShortestPaths.find(graph(chain), roots(0), ShortestPathsTest::none, targets(length - 1));

        assertThat(paths).singleElement().satisfies(path -> {
            assertThat(path.nodes()).hasSize(ShortestPaths.MAX_TOLD).endsWith(length - 2, length - 1);
            assertThat(path.omitted()).isEqualTo(length - ShortestPaths.MAX_TOLD);
        });
    }

    private static HeapGraph graph(int[][] targets) {
        HeapGraph graph = new HeapGraph(Long.BYTES);
        graph.addClass(new HeapClass(1, "Thing", 0, List.of(), List.of()));
        for (int node = 0; node < targets.length; node++) {
            graph.addObject(id(node), 1);
        }
        graph.link();
        for (int[] ofNode : targets) {
            for (int target : ofNode) {
                graph.addTarget(id(target));
            }
            graph.endTargets();
        }
        return graph;
    }

    private static long id(int node) {
        return 16L * (node + 1);
    }

    private static List<HeapRoot> roots(int... nodes) {
        List<HeapRoot> roots = new ArrayList<>();
        for (int node : nodes) {
            roots.add(new HeapRoot(HeapRoot.Kind.STATIC, node, "Thing.ROOT"));
        }
        return roots;
    }

    private static BitSet targets(int... nodes) {
        BitSet targets = new BitSet();
        for (int node : nodes) {
            targets.set(node);
        }
        return targets;
    }
}
