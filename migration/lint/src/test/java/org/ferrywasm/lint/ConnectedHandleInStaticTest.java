package org.ferrywasm.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectedHandleInStaticTest {
    private static void check(String members) {
        assertThat(Compiler.differences(ConnectedHandleInStatic.class, members)).isEmpty();
    }

    @Test
    void aStaticHandle() {
        StringBuilder members = new StringBuilder();
        for (String type : List.of(
                "Store<String>",
                "Store<?>",
                "Instance",
                "Func",
                "TypedFunc",
                "Memory",
                "MemoryView",
                "Table",
                "Global",
                "Tag",
                "ExternRef",
                "StructRef",
                "ArrayRef",
                "HostRef",
                "ExnRef",
                "Call",
                "Caller<String>",
                "WasmException",
                "Linker<String>",
                "Func[]",
                "Map<String, Func>",
                "List<? extends Func>",
                "Map<String, List<Optional<Memory>>>",
                "Optional<Instance>",
                "AtomicReference<Store<String>>",
                "CompletableFuture<Func>",
                "Owned<Func>",
                "java.lang.ref.WeakReference<Func>",
                "ConcurrentHashMap<String, Instance>")) {
            String name = "handle" + members.length();
            members.append("static %s %s; // warns: `%2$s` is static and holds a\n".formatted(type, name));
            members.append("%s of%s;\n".formatted(type, name));
        }
        check(members.toString());
    }

    @Test
    void whatAllThreadsMayHave() {
        StringBuilder members = new StringBuilder();
        for (String type : List.of(
                "Engine",
                "Module",
                "FrozenLinker<String>",
                "SharedMemory",
                "InterruptHandle",
                "Config",
                "HostFunction<String>",
                "Val",
                "Extern",
                "Outcome",
                "Supplier<Store<String>>",
                "Function<Store<String>, Func>",
                "Consumer<Func>",
                "Class<Func>",
                "Comparator<Func>",
                "Map<String, Module>",
                "java.nio.file.Path",
                "Map<java.nio.file.Path, java.util.stream.Stream<Module>>",
                "Owned<StringBuilder>",
                "Object",
                "List<Object>",
                "ThreadLocal<String>")) {
            members.append("static %s shared%d;\n".formatted(type, members.length()));
        }
        check(members.toString());
    }

    @Test
    void whatHoldsAHandle() {
        check("""
            record Session(Store<String> store, Func main) {}
            static class Plugin { private Session session; }
            static Session session; // warns: holds a Session with a Store in it
            static Plugin plugin; // warns: holds a Plugin with a Session with a Store in it in it
            static final Map<String, Session> sessions = new HashMap<>(); // warns: a Session with a Store
            record Named(String name, Engine engine, Named other) {}
            static Named named;
            """);
    }

    @Test
    void whatKeepsItsStoreOnAThreadOfItsOwn() {
        check("""
            static class Actor implements Runnable {
                private Store<String> store;
                public void run() {}
            }
            static class Owner {
                private final ExecutorService thread = Executors.newSingleThreadExecutor();
                private Store<String> store;
            }
            static Actor actor;
            static Owner owner;
            """);
    }

    @Test
    void aStaticOfAWiderType() {
        check("""
            static Object current;
            static Object other = List.of("no handle");
            static final Object FUNCS = first(); // warns: `FUNCS` is static and holds a Func
            static final Map<String, Object> CACHE = new HashMap<>();
            static final AtomicReference<Object> LAST = new AtomicReference<>();
            Object mine;
            static List<Func> first() { return List.of(); }
            void keep(Func func, Engine engine) {
                current = func; // warns: `current` is static and holds a Func
                current = engine;
                Test.current = List.of(func); // warns: holds a Func
                CACHE.put("func", func); // warns: `CACHE` is static and holds a Func
                CACHE.put("engine", engine);
                LAST.set(func); // warns: `LAST` is static
                mine = func;
                Map<String, Object> local = new HashMap<>();
                local.put("func", func);
            }
            """);
    }

    @Test
    void threadLocals() {
        check("""
            static final ThreadLocal<Store<String>> STORE = new ThreadLocal<>(); // warns: `STORE` belongs to a thread
            final ThreadLocal<List<Func>> funcs = ThreadLocal.withInitial(ArrayList::new); // warns: holds a Func
            static final InheritableThreadLocal<Func> FUNC = new InheritableThreadLocal<>(); // warns: `FUNC` belongs
            static final ScopedValue<Instance> INSTANCE = ScopedValue.newInstance(); // warns: holds an Instance
            static final ThreadLocal<Object> ANY = new ThreadLocal<>();
            static final ScopedValue<Object> SCOPED = ScopedValue.newInstance();
            static final ScopedValue<String> NAME = ScopedValue.newInstance();
            void use(Func func, Instance instance) {
                ANY.set(func); // warns: `ANY` belongs to a thread and holds a Func
                ANY.set("name");
                ScopedValue.where(SCOPED, func).run(() -> {}); // warns: `SCOPED` belongs to a thread
                ScopedValue.where(NAME, "name").run(() -> {});
                ScopedValue.where(INSTANCE, instance).run(() -> {});
                FUNC.set(func);
            }
            void take(ThreadLocal<Func> parameter) {}
            """);
    }

    @Test
    void theConstantsOfAnEnum() {
        check("""
            enum Plugin {
                A, B;
                private Func main; // warns: `main` is a field of an enum's constants and holds a Func
                private String name;
            }
            interface Constants {
                Func MAIN = null; // warns: `MAIN` is static
            }
            """);
    }

    @Test
    void isSuppressed() {
        check("""
            @SuppressWarnings("ConnectedHandleInStatic")
            static Func func;
            static Object any;
            @SuppressWarnings("ConnectedHandleInStatic")
            void keep(Func func) { any = func; }
            """);
    }
}
