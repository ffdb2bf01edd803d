package org.ferrywasm.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.ferrywasm.contract.Clause;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules that look at structure, declarations, boxes and handles; {@link JdkTypesTest} has the table. */
class SendabilityTest {
    private static final Judge JUDGE = Judge.DEFAULT;

    private final Judge judged = JUDGE;

    record Pair(@Nullable Object first, @Nullable Object second) {}

    record Point(int x, String name) {}

    /** A record whose accessor gives something other than its field, and is never asked. */
    record Liar(Object field) {
        static boolean wasAsked;

        @Override
        public Object field() {
            wasAsked = true;
            return "harmless";
        }
    }

    static final class Final {
        private final Object value;

        Final(Object value) {
            this.value = value;
        }

        Object value() {
            return value;
        }
    }

    static class Open {
        final int value = 1;
    }

    static class ChildOfOpen extends Open {}

    static class MutableParent {
        int count;
    }

    static final class ChildOfMutable extends MutableParent {
        final int own = 1;
    }

    static class Declared implements Judge.Movable {
        final List<Object> state = new ArrayList<>();
    }

    static final class ChildOfDeclared extends Declared {
        int count;
    }

    interface DeclaredForOthers extends Judge.Movable {}

    static final class DeclaredByInterface implements DeclaredForOthers {
        int count;
    }

    enum Plain {
        ONE
    }

    enum WithMap {
        ONE,
        TWO {
            @Override
            int size() {
                return 2;
            }
        };

        final Map<String, String> map = new HashMap<>();

        int size() {
            return map.size();
        }
    }

    interface MovableSupplier extends Supplier<Object>, Judge.Movable {}

    /** Runs nothing but a failure. */
    static final class Hostile {
        final Object field = "f";

        @Override
        public boolean equals(@Nullable Object other) {
            throw new AssertionError("equals was called");
        }

        @Override
        public int hashCode() {
            throw new AssertionError("hashCode was called");
        }

        @Override
        public String toString() {
            throw new AssertionError("toString was called");
        }
    }

    @Test
    @Clause("D-07")
    void d07_recordsAreJudgedByTheirFields() {
        assertThat(JUDGE.reasons(new Pair("a", List.of(1)))).isEmpty();
        assertThat(JUDGE.reasons(new Point(1, "a"))).isEmpty();
        assertThat(JUDGE.paths(new Pair("a", new HashMap<>())))
                .containsExactly("data -> org.ferrywasm.transfer.SendabilityTest$Pair.second -> java.util.HashMap");
    }

    @Test
    @Clause("D-14")
    void d14_aRecordWhoseAccessorLiesIsJudgedByItsField() {
        assertThat(JUDGE.reasons(new Liar("honest"))).isEmpty();
        assertThat(JUDGE.reasons(new Liar(new HashMap<>()))).containsExactly(Reason.MUTABLE);
        assertThat(Liar.wasAsked).isFalse();
    }

    @Test
    @Clause("D-07")
    void d07_finalClassesAreJudgedByTheirFields() {
        assertThat(JUDGE.reasons(new Final("a"))).isEmpty();
        assertThat(JUDGE.reasons(new Final(new Final(new int[1])))).containsExactly(Reason.ARRAY);
        assertThat(JUDGE.reasons(new Open())).containsExactly(Reason.NOT_FINAL_CLASS);
        assertThat(JUDGE.reasons(new ChildOfMutable())).containsExactly(Reason.MUTABLE);
        assertThat(JUDGE.judge(new ChildOfMutable())
                        .findings()
                        .getFirst()
                        .refusal()
                        .why())
                .isEqualTo("its field org.ferrywasm.transfer.SendabilityTest$MutableParent.count is not final");
    }

    @Test
    @Clause({"D-07", "D-12"})
    void d12_lambdasAreJudgedByWhatTheyCapture() {
        String text = "captured";
        Supplier<String> harmless = () -> text;
        assertThat(JUDGE.reasons(harmless)).isEmpty();

        Map<String, String> map = new HashMap<>();
        Supplier<Integer> harmful = map::size;
        assertThat(JUDGE.reasons(harmful)).containsExactly(Reason.MUTABLE);

        Supplier<SendabilityTest> capturesThis = () -> this;
        assertThat(JUDGE.judge(capturesThis).findings().getFirst().path())
                .isEqualTo("data -> org.ferrywasm.transfer.SendabilityTest$$Lambda.arg$1"
                        + " -> org.ferrywasm.transfer.SendabilityTest");

        MovableSupplier movable = () -> map;
        assertThat(JUDGE.reasons(movable)).as("the interface is the place's").containsExactly(Reason.MUTABLE);
    }

