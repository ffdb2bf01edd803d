package org.ferrywasm.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Large, deep and cyclic graphs, and several roots. */
class WalkTest {
    private static final int MILLION = 1_000_000;

    record Link(@Nullable Object value, @Nullable Link next) {}

    /** A final class that is part of a cycle, made by handing out {@code this}. */
    static final class Loop {
        final Loop[] hidden;
        final Judge.Wrapper next;

        Loop(int length) {
            this.hidden = new Loop[0];
            this.next = new Judge.Wrapper(length == 0 ? this : new Loop(length - 1));
        }
    }

    static final class Ring {
        final Ring next;

        Ring(int length, @Nullable Ring first) {
            this.next =
                    length == 0 ? (first == null ? this : first) : new Ring(length - 1, first == null ? this : first);
        }
    }

    @Test
    void aChainOfAMillionObjects() {
        Link chain = null;
        for (int i = 0; i < MILLION; i++) {
            chain = new Link("v", chain);
        }

        assertThat(Judge.DEFAULT.judge(chain).isSendable()).isTrue();
    }

    @Test
    void whatIsAtTheEndOfALongChainIsFound() {
        Link chain = new Link(new int[1], null);
        for (int i = 1; i < MILLION; i++) {
            chain = new Link("v", chain);
        }

        String path = Judge.DEFAULT.paths(chain).getFirst();
        String link = "org.ferrywasm.transfer.WalkTest$Link";
        assertThat(path).startsWith("data -> " + link + ".next -> ");
        assertThat(path).contains(".next -> (999968 more) -> ");
        assertThat(path).endsWith(" -> " + link + ".value -> int[]");
    }

    @Test
    void aPathOfThirtyTwoStepsIsShownWhole() {
        Link chain = new Link(new int[1], null);
        for (int i = 1; i < 32; i++) {
            chain = new Link("v", chain);
        }

        assertThat(Judge.DEFAULT.paths(chain).getFirst().split(" -> ")).hasSize(34);
        assertThat(Judge.DEFAULT.paths(chain).getFirst()).doesNotContain("more");
        assertThat(Judge.DEFAULT.paths(new Link("v", chain)).getFirst()).contains(".next -> (1 more) -> ");
    }

    @Test
    void aRingEnds() {
        assertThat(Judge.DEFAULT.reasons(new Ring(1000, null))).isEmpty();
        assertThat(Judge.DEFAULT.reasons(new Ring(0, null))).isEmpty();
        assertThat(Judge.DEFAULT.reasons(new Loop(100))).hasSize(101).containsOnly(Reason.ARRAY);
    }

    @Test
    void aWideGraphInABoxIsSearched() {
        Object[] leaves = new Object[MILLION];
        Arrays.setAll(leaves, i -> i % 2 == 0 ? new ArrayList<>() : "text");
        leaves[MILLION - 1] = Thread.currentThread();

        assertThat(Judge.DEFAULT.paths(new Judge.Box(leaves)))
                .containsExactly("data -> org.ferrywasm.transfer.Judge$Box.value -> java.lang.Object[][999999] ->"
                        + " java.lang.Thread");
    }

    @Test
    void findingsBeyondAllReasonAreCounted() {
        Object[] arrays = new Object[Judge.MANY];
        Arrays.setAll(arrays, i -> new int[0]);

        Judgement judgement = Judge.DEFAULT.judge(List.of(arrays));

        assertThat(judgement.findings()).hasSize(Judgement.MAX_LISTED);
        assertThat(judgement.findings().size() + judgement.unlisted()).isEqualTo(Judge.MANY);
    }

    @Test
    void eachRootHasANumberAndAPlace() {
        Walk walk = Judge.DEFAULT.sendability().walk(value -> new Recognised.SharedByAll());

        assertThat(walk.root("data", "a")).isZero();
        assertThat(walk.root("host object", 3, new int[1])).isEqualTo(1);
        assertThat(walk.root("limiter", new Link(new int[1], null))).isEqualTo(2);
        Judgement judgement = walk.finish();

        assertThat(judgement.findings()).extracting(Finding::root).containsExactly(1, 2);
        assertThat(judgement.findings())
                .extracting(Finding::path)
                .containsExactly(
                        "host object 3 -> int[]", "limiter -> org.ferrywasm.transfer.WalkTest$Link.value -> int[]");
    }

    @Test
    void anObjectIsListedForEachReferenceToIt() {
        int[] array = {1};
        Link link = new Link(array, null);

        assertThat(Judge.DEFAULT.paths(List.of(array, link, link)))
                .containsExactly(
                        "data -> java.util.ImmutableCollections$ListN[0] -> int[]",
                        "data -> java.util.ImmutableCollections$ListN[1]"
                                + " -> org.ferrywasm.transfer.WalkTest$Link.value -> int[]");
    }

