package org.ferrywasm.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.ferrywasm.binary.ModuleDecoder;
import org.ferrywasm.binary.ModuleEncoder;
import org.ferrywasm.code.Code;
import org.ferrywasm.runtime.CodeSource;
import org.ferrywasm.runtime.FuncInst;
import org.ferrywasm.runtime.Loop;
import org.ferrywasm.runtime.MemInst;
import org.ferrywasm.runtime.ModuleInst;
import org.ferrywasm.runtime.Ref;
import org.ferrywasm.runtime.StoreConfig;
import org.ferrywasm.runtime.StoreLimit;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.runtime.TableInst;
import org.ferrywasm.runtime.TagInst;
import org.ferrywasm.runtime.TrapKind;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.TableType;
import org.ferrywasm.syntax.TypeRegistry;
import org.ferrywasm.text.Parser;
import org.ferrywasm.valid.ModuleValidator;
import org.ferrywasm.valid.ValidModule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InstantiationTest {
    private static final CodeSource NO_CODE = new CodeSource() {
        @Override
        public Code code(int funcIndex) {
            throw new AssertionError("nothing is called");
        }

        @Override
        public long[] operations() {
            throw new AssertionError("nothing is called");
        }

        @Override
        public AtomicReference<@Nullable Loop> loop() {
            throw new AssertionError("nothing is called");
        }
    };

    private final TypeRegistry registry = new TypeRegistry();
    private final StoreState store = new StoreState(StoreConfig.DEFAULT);

    private ValidModule module(String text) {
        byte[] bytes = ModuleEncoder.encode(Parser.parseModule(text));
        return ModuleValidator.validate(
                ModuleDecoder.decode(bytes, ModuleLimits.DEFAULT),
                Set.of(Feature.values()),
                registry,
                ModuleLimits.DEFAULT);
    }

    private ModuleInst instantiate(String text, Object... imports) {
        return Instances.instantiate(store, module(text), NO_CODE, List.of(imports));
    }

    private MemInst memory(long pages) {
        return Instantiation.memory(store, MemType.of(Limits.atLeast(pages)));
    }

    private TableInst table(long size) {
        return new TableInst(store, TableType.of(Limits.atLeast(size), RefType.FUNCREF), Ref.NULL);
    }

    @Test
    void importsStandBeforeDefinitions() {
        FuncInst func = instantiate("(module (func))").funcs[0];
        MemInst mem = memory(2);

        ModuleInst inst = instantiate("""
            (module (import "" "m" (memory 1)) (import "" "f" (func))
              (memory 3) (func) (func))
            """, mem, func);

        assertThat(inst.funcs).hasSize(3).startsWith(func);
        assertThat(inst.mems).hasSize(2).startsWith(mem);
        assertThat(inst.mems[1].sizePages()).isEqualTo(3);
        assertThat(store.funcs()).containsExactly(func, inst.funcs[1], inst.funcs[2]);
        assertThat(store.funcs().get(2).address()).isEqualTo(2);
    }

    @Test
    void activeSegmentsAreCopiedAndDropped() {
        ModuleInst inst = instantiate("""
            (module (memory 1) (table 5 funcref) (func $f)
              (elem (i32.const 2) $f $f)
              (elem func $f)
              (elem declare func $f)
              (data (i32.const 7) "abc")
              (data "passive"))
            """);

        assertThat(inst.tables[0].get(1)).isEqualTo(Ref.NULL);
        assertThat(inst.tables[0].get(2)).isEqualTo(inst.funcs[0].ref());
        assertThat(inst.tables[0].get(3)).isEqualTo(inst.funcs[0].ref());
        assertThat(inst.elems[0]).isEmpty();
        assertThat(inst.elems[1]).containsExactly(inst.funcs[0].ref());
        assertThat(inst.elems[2]).isEmpty();
        assertThat(inst.mems[0].load32(7)).isEqualTo(0x0063_6261);
        assertThat(inst.droppedDatas).containsExactly(true, false);
    }

    @Test
    void tablesBeginWithTheirInitialElement() {
        ModuleInst inst = instantiate("(module (func $f) (table 3 funcref (ref.func $f)))");

        assertThat(inst.tables[0].get(2)).isEqualTo(inst.funcs[0].ref());
    }

    @Test
    void offsetsAreUnsigned() {
        assertThatThrownBy(() -> instantiate("(module (memory 1) (data (i32.const -1) \"a\"))"))
                .isInstanceOf(TrapSignal.class)
                .hasMessage("out of bounds memory access");
        assertThatThrownBy(() -> instantiate("(module (memory i64 1) (data (i64.const -1) \"a\"))"))
                .isInstanceOf(TrapSignal.class);
        assertThat(instantiate("(module (memory 1) (data (i32.const 65536) \"\"))"))
                .isNotNull();
        assertThatThrownBy(() -> instantiate("(module (memory 1) (data (i32.const 65537) \"\"))"))
                .isInstanceOf(TrapSignal.class);
    }

    @Test
    void segmentsBeforeTheOneThatTrapsStayWritten() {
        MemInst mem = memory(1);
        TableInst table = table(1);

        assertThatThrownBy(() -> instantiate("""
            (module (import "" "m" (memory 1)) (import "" "t" (table 1 funcref)) (func $f)
              (elem (i32.const 0) $f)
              (data (i32.const 0) "a") (data (i32.const 65536) "b") (data (i32.const 1) "c"))
            """, mem, table)).isInstanceOfSatisfying(TrapSignal.class, trap -> {
            assertThat(trap.kind()).isEqualTo(TrapKind.OUT_OF_BOUNDS_MEMORY_ACCESS);
            assertThat(trap.where()).isEqualTo("data segment 1");
        });

        assertThat(mem.load16(0)).isEqualTo((short) 'a');
        assertThat(store.func(table.get(0))).isSameAs(store.funcs().getFirst());
        assertThat(store.modules()).hasSize(1);
    }

    @Test
    void elementSegmentsAreCopiedBeforeDataSegments() {
        MemInst mem = memory(1);
        TableInst table = table(1);

        assertThatThrownBy(() -> instantiate("""
            (module (import "" "m" (memory 1)) (import "" "t" (table 1 funcref)) (func $f)
              (elem (i32.const 1) $f) (data (i32.const 0) "a"))
            """, mem, table))
                .isInstanceOfSatisfying(
                        TrapSignal.class, trap -> assertThat(trap.where()).isEqualTo("element segment 0"));

        assertThat(mem.load8(0)).isZero();
    }

    @Test
    void aFailedInstantiationForgetsWhatItAllocated() {
        memory(1);
        StoreState.Extent before = store.extent();

        assertThatThrownBy(() -> instantiate("""
            (module (memory 3) (memory 1 2 shared) (table 9 funcref) (global i32 (i32.const 1)) (tag) (func $f)
              (elem (i32.const 0) $f) (data (i32.const 196608) "b"))
            """)).isInstanceOf(TrapSignal.class);

        assertThat(store.extent()).isEqualTo(before);
    }

    @Test
    void whatCannotBeAllocatedIsNamed() {
        StoreState small = new StoreState(
                StoreConfig.DEFAULT.with(StoreLimit.MEMORY_BYTES, 2 * 65_536).with(StoreLimit.TABLE_ELEMENTS, 10));

        assertThatThrownBy(() ->
                        Instances.instantiate(small, module("(module (memory 2) (memory 1))"), NO_CODE, List.of()))
                .isInstanceOfSatisfying(
                        TrapSignal.class, trap -> assertThat(trap.where()).isEqualTo("memory 1"));
        assertThatThrownBy(() -> Instances.instantiate(
                        small, module("(module (memory 2) (table 11 funcref))"), NO_CODE, List.of()))
                .isInstanceOfSatisfying(
                        TrapSignal.class, trap -> assertThat(trap.where()).isEqualTo("table 0"));
        assertThat(Instances.instantiate(small, module("(module (memory 2) (table 10 funcref))"), NO_CODE, List.of()))
                .isNotNull();
    }

    @Test
    void importsAreMatchedByTheirPresentTypes() {
        ValidModule needs = module("(module (import \"\" \"m\" (memory 2 5)) (import \"\" \"t\" (table 1 funcref)))");
        MemInst small = Instantiation.memory(store, MemType.of(Limits.between(1, 5)));
        TableInst table = table(1);

        assertThat(Instantiation.mismatch(needs, List.of(small, table))).isZero();
        small.grow(1);
        assertThat(Instantiation.mismatch(needs, List.of(small, table))).isEqualTo(-1);
        assertThat(Instantiation.mismatch(needs, List.of(small, small))).isEqualTo(1);
        assertThat(Instantiation.mismatch(needs, List.of(memory(2), table))).isZero();
    }

    @Test
    void functionsMatchBySubtypingAndTagsByIdentityOfTypes() {
        ModuleInst defined = instantiate("""
            (module (type $top (sub (func))) (type $sub (sub $top (func))) (func (type $sub)) (func (type $top))
              (tag (param i32)))
            """);
        ValidModule needsTop = module("(module (type $top (sub (func))) (import \"\" \"f\" (func (type $top))))");
        ValidModule needsSub = module("""
            (module (type $top (sub (func))) (type $sub (sub $top (func))) (import "" "f" (func (type $sub))))
            """);
        ValidModule needsTag = module("(module (import \"\" \"e\" (tag (param i32))))");
        ValidModule needsOtherTag = module("(module (import \"\" \"e\" (tag (param i64))))");

        assertThat(Instantiation.mismatch(needsTop, List.of(defined.funcs[0]))).isEqualTo(-1);
        assertThat(Instantiation.mismatch(needsSub, List.of(defined.funcs[1]))).isZero();
        TagInst tag = defined.tags[0];
        assertThat(Instantiation.mismatch(needsTag, List.of(tag))).isEqualTo(-1);
        assertThat(Instantiation.mismatch(needsOtherTag, List.of(tag))).isZero();
    }
}
