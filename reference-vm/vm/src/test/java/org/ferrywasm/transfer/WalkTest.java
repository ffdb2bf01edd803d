package org.ferrywasm.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

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
}
