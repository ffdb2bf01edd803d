package org.ferrywasm.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.vm.ArrayRef;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Global;
import org.ferrywasm.vm.HostRef;
import org.ferrywasm.vm.I31Ref;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreLimits;
import org.ferrywasm.vm.StructRef;
import org.ferrywasm.vm.Trap;
import org.ferrywasm.vm.Val;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Constant expressions, as the initial values of globals; every allocation collects first. */
class ConstEvalTest {
    private static final String TYPES = """
        (type $s (struct (field i32) (field i8) (field v128) (field externref)))
        (type $pair (struct (field anyref) (field anyref)))
        (type $bytes (array i8))
        (type $shorts (array i16))
        (type $ints (array i32))
        (type $doubles (array f64))
        (type $vectors (array v128))
        (type $refs (array (ref null $pair)))
        (func $f)
        """;

    private final Engine engine = new Engine(Config.DEFAULT.collectAlways(true));
    private final Store<String> store = new Store<>(engine, "");

    private Instance instantiate(String fields) {
        return new Linker<String>(engine)
                .instantiate(store, Module.fromText(engine, "(module " + TYPES + fields + ")"));
    }

    private Val value(String type, String expr) {
        return instantiate("(global (export \"g\") %s %s)".formatted(type, expr))
                .getGlobal("g")
                .get();
    }