    @Test
    @Clause("D-07")
    void d07_localAndAnonymousClassesAreJudgedByWhatTheyCapture() {
        String text = "captured";
        int[] array = {1};
        Object harmless = anonymous(text);
        Object harmful = anonymous(array);
        class Local {
            @Override
            public String toString() {
                return text + array.length + judged.hashCode();
            }
        }

        assertThat(JUDGE.reasons(harmless)).isEmpty();
        assertThat(JUDGE.reasons(harmful)).containsExactly(Reason.ARRAY);
        assertThat(JUDGE.paths(new Local()))
                .containsExactlyInAnyOrder(
                        "data -> org.ferrywasm.transfer.SendabilityTest$1Local.val$array -> int[]",
                        "data -> org.ferrywasm.transfer.SendabilityTest$1Local.this$0"
                                + " -> org.ferrywasm.transfer.SendabilityTest");
    }

    private static Object anonymous(Object captured) {
        return new Object() {
            @Override
            public String toString() {
                return captured + "";
            }
        };
    }

    @Test
    @Clause({"D-07", "D-14"})
    void d14_enumConstantsAreJudgedByTheirFields() {
        assertThat(JUDGE.reasons(Plain.ONE)).isEmpty();
        assertThat(JUDGE.reasons(WithMap.ONE)).containsExactly(Reason.MUTABLE);
        assertThat(JUDGE.paths(WithMap.TWO))
                .containsExactly("data -> org.ferrywasm.transfer.SendabilityTest$WithMap$1.map -> java.util.HashMap");
    }

    @Test
    @Clause("D-07")
    void d07_aDeclarationHoldsForTheExactClass() {
        assertThat(JUDGE.reasons(new Declared())).isEmpty();
        assertThat(JUDGE.reasons(new ChildOfDeclared())).containsExactly(Reason.MUTABLE);
        assertThat(JUDGE.reasons(new DeclaredByInterface())).containsExactly(Reason.MUTABLE);
    }

    @Test
    @Clause("D-07")
    void d07_registeredClassesAreTakenAsImmutable() {
        Judge judge = new Judge(Set.of(Open.class), List.of());

        assertThat(judge.reasons(new Open())).isEmpty();
        assertThat(judge.reasons(new ChildOfOpen())).containsExactly(Reason.NOT_FINAL_CLASS);
        assertThat(judge.reasons(new ChildOfDeclared())).containsExactly(Reason.MUTABLE);
    }

    @Test
    void whatIsDeclaredIsSearchedForHandles() {
        Declared declared = new Declared();
        Judge.Connected own = new Judge.Connected(true);
        declared.state.add(own);
        declared.state.add(new Object[] {new Judge.Connected(false)});
        declared.state.add(Thread.currentThread());

        Judgement judgement = JUDGE.judge(declared);

        assertThat(judgement.handles()).containsExactly(own);
        assertThat(judgement.findings())
                .extracting(finding -> finding.refusal().reason())
                .containsExactly(Reason.FOREIGN_HANDLE);
        assertThat(judgement.findings().getFirst().path())
                .isEqualTo("data -> org.ferrywasm.transfer.SendabilityTest$Declared.state -> java.util.ArrayList[1]"
                        + " -> java.lang.Object[][0] -> org.ferrywasm.transfer.Judge$Connected");
    }

    @Test
    @Clause("D-13")
    void d13_aBoxMayHoldHandlesAndWhatIsMutableNotWhatIsBoundToAThread() {
        Judge.Connected own = new Judge.Connected(true);
        Map<String, Object> state = new HashMap<>();
        state.put("handle", own);
        state.put("array", new Object[] {new BitSet(), new ChildOfDeclared(), new ReentrantLock()});

        Judge.Box box = new Judge.Box(state);
        Judgement judgement = JUDGE.judge(box);
        assertThat(judgement.findings()).isEmpty();
        assertThat(judgement.handles()).containsExactly(own);
        assertThat(judgement.boxes()).containsExactly(box);

        state.put("iterator", List.of(1).iterator());
        assertThat(JUDGE.judge(box).findings()).singleElement().satisfies(finding -> {
            assertThat(finding.refusal().reason()).isEqualTo(Reason.THREAD_BOUND);
            assertThat(finding.path())
                    .startsWith("data -> org.ferrywasm.transfer.Judge$Box.value -> java.util.HashMap[");
        });
    }

    @Test
    void theSameObjectInABoxAndOutsideIsJudgedByTheStricterRule() {
        List<Object> list = new ArrayList<>();

        assertThat(JUDGE.reasons(new Pair(new Judge.Box(list), new Pair(1, new Pair(2, list)))))
                .containsExactly(Reason.MUTABLE);
        assertThat(JUDGE.reasons(new Pair(list, new Judge.Box(list)))).containsExactly(Reason.MUTABLE);
    }

