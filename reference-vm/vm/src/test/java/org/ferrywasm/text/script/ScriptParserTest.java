package org.ferrywasm.text.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.NumType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptParserTest {
    @Test
    void modulesAreFoundInAllTheirForms() {
        Script script = parse("""
            (module $a (func))
            (module binary "\\00asm" "\\01\\00\\00\\00")
            (module $q quote "(func" ")")
            (module definition $d (memory 0))
            (module definition binary "\\00asm")
            (module instance $i $d)
            (module instance)
            """);

        assertThat(script.name()).isEqualTo("test");
        assertThat(script.commands()).extracting(Command::line).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(script.commands().get(0)).isInstanceOfSatisfying(Command.Instantiate.class, c -> {
            assertThat(c.module()).isInstanceOf(ScriptModule.Text.class);
            assertThat(c.module().id()).isEqualTo("a");
            assertThat(c.module().read().funcs()).hasSize(1);
        });
        assertThat(script.commands().get(1)).isInstanceOfSatisfying(Command.Instantiate.class, c -> {
            assertThat(c.module()).isInstanceOf(ScriptModule.Binary.class);
            assertThat(c.module().read().funcs()).isEmpty();
        });
        assertThat(script.commands().get(2)).isInstanceOfSatisfying(Command.Instantiate.class, c -> {
            assertThat(c.module().id()).isEqualTo("q");
            assertThat(((ScriptModule.Quote) c.module()).source())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("(func)");
            assertThat(c.module().read().funcs()).hasSize(1);
        });
        assertThat(script.commands().get(3)).isInstanceOfSatisfying(Command.Define.class, c -> {
            assertThat(c.module().id()).isEqualTo("d");
            assertThat(c.module().read().mems()).hasSize(1);
        });
        assertThat(script.commands().get(4)).isInstanceOf(Command.Define.class);
        assertThat(script.commands().get(5)).isEqualTo(new Command.InstantiateDefined(6, "i", "d"));
        assertThat(script.commands().get(6)).isEqualTo(new Command.InstantiateDefined(7, null, null));
    }

    @Test
    void aModuleThatIsMalformedFailsOnlyWhenItIsRead() {
        Script script =
                parse("(module (frob \"a\"))\n(module) (assert_malformed (module $m (func 1)) \"unexpected token\")");

        Command.Instantiate first = (Command.Instantiate) script.commands().getFirst();
        assertThat(script.commands()).hasSize(3);
        assertThatThrownBy(() -> first.module().read())
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("unknown operator frob (at line 1, column 10)");
        assertThat(script.commands().get(2)).isInstanceOfSatisfying(Command.AssertMalformed.class, c -> {
            assertThat(c.message()).isEqualTo("unexpected token");
            assertThat(c.custom()).isFalse();
            assertThatThrownBy(() -> c.module().read()).hasMessageStartingWith("unexpected token 1 (at line 2");
        });
    }

    @Test
    void fieldsAloneAreAModule() {
        Script script = parse(";; comment\n(func) (memory 0)");

        assertThat(script.commands()).singleElement().isInstanceOfSatisfying(Command.Instantiate.class, c -> {
            assertThat(c.line()).isEqualTo(2);
            assertThat(c.module().id()).isNull();
            assertThat(c.module().read().mems()).hasSize(1);
        });
    }

    @Test
    void actions() {
        Script script = parse("""
            (invoke "f")
            (invoke $m "\\u{e9}" (i32.const -1) (i64.const 0xffffffffffffffff) (f32.const -0) (f64.const 1))
            (get "g")
            (get $m "g")
            (invoke "r" (ref.null func) (ref.extern 3) (ref.host 4) (v128.const i32x4 1 2 3 0xffffffff))
            """);

        assertThat(script.commands())
                .containsExactly(
                        new Command.Perform(1, new Action.Invoke(null, "f", List.of())),
                        new Command.Perform(
                                2,
                                new Action.Invoke(
                                        "m",
                                        "é",
                                        List.of(
                                                new Const.Num(NumType.I32, 0xffff_ffffL),
                                                new Const.Num(NumType.I64, -1),
                                                new Const.Num(NumType.F32, 0x8000_0000L),
                                                new Const.Num(NumType.F64, 0x3ff0_0000_0000_0000L)))),
                        new Command.Perform(3, new Action.Get(null, "g")),
                        new Command.Perform(4, new Action.Get("m", "g")),
                        new Command.Perform(
                                5,
                                new Action.Invoke(
                                        null,
                                        "r",
                                        List.of(
                                                new Const.RefNull(AbsHeapType.FUNC),
                                                new Const.RefExtern(3),
                                                new Const.RefHost(4),
                                                new Const.Vec(0x2_0000_0001L, 0xffff_ffff_0000_0003L)))));
    }

    @Test
    void results() {
        Script script = parse("""
            (assert_return (invoke "f") (f32.const nan:canonical) (f64.const nan:arithmetic) (f32.const nan)
              (v128.const f32x4 1 nan:canonical nan:arithmetic -0)
              (v128.const f64x2 1 2)
              (v128.const i8x16 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 -1)
              (ref.null) (ref.null any) (ref.func) (ref.extern) (ref.extern 1) (ref.host 2) (ref.struct) (ref.array)
              (ref.eq) (ref.i31) (ref.any) (ref.exn)
              (either (i32.const 1) (f32.const nan:canonical)))
            """);

        assertThat(script.commands())
                .singleElement(InstanceOfAssertFactories.type(Command.AssertReturn.class))
                .extracting(Command.AssertReturn::results, InstanceOfAssertFactories.list(Result.class))
                .containsExactly(
                        new Result.Nan(NumType.F32, true),
                        new Result.Nan(NumType.F64, false),
                        value(NumType.F32, 0x7fc0_0000L),
                        new Result.Lanes(List.of(
                                value(NumType.F32, 0x3f80_0000L),
                                new Result.Nan(NumType.F32, true),
                                new Result.Nan(NumType.F32, false),
                                value(NumType.F32, 0x8000_0000L))),
                        new Result.Value(new Const.Vec(0x3ff0_0000_0000_0000L, 0x4000_0000_0000_0000L)),
                        new Result.Value(new Const.Vec(0x0706_0504_0302_0100L, 0xff0e_0d0c_0b0a_0908L)),
                        new Result.Null(),
                        new Result.Value(new Const.RefNull(AbsHeapType.ANY)),
                        new Result.Ref(AbsHeapType.FUNC),
                        new Result.Ref(AbsHeapType.EXTERN),
                        new Result.Value(new Const.RefExtern(1)),
                        new Result.Value(new Const.RefHost(2)),
                        new Result.Ref(AbsHeapType.STRUCT),
                        new Result.Ref(AbsHeapType.ARRAY),
                        new Result.Ref(AbsHeapType.EQ),
                        new Result.Ref(AbsHeapType.I31),
                        new Result.Ref(AbsHeapType.ANY),
                        new Result.Ref(AbsHeapType.EXN),
                        new Result.Either(List.of(value(NumType.I32, 1), new Result.Nan(NumType.F32, true))));
    }

    private static Result value(NumType type, long bits) {
        return new Result.Value(new Const.Num(type, bits));
    }

    @Test
    void assertionsOfFailures() {
        Script script = parse("""
            (assert_trap (invoke "f") "a")
            (assert_trap (module) "b")
            (assert_exhaustion (invoke "f") "c")
            (assert_exception (invoke "f"))
            (assert_malformed_custom (module quote "") "d")
            (assert_invalid (module) "e")
            (assert_invalid_custom (module) "f")
            (assert_unlinkable (module) "g")
            (register "n")
            (register "n" $i)
            """);

        Action invoke = new Action.Invoke(null, "f", List.of());
        assertThat(script.commands().get(0)).isEqualTo(new Command.AssertTrap(1, invoke, "a"));
        assertThat(script.commands().get(1)).isInstanceOf(Command.AssertInstantiationTrap.class);
        assertThat(script.commands().get(2)).isEqualTo(new Command.AssertExhaustion(3, invoke, "c"));
        assertThat(script.commands().get(3)).isEqualTo(new Command.AssertException(4, invoke));
        assertThat(script.commands().get(4))
                .isInstanceOfSatisfying(
                        Command.AssertMalformed.class,
                        c -> assertThat(c.custom()).isTrue());
        assertThat(script.commands().get(5))
                .isInstanceOfSatisfying(
                        Command.AssertInvalid.class, c -> assertThat(c.custom()).isFalse());
        assertThat(script.commands().get(6))
                .isInstanceOfSatisfying(
                        Command.AssertInvalid.class, c -> assertThat(c.custom()).isTrue());
        assertThat(script.commands().get(7))
                .isInstanceOfSatisfying(
                        Command.AssertUnlinkable.class,
                        c -> assertThat(c.message()).isEqualTo("g"));
        assertThat(script.commands().get(8)).isEqualTo(new Command.Register(9, "n", null));
        assertThat(script.commands().get(9)).isEqualTo(new Command.Register(10, "n", "i"));
    }

    @Test
    void threads() {
        Script script = parse("""
            (thread $T (shared (module $A)) (shared (module $B))
              (register "a" $A)
              (thread $U (invoke "f"))
              (wait $U))
            (wait $T)
            """);

        assertThat(script.commands())
                .containsExactly(
                        new Command.Thread(
                                1,
                                "T",
                                List.of("A", "B"),
                                List.of(
                                        new Command.Register(2, "a", "A"),
                                        new Command.Thread(
                                                3,
                                                "U",
                                                List.of(),
                                                List.of(new Command.Perform(
                                                        3, new Action.Invoke(null, "f", List.of())))),
                                        new Command.Wait(4, "U"))),
                        new Command.Wait(5, "T"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '§',
            value = {
                "( => unexpected token: the end of the input",
                "(module => unexpected token: the end of the input",
                "(module)) => unexpected token )",
                "(frob) => unknown operator frob",
                "(assert_frob (module)) => unknown operator assert_frob",
                "(assert_return (module)) => unexpected token module",
                "(assert_return (invoke \"f\") (frob)) => unknown operator frob",
                "(assert_return (invoke \"f\") (i32.const 0x100000000)) => constant out of range",
                "(invoke \"f\" (f32.const nan:canonical)) => unexpected token f32.const",
                "(invoke \"f\" (ref.func)) => unexpected token ref.func",
                "(invoke \"f\" (v128.const i32x4 1 2 3)) => unexpected token )",
                "(assert_return (invoke \"f\") (either (either (i32.const 1)))) => unexpected token either",
                "(assert_trap (invoke \"f\")) => unexpected token )",
                "(wait) => unexpected token )",
                "(invoke \"\\ff\") => malformed UTF-8 encoding",
                "(register \"a) => unclosed string",
            })
    void whatIsNoScriptIsRefused(String source, String problem) {
        assertThatThrownBy(() -> parse(source))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith(problem);
    }

    @Test
    void threadsWithinThreadsEndSomewhere() {
        assertThatThrownBy(() -> parse("(thread ".repeat(100_000)))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("too many threads within threads");
    }

    private static Script parse(String source) {
        return ScriptParser.parse(source.getBytes(StandardCharsets.UTF_8), "test");
    }
}