    @Test
    void aWalkGoesOnWithFurtherRoots() {
        Walk walk = Judge.DEFAULT.sendability().walk(Judge::recognise);
        Judge.Connected first = new Judge.Connected(true);
        Judge.Connected second = new Judge.Connected(true);

        walk.root("data", new Link(new Link(first, null), null));
        assertThat(walk.handleCount()).as("nothing is looked into yet").isZero();
        walk.drain();
        assertThat(walk.handleCount()).isEqualTo(1);
        assertThat(walk.handle(0)).isSameAs(first);
        assertThat(walk.hasFindings()).isFalse();

        int later = walk.root("host object", 7, List.of(first, second, new int[1]));
        walk.drain();
        assertThat(walk.handleCount()).isEqualTo(2);
        assertThat(walk.handle(1)).isSameAs(second);
        assertThat(walk.hasFindings()).isTrue();

        Judgement judgement = walk.finish();
        assertThat(judgement.handles()).containsExactly(first, second);
        assertThat(judgement.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.root()).isEqualTo(later);
            assertThat(finding.path()).startsWith("host object 7 -> ");
        });
    }

    /** Runs something on a thread with little stack. */
    private static <R> R onASmallStack(Callable<R> action) throws Exception {
        FutureTask<R> task = new FutureTask<>(action);
        Thread thread = new Thread(null, task, "small stack", 256 * 1024);
        thread.start();
        return task.get();
    }

    @Test
    void depthTakesNoStack() throws Exception {
        Link chain = new Link(new int[1], null);
        Object nested = new int[1];
        Throwable thrown = new ThrownTest.Detailed(new int[1]);
        Object boxed = new int[1];
        Object[] arrays = {Thread.currentThread()};
        for (int i = 0; i < MILLION; i++) {
            chain = new Link("v", chain);
            nested = switch (i % 3) {
                case 0 -> List.of(nested);
                case 1 -> Optional.of(nested);
                default -> Map.of("key", nested);
            };
            if (i < MILLION / 10) {
                thrown = new RuntimeException("v", thrown);
            }
            boxed = new Judge.Wrapper(boxed);
            arrays = new Object[] {arrays};
        }
        for (Object root : List.of(chain, nested, thrown, boxed, new Judge.Box(arrays))) {
            assertThat(onASmallStack(() -> Judge.DEFAULT.judge(root).findings()))
                    .hasSize(1);
        }
    }

    @Test
    void whatIsReachedManyTimesIsLookedIntoOnce() {
        Link diamond = new Link("v", null);
        for (int i = 0; i < 1000; i++) {
            diamond = new Link(diamond, diamond);
        }
        Walk walk = Judge.DEFAULT.sendability().walk(Judge::recognise);
        walk.root("data", diamond);

        assertThat(walk.finish().isSendable()).isTrue();
        assertThat(walk.examined()).as("a root and 1001 links").isEqualTo(1002);
    }

    /** It took a step for each object above each finding: here ten thousand million. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void manyFindingsAtTheEndOfALongChain() {
        Object[] arrays = new Object[Judge.MANY];
        Arrays.setAll(arrays, i -> new int[0]);
        Link chain = new Link(List.of(arrays), null);
        for (int i = 1; i < MILLION; i++) {
            chain = new Link("v", chain);
        }

        Judgement judgement = Judge.DEFAULT.judge(chain);
        assertThat(judgement.findings()).hasSize(Judgement.MAX_LISTED);
        assertThat(judgement.findings().getLast().path())
                .contains("(999969 more)")
                .endsWith("ListN[9999] -> int[]");
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aListOfOneElementManyTimesIsReadOnce() {
        assertThat(Judge.DEFAULT.paths(Collections.nCopies(Integer.MAX_VALUE, new int[1])))
                .containsExactly("data -> java.util.Collections$CopiesList[0] -> int[]");
    }

    @Test
    void aMillionRootsAndTheSameOrderAgain() {
        List<String> first = pathsOfManyRoots();
        assertThat(first).hasSize(Judgement.MAX_LISTED);
        assertThat(first.getFirst()).isEqualTo("host object 0 -> int[]");
        assertThat(pathsOfManyRoots()).isEqualTo(first);
    }

    private static List<String> pathsOfManyRoots() {
        Walk walk = Judge.DEFAULT.sendability().walk(Judge::recognise);
        for (int i = 0; i < MILLION; i++) {
            walk.root("host object", i, i % 2 == 0 ? new int[0] : new Link(new int[0], null));
        }
        return walk.finish().findings().stream().map(Finding::path).toList();
    }

    @Test
    void aCollectionThatContainsItself() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        IdentityHashMap<Object, Object> map = new IdentityHashMap<>();
        map.put(map, map);
        Object[] array = {null, list};
        array[0] = array;

        assertThat(Judge.DEFAULT.reasons(new Judge.Box(List.of(list, map, array))))
                .isEmpty();
    }
}