    @Test
    void aWordEndsTheWalkAndIsListed() {
        Judgement judgement = JUDGE.judge(new Pair(1, new Judge.Word(new int[1], "nobody writes it")));

        assertThat(judgement.findings()).isEmpty();
        assertThat(judgement.words()).singleElement().satisfies(trust -> {
            assertThat(trust.word()).isEqualTo("nobody writes it");
            assertThat(trust.path())
                    .isEqualTo("data -> org.ferrywasm.transfer.SendabilityTest$Pair.second ->"
                            + " org.ferrywasm.transfer.Judge$Word");
        });
    }

    @Test
    @Clause("D-14")
    void d14_aStageMayGoIfWhatItHoldsMayAndIsNamedSinceItMayBeGivenMore() {
        CompletableFuture<Object> open = new CompletableFuture<>();
        CompletableFuture<Object> done = CompletableFuture.completedFuture("a");

        Judgement judgement = JUDGE.judge(new Pair(open, new Pair(open, done)));
        assertThat(judgement.findings()).isEmpty();
        assertThat(judgement.stages()).containsExactly(open, done);
        assertThat(judgement.words())
                .extracting(Trust::word)
                .hasSize(2)
                .allMatch(word -> word.startsWith("a stage: what it completes with later"));

        open.complete(new int[1]);
        assertThat(JUDGE.paths(open)).containsExactly("data -> java.util.concurrent.CompletableFuture.value -> int[]");
        done.obtrudeException(new ThrownTest.Counting());
        assertThat(JUDGE.paths(done))
                .containsExactly("data -> java.util.concurrent.CompletableFuture.exception"
                        + " -> org.ferrywasm.transfer.ThrownTest$Counting");
    }

    @Test
    void aStageThatACallWaitsForIsJudgedWhenTheCallReceivesItsValue() {
        CompletableFuture<Object> stage = CompletableFuture.completedFuture(new int[1]);
        Walk walk = JUDGE.sendability().walk(Judge::recognise);

        assertThat(walk.awaited(() -> "first stage", stage)).isZero();
        assertThat(walk.awaited(() -> "second stage", new CompletableFuture<Object>() {}))
                .isEqualTo(1);
        Judgement judgement = walk.finish();

        assertThat(judgement.words()).isEmpty();
        assertThat(judgement.findings())
                .extracting(Finding::path)
                .containsExactly("second stage -> org.ferrywasm.transfer.SendabilityTest$2");
    }

    @Test
    void whatIsKnownIsJudgedByWhatIsInIt() {
        assertThat(JUDGE.reasons(new Judge.Wrapper("a"))).isEmpty();
        assertThat(JUDGE.paths(new Judge.Wrapper(new int[1])))
                .containsExactly("data -> org.ferrywasm.transfer.Judge$Wrapper.wrapped -> int[]");
    }

    @Test
    void noCodeOfTheValuesRuns() {
        Hostile hostile = new Hostile();
        List<Object> values =
                new ArrayList<>(Arrays.asList(hostile, new Pair(hostile, hostile), Map.entry("a", hostile)));

        assertThat(JUDGE.reasons(new Pair(hostile, List.copyOf(values)))).isEmpty();
        assertThat(JUDGE.reasons(new Judge.Box(values))).isEmpty();
    }

    @Test
    @Clause("D-08")
    void d08_nullIsNeverInTheWay() {
        assertThat(JUDGE.judge(null).isSendable()).isTrue();
        assertThat(JUDGE.reasons(new Pair(null, null))).isEmpty();
    }

    @Test
    @Clause("I-05")
    void i05_allFindingsAreListedEachWithPathClassReasonAndMend() {
        Judgement judgement = JUDGE.judge(
                new Pair(List.of("a", new int[1]), new Pair(new HashMap<>(), Map.of("key", Thread.currentThread()))));

        assertThat(judgement.findings())
                .extracting(Finding::path)
                .containsExactly(
                        "data -> org.ferrywasm.transfer.SendabilityTest$Pair.first"
                                + " -> java.util.ImmutableCollections$List12[1] -> int[]",
                        "data -> org.ferrywasm.transfer.SendabilityTest$Pair.second"
                                + " -> org.ferrywasm.transfer.SendabilityTest$Pair.first -> java.util.HashMap",
                        "data -> org.ferrywasm.transfer.SendabilityTest$Pair.second"
                                + " -> org.ferrywasm.transfer.SendabilityTest$Pair.second"
                                + " -> java.util.ImmutableCollections$Map1[0].value -> java.lang.Thread");
        assertThat(judgement.findings()).allSatisfy(finding -> {
            assertThat(finding.refusal().why()).isNotBlank();
            assertThat(finding.refusal().mend()).isNotBlank();
            assertThat(finding.path()).endsWith(finding.className());
        });
    }
}
