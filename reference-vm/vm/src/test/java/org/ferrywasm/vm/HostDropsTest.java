package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.syntax.AbsHeapType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When drop actions run, and what becomes of what they throw. */
class HostDropsTest {
    private static final Val NULL = Val.nullRef(AbsHeapType.EXTERN);

    private final Engine engine = new Engine();
    private final Store<@Nullable Void> store = Store.of(engine);
    private final List<String> dropped = new ArrayList<>();

    private ExternRef thing(String name) {
        return ExternRef.of(store, new Object(), o -> dropped.add(name));
    }

    private ExternRef throwing(String name, Throwable thrown) {
        return ExternRef.of(store, new Object(), o -> {
            dropped.add(name);
            HostDropsTest.<RuntimeException>sneak(thrown);
        });
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable thrown) throws E {
        throw (E) thrown;
    }

    private Instance guest(HostFunction<@Nullable Void> f, String body) {
        Linker<@Nullable Void> linker = new Linker<>(engine);
        linker.func("", "f", f);
        return linker.instantiate(store, Module.fromText(engine, """
            (module (func $f (import "" "f"))
              (global $g (export "g") (mut externref) (ref.null extern))
              (func (export "run") (param externref) %s))
            """.formatted(body)));
    }

    @Test
    @Clause("C-20")
    void c20_aFailureOfAnInnerCallDoesNotSwallowThatOfADropAction() {
        RuntimeException dropping = new RuntimeException("dropping");
        Func inner = Guests.instantiate(store, "(module (func (export \"f\") unreachable))")
                .getFunc("f");
        ExternRef[] handle = new ExternRef[1];
        Instance guest = guest(
                HostFunction.of(Void.class, caller -> {
                    assertThatThrownBy(inner::call).isInstanceOf(Trap.class);
                    handle[0].close();
                    return null;
                }),
                "(call $f)");
        handle[0] = throwing("a", dropping);

        assertThat(catchThrowable(() -> guest.getFunc("run").call(NULL))).isSameAs(dropping);
        assertThat(dropped).containsExactly("a");
        store.audit();
    }

    @Test
    @Clause("C-20")
    void c20_argumentsThatAreRefusedKeepTheirException() {
        RuntimeException dropping = new RuntimeException("dropping");
        Func f = Guests.instantiate(store, "(module (func (export \"f\") (param externref i32)))")
                .getFunc("f");
        lose(dropping);
        awaitLoss();

        Throwable thrown = catchThrowable(() -> f.call(NULL, NULL));

        assertThat(thrown).isInstanceOf(TypeMismatchException.class);
        assertThat(thrown.getSuppressed()).containsExactly(dropping);
    }

    /** A handle that nobody has any more. */
    private void lose(RuntimeException dropping) {
        throwing("lost", dropping);
    }

    private void awaitLoss() {
        for (int i = 0; i < 500 && store.state().hosts().count(0) > 0; i++) {
            System.gc();
            store.enter("the test");
            Thread.onSpinWait();
        }
        assertThat(dropped).isEmpty();
        assertThat(store.state().hosts().count(0)).isZero();
    }

    @Test
    @Clause("C-20")
    void c20_aDropActionInWhichTheJvmFailsPoisonsTheStoreAndCloseRunsTheOthers() {
        StackOverflowError overflow = new StackOverflowError("made");
        Instance guest = guest(HostFunction.of(Void.class, caller -> null), "(global.set $g (local.get 0))");
        ExternRef kept = thing("kept");
        guest.getGlobal("g").set(kept);
        ExternRef twice = throwing("first", overflow);
        ExternRef again = ExternRef.of(store, twice.value(), o -> dropped.add("second"));
        again.close();

        assertThat(catchThrowable(twice::close)).isSameAs(overflow);
        assertThat(dropped).containsExactly("first");
        assertThatThrownBy(() -> guest.getGlobal("g").get()).isInstanceOf(StorePoisonedException.class);

        store.close();
        assertThat(dropped).containsExactlyInAnyOrder("first", "second", "kept");
        store.close();
        assertThat(dropped).hasSize(3);
    }

    @Test
    @Clause("C-20")
    void c20_aPoisonedStoreRunsNoDropActionUntilItIsClosed() {
        StackOverflowError overflow = new StackOverflowError("made");
        ExternRef[] handle = new ExternRef[1];
        Instance guest = guest(
                HostFunction.of(Void.class, caller -> {
                    handle[0].close();
                    throw overflow;
                }),
                "(call $f)");
        handle[0] = thing("a");

        assertThat(catchThrowable(() -> guest.getFunc("run").call(NULL))).isSameAs(overflow);
        assertThat(dropped).isEmpty();

        store.close();
        assertThat(dropped).containsExactly("a");
    }

    @Test
    @Clause("C-20")
    void c20_whatIsDroppedByACallThatIsSuspendedIsDroppedThen() {
        Engine metered = new Engine(Config.DEFAULT.consumeFuel(true));
        try (Store<@Nullable Void> other = Store.of(metered)) {
            other.setFuel(100_000);
            Instance guest = Guests.instantiate(other, """
                (module
                  (type $s (struct (field externref)))
                  (type $big (array i64))
                  (func (export "run") (param externref)
                    (drop (struct.new $s (local.get 0)))
                    (local.set 0 (ref.null extern))
                    (loop (drop (array.new_default $big (i32.const 10000))) (br 0))))
                """);
            ExternRef handle = ExternRef.of(other, new Object(), o -> dropped.add("a"));
            try (Call call = guest.getFunc("run").begin(handle)) {
                handle.close();
                assertThat(dropped).isEmpty();
                while (other.getFuel() > 0 && dropped.isEmpty()) {
                    assertThat(call.resume(1000)).isInstanceOf(Outcome.OutOfFuel.class);
                }
                assertThat(dropped).containsExactly("a");
                other.audit();
            }
        }
    }

    @Test
    @Clause({"C-20", "H-04"})
    void c20_theRefusalOfACloseNamesTheDropAction() {
        Throwable[] refusal = new Throwable[1];
        ExternRef.of(store, new StringBuilder("x"), o -> refusal[0] = catchThrowable(store::close))
                .close();

        assertThat(refusal[0])
                .isInstanceOf(StoreBusyException.class)
                .hasMessageContainingAll("Store.close", "the drop action", "java.lang.StringBuilder");
        store.audit();
        store.close();
    }

    @Test
    @Clause({"C-16", "H-07"})
    void c16_closeThrowsTheFirstFailureAndDropsAll() {
        Exception first = new Exception("first");
        Exception second = new Exception("second");
        ExternRef a = throwing("a", first);
        ExternRef b = throwing("b", second);
        ExternRef c = thing("c");

        Throwable thrown = catchThrowable(store::close);

        assertThat(thrown).isSameAs(first);
        assertThat(thrown.getSuppressed()).containsExactly(second);
        assertThat(dropped).containsExactly("a", "b", "c");
        assertThat(List.of(a, b, c))
                .allSatisfy(handle -> assertThatThrownBy(handle::value).isInstanceOf(StoreClosedException.class));
    }
}