    @ParameterizedTest
    @CsvSource({
        "(i32.add (i32.const 0x7fffffff) (i32.const 1)), -2147483648",
        "(i32.sub (i32.const 3) (i32.const 5)), -2",
        "(i32.mul (i32.const 0x10001) (i32.const 0x10001)), 131073",
        "(i32.add (i32.sub (i32.const 10) (i32.const 4)) (i32.mul (i32.const 6) (i32.const 7))), 48"
    })
    void computesWithIntegersOf32Bits(String expr, int expected) {
        assertThat(value("i32", expr)).isEqualTo(Val.i32(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "(i64.add (i64.const 0x7fffffffffffffff) (i64.const 1)), -9223372036854775808",
        "(i64.sub (i64.const 3) (i64.const 5)), -2",
        "(i64.mul (i64.const 0x100000001) (i64.const 0x100000001)), 8589934593"
    })
    void computesWithIntegersOf64Bits(String expr, long expected) {
        assertThat(value("i64", expr)).isEqualTo(Val.i64(expected));
    }

    @Test
    void givesConstants() {
        assertThat(value("f32", "(f32.const nan:0x200001)")).isEqualTo(new Val.F32(0x7FA0_0001));
        assertThat(value("f64", "(f64.const -0)")).isEqualTo(Val.f64(-0.0));
        assertThat(value("v128", "(v128.const i64x2 3 4)")).isEqualTo(Val.v128(3, 4));
    }

    @Test
    void givesReferences() {
        Instance instance = instantiate("(export \"f\" (func $f)) (global (export \"g\") funcref (ref.func $f))");

        assertThat(instance.getGlobal("g").get()).isEqualTo(instance.getFunc("f"));
        assertThat(value("externref", "(ref.null extern)")).isEqualTo(Val.nullRef(AbsHeapType.EXTERN));
        assertThat(value("i31ref", "(ref.i31 (i32.const -5))")).isEqualTo(new I31Ref(-5));
    }

    @Test
    void readsEarlierGlobals() {
        Instance instance = instantiate("""
            (global $a i32 (i32.const 20))
            (global $v v128 (v128.const i64x2 1 2))
            (global (export "b") i32 (i32.add (global.get $a) (i32.const 1)))
            (global (export "w") v128 (global.get $v))
            """);

        assertThat(instance.getGlobal("b").get()).isEqualTo(Val.i32(21));
        assertThat(instance.getGlobal("w").get()).isEqualTo(Val.v128(1, 2));
    }

    @Test
    void readsImportedGlobals() {
        Global imported = Global.create(store, new GlobalType(RefType.EXTERNREF, false), ExternRef.of(store, "host"));
        Instance instance = new Linker<String>(engine)
                .define("env", "g", imported)
                .instantiate(store, Module.fromText(engine, """
                    (module (import "env" "g" (global $g externref))
                      (global (export "in") anyref (any.convert_extern (global.get $g)))
                      (global (export "out") externref
                        (extern.convert_any (any.convert_extern (global.get $g)))))
                    """));

        assertThat(((ExternRef) instance.getGlobal("out").get()).value()).isEqualTo("host");
        assertThat(((HostRef) instance.getGlobal("in").get()).value()).isEqualTo("host");
    }

    @Test
    void makesStructures() {
        StructRef struct = (StructRef) value(
                "(ref $s)", "(struct.new $s (i32.const 1) (i32.const 0x1ff) (v128.const i64x2 2 3) (ref.null extern))");

        assertThat(List.of(struct.get(0), struct.get(1), struct.get(2), struct.get(3)))
                .containsExactly(Val.i32(1), Val.i32(0xFF), Val.v128(2, 3), Val.nullRef(AbsHeapType.EXTERN));
        StructRef empty = (StructRef) value("(ref $s)", "(struct.new_default $s)");
        assertThat(empty.get(2)).isEqualTo(Val.v128(0, 0));
    }

    @Test
    void operandsSurviveTheAllocationOfLaterOnes() {
        StructRef pair = (StructRef) value("(ref $pair)", """
            (struct.new $pair
              (struct.new $pair (ref.i31 (i32.const 1)) (array.new $ints (i32.const 9) (i32.const 2)))
              (struct.new $pair (ref.i31 (i32.const 2)) (struct.new_default $pair)))
            """);

        StructRef first = (StructRef) pair.get(0);
        assertThat(first.get(0)).isEqualTo(new I31Ref(1));
        assertThat(((ArrayRef) first.get(1)).get(1)).isEqualTo(Val.i32(9));
        assertThat(((StructRef) pair.get(1)).get(0)).isEqualTo(new I31Ref(2));
    }

    @Test
    void makesArraysOfEveryWidth() {
        assertThat(((ArrayRef) value("(ref $bytes)", "(array.new $bytes (i32.const 0x102) (i32.const 9))")).get(8))
                .isEqualTo(Val.i32(2));
        assertThat(((ArrayRef) value("(ref $shorts)", "(array.new $shorts (i32.const -1) (i32.const 3))")).get(2))
                .isEqualTo(Val.i32(0xFFFF));
        ArrayRef ints =
                (ArrayRef) value("(ref $ints)", "(array.new_fixed $ints 3 (i32.const 1) (i32.const -2) (i32.const 3))");
        assertThat(ints.length()).isEqualTo(3);
        assertThat(List.of(ints.get(0), ints.get(1), ints.get(2))).containsExactly(Val.i32(1), Val.i32(-2), Val.i32(3));
        assertThat(((ArrayRef) value("(ref $doubles)", "(array.new_fixed $doubles 1 (f64.const 0.5))")).get(0))
                .isEqualTo(Val.f64(0.5));
        ArrayRef vectors = (ArrayRef)
                value("(ref $vectors)", "(array.new_fixed $vectors 2 (v128.const i64x2 1 2) (v128.const i64x2 3 4))");
        assertThat(vectors.get(1)).isEqualTo(Val.v128(3, 4));
        ArrayRef filled =
                (ArrayRef) value("(ref $vectors)", "(array.new $vectors (v128.const i64x2 5 6) (i32.const 3))");
        assertThat(filled.get(2)).isEqualTo(Val.v128(5, 6));
        assertThat(((ArrayRef) value("(ref $doubles)", "(array.new_default $doubles (i32.const 4))")).length())
                .isEqualTo(4);
    }

    @Test
    void makesArraysOfReferences() {
        ArrayRef refs = (ArrayRef) value("(ref $refs)", """
            (array.new_fixed $refs 3
              (struct.new $pair (ref.i31 (i32.const 7)) (ref.null any)) (ref.null $pair) (struct.new_default $pair))
            """);

        assertThat(((StructRef) refs.get(0)).get(0)).isEqualTo(new I31Ref(7));
        assertThat(refs.get(1)).isEqualTo(Val.nullRef(AbsHeapType.ANY));
    }

    @Test
    void moreOperandsThanTheFirstStackHolds() {
        ArrayRef array =
                (ArrayRef) value("(ref $ints)", "(array.new_fixed $ints 100 " + "(i32.const 6) ".repeat(100) + ")");

        assertThat(array.get(99)).isEqualTo(Val.i32(6));
    }

    @Test
    void aFullHeapIsATrap() {
        Store<String> small = new Store<>(engine, "", StoreLimits.DEFAULT.withHeapBytes(1_000));
        Module module = Module.fromText(
                engine, "(module (type $a (array i64)) (global (ref $a) (array.new_default $a (i32.const 1000))))");

        assertThatThrownBy(() -> new Linker<String>(engine).instantiate(small, module))
                .isInstanceOf(Trap.class)
                .hasMessage("allocation size too large (1000 bytes of the heap are the Store's limit;"
                        + " StoreLimits.withHeapBytes sets it): initialiser of global 0");
    }
}
