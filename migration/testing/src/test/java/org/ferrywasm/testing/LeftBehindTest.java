package org.ferrywasm.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Memory;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Owned;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreParcel;
import org.ferrywasm.vm.Trusted;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Canaries: everything that can be left behind is, at once, so that one heap dump is enough; and each must be found. */
class LeftBehindTest {
    private static final String GUEST = """
        (module
          (memory (export "memory") 1)
          (func (export "one") (result i32) (i32.const 1))
          (func (export "two") (result i32) (i32.const 2)))
        """;

    /** The data of the Store. */
    record Data(String name, Owned<Map<String, List<String>>> box, Trusted<StringBuilder> word) {}

    /** A static field that leaks. */
    static final Map<String, Object> LEAKS = new HashMap<>();

    private static final ThreadLocal<Object> LOCAL = new ThreadLocal<>();
    private static final ClassValue<List<Object>> OF_CLASS = new ClassValue<>() {
        @Override
        protected List<Object> computeValue(Class<?> type) {
            return new ArrayList<>();
        }
    };

    private static final CountDownLatch END = new CountDownLatch(1);
    private static @Nullable WeakReference<Object> weak;
    private static @Nullable SoftReference<Object> soft;
    private static @Nullable StoreParcel<Data> packed;
    private static List<Finding> findings = List.of();

    private static StoreParcel<Data> pack() {
        Engine engine = new Engine();
        Store<Data> store = new Store<>(
                engine,
                new Data(
                        "session", Owned.of(LeftBehindTest::contents), Trusted.of(new StringBuilder("log"), "a test")));
        Instance instance = new Linker<Data>(engine).instantiate(store, Module.fromText(engine, GUEST));
        Memory memory = instance.getMemory("memory");
        memory.writeInt(0, 1);
        Func travels = instance.getFunc("one");
        travels.call();
        LEAKS.put("static", instance.getFunc("two"));
        LEAKS.put("guard", List.of(store, travels, store.data().box(), engine));
        LEAKS.put("box", store.data().box().get(store).get("log"));
        LEAKS.put("word", store.data().word().value());
        LEAKS.put("bytes", field(field(memory, "inst"), "bytes"));
        LEAKS.put("lambda", (Supplier<Object>) () -> instance.getTag("tag"));
        OF_CLASS.get(String.class).add(instance.getFunc("two"));
        weak = new WeakReference<>(instance.getMemory("memory"));
        soft = new SoftReference<>(instance.getMemory("memory"));
        start(Thread.ofPlatform().name("with a ThreadLocal"), () -> LOCAL.set(memory), null);
        start(Thread.ofPlatform().name("with a variable"), () -> {}, new Object[] {instance.getFunc("one")});
        start(Thread.ofVirtual().name("virtual"), () -> {}, new Object[] {instance.getFunc("one")});
        return store.detach(travels);
    }

    private static Map<String, List<String>> contents() {
        Map<String, List<String>> contents = new HashMap<>();
        contents.put("log", new ArrayList<>());
        return contents;
    }

