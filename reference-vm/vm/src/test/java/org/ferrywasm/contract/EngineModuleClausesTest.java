package org.ferrywasm.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Trap;
import org.ferrywasm.vm.TrapReason;
import org.ferrywasm.vm.Val;
import org.ferrywasm.vm.WrongEngineException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Group B of the contract: what is shared, and what is not for it. */
@Timeout(300)
class EngineModuleClausesTest {
    /** Counts up to its argument in its own global; the table and the memory grow by one each time. */
    private static final String COUNTING = """
        (module
          (table (export "table") 2 1000 funcref)
          (memory (export "memory") 1 100)
          (global $count (export "count") (mut i32) (i32.const 0))
          (data $passive "data")
          (elem $segment func $f)
          (func $f)
          (func (export "count up") (param $n i32) (result i32)
            (loop $again
              (global.set $count (i32.add (global.get $count) (i32.const 1)))
              (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
            (global.get $count))
          (func (export "grow") (result i32)
            (i32.add (table.grow (ref.func $f) (i32.const 5)) (memory.grow (i32.const 1))))
          (func (export "write")
            (i32.store8 (i32.const 10) (i32.const 1))
            (table.set (i32.const 0) (ref.func $f)))
          (func (export "init")
            (memory.init $passive (i32.const 0) (i32.const 0) (i32.const 4))
            (table.init $segment (i32.const 0) (i32.const 0) (i32.const 1)))
          (func (export "drop") (data.drop $passive) (elem.drop $segment)))
        """;

    /** Handed over without any ordering, on purpose. */
    private static final VarHandle PUBLISHED;

