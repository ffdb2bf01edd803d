package org.ferrywasm.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.Compiled;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values whose module does not open itself. */
class OpaqueTest {
    private static final String THINGS = """
        package closed;
        import java.lang.invoke.MethodHandles;
        import java.util.function.Supplier;
        public final class Things {
            record Holder(Object value) {}
            record Text(String value, int number) {}
            enum One { ONE; final Object value = new Object(); }
            public static Object holder(Object value) { return new Holder(value); }
            public static Object text(Object value) { return new Text(value.toString(), 1); }
            public static Object constant(Object value) { return One.ONE; }
            public static Object lambda(Object value) { Supplier<Object> s = () -> value; return s; }
            public static Object plainLambda(Object value) { Supplier<Object> s = () -> "plain"; return s; }
            public static Object lookup(Object value) { return MethodHandles.lookup(); }
        }
        """;

    private static Class<?> things = OpaqueTest.class;

    @BeforeAll
    static void compile(@TempDir Path folder) throws ClassNotFoundException {
        things = Compiled.module(
                        folder,
                        "closed",
                        Map.of("module-info.java", "module closed { exports closed; }", "closed/Things.java", THINGS))
                .loadClass("closed.Things");
    }

    private static Object made(String method, Object value) {
        return Compiled.call(things, method, value);
    }

    @Test
    @Clause("D-14")
    void d14_aRecordOrLambdaThatCannotBeReadIsRefusedWhateverItHolds() {
        assertThat(Judge.DEFAULT.judge(made("holder", "harmless")).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.path()).isEqualTo("data -> closed.Things$Holder");
                    assertThat(finding.refusal().reason()).isEqualTo(Reason.OPAQUE);
                    assertThat(finding.refusal().why())
                            .isEqualTo("its field value cannot be read: package closed of module closed is not open");
                    assertThat(finding.refusal().mend()).contains("open its package", "Config.lookIn", "Trusted.of");
                });
        assertThat(Judge.DEFAULT.reasons(made("lambda", "harmless"))).containsExactly(Reason.OPAQUE);
        assertThat(Judge.DEFAULT.reasons(made("constant", "harmless"))).containsExactly(Reason.OPAQUE);
    }

    @Test
    void whatNeedsNoReadingIsTakenAllTheSame() {
        assertThat(Judge.DEFAULT.reasons(made("text", "harmless"))).isEmpty();
        assertThat(Judge.DEFAULT.reasons(made("plainLambda", "harmless"))).isEmpty();
    }

    @Test
    void aLookupOfItsModuleMakesItReadable() {
        Judge judge = new Judge(Set.of(), List.of(MethodHandles.lookup(), (MethodHandles.Lookup) made("lookup", "")));

        assertThat(judge.reasons(made("holder", "harmless"))).isEmpty();
        assertThat(judge.paths(made("holder", new int[1])))
                .containsExactly("data -> closed.Things$Holder.value -> int[]");
        assertThat(judge.reasons(made("lambda", "harmless"))).isEmpty();
        assertThat(judge.paths(made("lambda", new int[1])))
                .containsExactly("data -> closed.Things$$Lambda.arg$1 -> int[]");
    }

    @Test
    @Clause("D-14")
    void d14_inABoxItIsRefusedTooSinceItMayHideAThread() {
        assertThat(Judge.DEFAULT.reasons(new Judge.Box(List.of(made("holder", Thread.currentThread())))))
                .containsExactly(Reason.OPAQUE);
    }

    @Test
    @Clause("D-14")
    void d14_whatIsDeclaredAndCannotBeReadIsNamed() {
        Judgement judgement = Judge.DEFAULT.judge(new Promising(made("holder", "harmless")));

        assertThat(judgement.findings()).isEmpty();
        assertThat(judgement.words()).singleElement().satisfies(trust -> {
            assertThat(trust.path())
                    .isEqualTo("data -> org.ferrywasm.transfer.OpaqueTest$Promising.value -> closed.Things$Holder");
            assertThat(trust.word()).startsWith("not looked into: its field value cannot be read");
        });
    }

    record Promising(Object value) implements Judge.Movable {}
}