    private static void start(Thread.Builder builder, Runnable first, Object @Nullable [] holder) {
        CountDownLatch started = new CountDownLatch(1);
        builder.start(() -> {
            first.run();
            Object variable = holder == null ? null : holder[0];
            if (holder != null) {
                holder[0] = "";
            }
            started.countDown();
            await(END);
            assertThat(variable == null).isEqualTo(holder == null);
        });
        await(started);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Object field(Object object, String name) {
        try {
            Field field = object.getClass().getDeclaredField(name);
            field.setAccessible(true);
            return field.get(object);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("a Store has such a field", e);
        }
    }

    /** Not in an initialiser of the class: the threads below would wait for its end. */
    @BeforeAll
    static void look() {
        StoreParcel<Data> parcel = pack();
        packed = parcel;
        findings = LeftBehind.find(parcel);
    }

    private static StoreParcel<Data> parcel() {
        return Objects.requireNonNull(packed);
    }

    @AfterAll
    static void clear() {
        END.countDown();
        LEAKS.clear();
        OF_CLASS.remove(String.class);
        parcel().close();
    }

    private static List<String> found(Finding.Kind kind) {
        return findings.stream()
                .filter(finding -> finding.kind() == kind)
                .map(Finding::toString)
                .toList();
    }

    private static void assertStale(String path) {
        assertThat(found(Finding.Kind.STALE_HANDLE))
                .anySatisfy(told -> assertThat(told).matches(path));
    }

    @Test
    void aHandleInAStaticField() {
        assertStale(
                "static org\\.ferrywasm\\.testing\\.LeftBehindTest\\.LEAKS -> java\\.util\\.HashMap\\.table -> \\[\\d+]"
                        + "( -> java\\.util\\.HashMap\\$Node\\.next)* -> java\\.util\\.HashMap\\$Node\\.value"
                        + " -> Func of Store \\d+ \\(left behind by transfer 1, by thread \".*\"\\)");
    }

    @Test
    void aHandleInAThreadLocalOfAnotherThread() {
        assertStale(
                "thread \"with a ThreadLocal\" -> java\\.lang\\.Thread\\.threadLocals -> .*Entry\\.value -> Memory of"
                        + " .*");
    }

    @Test
    void aHandleInALocalVariableOfAnotherThread() {
        assertStale("a local variable of .*LeftBehindTest\\.lambda\\$start\\$\\d+\\(LeftBehindTest\\.java:\\d+\\)"
                + " on the stack of thread \"with a variable\" -> Func of .*");
    }

    @Test
    void aHandleInALocalVariableOfAVirtualThread() {
        assertStale("a local variable of .* on the stack of thread \"virtual\" -> Func of .*");
    }

    @Test
    void aHandleThatALambdaCaptures() {
        assertStale("static .*LEAKS -> .*value -> org\\.ferrywasm\\.testing\\.LeftBehindTest\\$\\$Lambda\\.arg\\$1 ->"
                + " Instance of .*");
    }

    @Test
    void aHandleInAClassValue() {
        assertStale("a ClassValue -> .* -> java\\.util\\.ArrayList\\.elementData -> \\[0] -> Func of .*");
    }

    @Test
    void theContentsOfABox() {
        assertThat(found(Finding.Kind.OWNED))
                .singleElement()
                .asString()
                .matches("static .*LEAKS -> .*value" + " -> java\\.util\\.ArrayList, in an Owned of Store \\d+");
    }

    @Test
    void whatIsTrusted() {
        assertThat(found(Finding.Kind.TRUSTED))
                .singleElement()
                .asString()
                .matches("static .*LEAKS -> .*value" + " -> java\\.lang\\.StringBuilder, in a Trusted of Store \\d+");
    }

    @Test
    void theBytesOfAMemory() {
        assertThat(found(Finding.Kind.STATE))
                .singleElement()
                .asString()
                .matches("static .*LEAKS -> .*value" + " -> byte\\[], of the state of Store \\d+");
    }

    @Test
    void nothingElse() {
        assertThat(weak).isNotNull();
        assertThat(soft).isNotNull();
        assertThat(findings)
                .allSatisfy(
                        finding -> assertThat(finding.toString()).doesNotContain("weak", "soft", "guard", "parcel"));
        assertThat(found(Finding.Kind.STALE_HANDLE)).noneMatch(told -> told.contains("Table of"));
    }

    @Test
    void whatIsSharedOnPurposeDoesNotCount() {
        Object word = LEAKS.get("word");
        assertThat(word).isNotNull();

        assertThat(LeftBehind.sharing(word).find(parcel()))
                .hasSameSizeAs(findings.subList(1, findings.size()))
                .noneMatch(finding -> finding.kind() == Finding.Kind.TRUSTED);
    }

    @Test
    void aParcelThatWasAttachedIsAskedTooLate() {
        Store<@Nullable Void> store = Store.of(new Engine());
        StoreParcel<@Nullable Void> spent = store.detach();
        spent.attach();

        assertThatThrownBy(() -> LeftBehind.find(spent))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ask before it is attached, or ask about the Store");
        store.close();
    }
}