    static {
        try {
            PUBLISHED = MethodHandles.lookup()
                    .findStaticVarHandle(EngineModuleClausesTest.class, "published", Module.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Goes through a data race: what is written is read some time, and orders nothing. */
    @SuppressWarnings("unused") // through PUBLISHED
    private static @Nullable Module published;

    private static Instance instantiate(Engine engine, Module module) {
        return new Linker<@Nullable Void>(engine).instantiate(Store.of(engine), module);
    }

    @Clause("B-01")
    @Test
    void b01_manyThreadsCompileOnOneEngine() {
        Engine engine = new Engine();
        List<Callable<List<DefType>>> compilers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int seed = i;
            compilers.add(() -> {
                List<DefType> types = new ArrayList<>();
                for (int j = 0; j < 100; j++) {
                    Module module = Module.fromText(engine, """
                        (module (type (func (param i32) (result i32))) (type (struct (field i32) (field i%d)))
                          (func (export "f") (result i32) (i32.const %d)))
                        """.formatted(j % 2 == 0 ? 32 : 64, seed * 1000 + j));
                    types.add(module.types().get(0));
                    types.add(module.types().get(1));
                    assertThat(instantiate(engine, module).getFunc("f").call())
                            .containsExactly(Val.i32(seed * 1000 + j));
                }
                return types;
            });
        }

        List<List<DefType>> types = Crew.together(compilers);

        Set<DefType> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        types.forEach(distinct::addAll);
        assertThat(distinct)
                .as("equal types are one object, whoever compiled them")
                .hasSize(3);
    }

    @Clause("B-02")
    @Test
    void b02_twoThreadsInstantiateOneModule() {
        Engine engine = new Engine();
        Module module = Module.fromText(engine, COUNTING);
        Callable<Integer> worker = () -> {
            int right = 0;
            for (int i = 0; i < 300; i++) {
                Instance instance = instantiate(engine, module);
                int counted = instance.getFunc("count up")
                        .call(Val.i32(i + 1))
                        .getFirst()
                        .asInt();
                right += counted == i + 1 && instance.getTable("table").size() == 2 ? 1 : 0;
            }
            return right;
        };

        assertThat(Crew.together(List.of(worker, worker))).containsExactly(300, 300);
    }

    @Clause("B-03")
    @Test
    void b03_typesThatComeAndGoLeaveTypeChecksRight() {
        Engine engine = new Engine();
        AtomicBoolean isOver = new AtomicBoolean();
        FutureTask<Integer> churn = Crew.start("churn", () -> {
            int made = 0;
            while (!isOver.get()) {
                made++;
                Module.fromText(engine, churning(made));
                if (made % 50 == 0) {
                    System.gc();
                }
            }
            return made;
        });
        try {
            for (int i = 0; i < 300; i++) {
                Instance guest = instantiate(engine, Module.fromText(engine, """
                    (module
                      (type $right (func (param i32) (result i32)))
                      (type $wrong (func (param i64) (result i64)))
                      (table funcref (elem $f))
                      (func $f (type $right) (i32.add (local.get 0) (i32.const 1)))
                      (func (export "right") (result i32)
                        (call_indirect (type $right) (i32.const 41) (i32.const 0)))
                      (func (export "wrong") (result i64)
                        (call_indirect (type $wrong) (i64.const 41) (i32.const 0))))
                    """));
                assertThat(guest.getFunc("right").call()).containsExactly(Val.i32(42));
                assertThatThrownBy(() -> guest.getFunc("wrong").call())
                        .isInstanceOfSatisfying(
                                Trap.class,
                                trap -> assertThat(trap.reason()).isEqualTo(TrapReason.INDIRECT_CALL_TYPE_MISMATCH));
            }
        } finally {
            isOver.set(true);
        }
        assertThat(Crew.result(churn)).isPositive();
    }

    private static String churning(int seed) {
        StringBuilder fields = new StringBuilder();
        for (int bit = 0; bit < 8; bit++) {
            fields.append((seed >> bit & 1) == 0 ? " i32" : " i64");
        }
        return "(module (type (func (param" + fields + "))) (type (sub (struct (field" + fields + ")))) (type (func"
                + " (param i32) (result i32))))";
    }

    @Clause("B-04")
    @Test
    void b04_aModuleNeedsNeitherItsEnginesHandleNorItsThread() {
        Module module = Crew.on("compiler", () -> Module.fromText(new Engine(), COUNTING));
        System.gc();

        Instance guest = instantiate(module.engine(), module);

        assertThat(guest.getFunc("count up").call(Val.i32(3))).containsExactly(Val.i32(3));
    }

    @Clause("B-05")
    @Test
    void b05_nothingThatAModuleGivesChangesIt() throws Exception {
        Engine engine = new Engine();
        Module module = Module.fromText(engine, """
            (module $named (@custom "c" "contents") (import "a" "b" (func)) (type (struct)) (func (export "f")))
            """);
        String before = module.toText();
        byte[] bytes = module.toBytes();
        List<String> tried = new ArrayList<>();

        for (Method method : Module.class.getMethods()) {
            if (Modifier.isStatic(method.getModifiers()) || method.getDeclaringClass() != Module.class) {
                continue;
            }
            Object[] args = Arrays.stream(method.getParameterTypes())
                    .map(type -> type == String.class ? "c" : null)
                    .toArray();
            try {
                tried.add(method.getName());
                spoil(method.invoke(module, args));
            } catch (InvocationTargetException e) {
                throw new AssertionError(method.toString(), e.getCause());
            }
        }

        assertThat(tried).contains("types", "imports", "exports", "customSections", "toBytes");
        assertThat(module.toText()).isEqualTo(before);
        assertThat(module.toBytes()).isEqualTo(bytes);
        assertThat(new String(module.customSections("c").getFirst(), StandardCharsets.UTF_8))
                .isEqualTo("contents");
    }

    /** Overwrites what can be overwritten: a copy, or nothing. */
    private static void spoil(@Nullable Object result) {
        if (result instanceof byte[] bytes) {
            Arrays.fill(bytes, (byte) 0x7f);
        } else if (result instanceof Collection<?> collection) {
            collection.forEach(EngineModuleClausesTest::spoil);
            assertThat(Crew.thrown(collection::clear)).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Clause("B-05")
    @Test
    void b05_aModulePublishedThroughARaceIsSeenWhole() {
        Engine engine = new Engine();
        int rounds = 300;
        PUBLISHED.setOpaque((Module) null);
        Crew.together(
                () -> {
                    for (int i = 0; i < rounds; i++) {
                        PUBLISHED.setOpaque(Module.fromText(engine, COUNTING));
                    }
                    PUBLISHED.setOpaque(Module.fromText(engine, "(module $last)"));
                    return null;
                },
                () -> {
                    while (true) {
                        Module module = (Module) PUBLISHED.getOpaque();
                        if (module == null) {
                            continue;
                        }
                        if (module.name().isPresent()) {
                            return null;
                        }
                        Instance guest = instantiate(engine, module);
                        assertThat(guest.getFunc("count up").call(Val.i32(9))).containsExactly(Val.i32(9));
                        assertThat(module.exports()).hasSize(8);
                    }
                });
        PUBLISHED.setOpaque((Module) null);
    }

    @Clause("B-06")
    @Test
    void b06_whatAnInstanceDoesLaterInstancesDoNotSee() {
        Engine engine = new Engine();
        Module module = Module.fromText(engine, COUNTING);
        for (int round = 0; round < 3; round++) {
            Instance guest = instantiate(engine, module);
            assertThat(guest.getTable("table").size()).isEqualTo(2);
            assertThat(guest.getTable("table").get(0)).isInstanceOf(Val.Null.class);
            assertThat(guest.getMemory("memory").size()).isEqualTo(1);
            assertThat(guest.getMemory("memory").readByte(10)).isZero();
            assertThat(guest.getGlobal("count").get()).isEqualTo(Val.i32(0));
            guest.getFunc("init").call();

            guest.getFunc("count up").call(Val.i32(7));
            assertThat(guest.getFunc("grow").call()).containsExactly(Val.i32(3));
            guest.getFunc("write").call();
            guest.getFunc("drop").call();

            assertThatThrownBy(() -> guest.getFunc("init").call()).isInstanceOf(Trap.class);
            assertThat(guest.getTable("table").size()).isEqualTo(7);
            assertThat(guest.getMemory("memory").size()).isEqualTo(2);
            assertThat(guest.getGlobal("count").get()).isEqualTo(Val.i32(7));
        }
    }

    @Clause("B-07")
    @Test
    void b07_aModuleOfAnotherEngineIsRefused() {
        Canary canary = new Canary();
        Engine other = new Engine();
        Module foreign = Module.fromText(other, COUNTING);
        Linker<String> linker = new Linker<>(canary.engine);

        assertThatThrownBy(() -> linker.instantiate(canary.store, foreign)).isInstanceOf(WrongEngineException.class);
        assertThatThrownBy(() -> linker.module(canary.store, "m", foreign)).isInstanceOf(WrongEngineException.class);
        assertThatThrownBy(() -> new Linker<String>(other).instantiate(canary.store, foreign))
                .isInstanceOf(WrongEngineException.class);

        canary.sings();
        assertThat(linker.instantiate(canary.store, Module.fromText(canary.engine, COUNTING)))
                .isNotNull();
    }

    @Clause("B-09")
    @Test
    void b09_aLinkerIsRefusedToAnotherThread() {
        Canary canary = new Canary();
        Linker<String> linker = new Linker<>(canary.engine);
        HostFunction<String> function = HostFunction.of(Integer.class, caller -> 4);

        assertThat(Crew.thrownOn("intruder", () -> linker.func("host", "four", function)))
                .isInstanceOf(WrongThreadException.class);
        assertThat(Crew.thrownOn("intruder", () -> linker.allowShadowing(true)))
                .isInstanceOf(WrongThreadException.class);

        linker.func("host", "four", function);
        assertThat(linker.get(canary.store, "host", "four")).isPresent();
        assertThat(Crew.on("other", () -> linker.engine())).isSameAs(canary.engine);
        canary.sings();
    }

    @Clause("B-11")
    @Test
    void b11_twoStoresRunAtTheSameTime() {
        Engine engine = new Engine();
        Module module = Module.fromText(engine, """
            (module (import "host" "meet" (func $meet (param i32) (result i32)))
              (func (export "f") (param i32) (result i32)
                (local $i i32)
                (loop $again
                  (local.set 0 (call $meet (local.get 0)))
                  (br_if $again (i32.lt_u (local.tee $i (i32.add (local.get $i) (i32.const 1))) (i32.const 100))))
                (local.get 0)))
            """);
        CyclicBarrier rendezvous = new CyclicBarrier(2);
        HostFunction<@Nullable Void> meet = HostFunction.of(Integer.class, Integer.class, (caller, x) -> {
            Crew.await(rendezvous);
            return x + 1;
        });
        Callable<Integer> worker = () -> new Linker<@Nullable Void>(engine)
                .func("host", "meet", meet)
                .instantiate(Store.of(engine), module)
                .getFunc("f")
                .call(Val.i32(5))
                .getFirst()
                .asInt();

        assertThat(Crew.together(List.of(worker, worker))).containsExactly(105, 105);
    }
}
