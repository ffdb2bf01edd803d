package org.ferrywasm.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class NotSendableCaptureTest {
    private static void check(String members) {
        assertThat(Compiler.differences(NotSendableCapture.class, members)).isEmpty();
    }

    @Test
    void theDataOfASendableStore() {
        check("""
            Engine engine = new Engine();
            void open(List<String> any, ArrayList<String> list) {
                Store.sendable(engine, new StringBuilder()); // warns: The Store's data is a StringBuilder
                Store.sendable(engine, new HashMap<String, String>()); // warns: use Map.copyOf
                Store.sendable(engine, new int[3]); // warns: is an int[]
                Store.sendable(engine, list); // warns: The Store's data is `list`, an ArrayList
                Store.sendable(engine, Arrays.asList(1, 2)); // warns: use List.of
                Store.sendable(engine, Collections.unmodifiableList(any)); // warns: view of a collection
                Store.sendable(engine, any);
                Store.sendable(engine, List.copyOf(list));
                Store.sendable(engine, List.of("a", new int[0])); // warns: The List holds an int[]
                Store.sendable(engine, List.of("a"));
                Store.sendable(engine, null);
                Store.sendable(engine, "name");
                Store.sendable(engine, Trusted.of(list, "filled before"));
                Store.sendable(engine, Shared.of(new AtomicInteger()));
                Store.sendable(engine, Owned.of(ArrayList<String>::new));
                new Store<>(engine, new StringBuilder());
            }
            """);
    }

    @Test
    void theTypesOfWhichNoObjectIsSendable() {
        StringBuilder members = new StringBuilder("Engine engine; "
                + "void open(Store<Object> any) {\n"
                + "Store<Object> store = Store.sendable(engine, null);\n");
        for (String type : List.of(
                "int[]",
                "String[][]",
                "ArrayList<String>",
                "HashMap<String, String>",
                "TreeSet<String>",
                "EnumSet<TimeUnit>",
                "WeakHashMap<String, String>",
                "StringBuilder",
                "StringJoiner",
                "Random",
                "Date",
                "BitSet",
                "AtomicInteger",
                "AtomicReference<String>",
                "ConcurrentHashMap<String, String>",
                "CopyOnWriteArrayList<String>",
                "Thread",
                "ThreadLocal<String>",
                "ScopedValue<String>",
                "Iterator<String>",
                "java.util.stream.Stream<String>",
                "java.io.InputStream",
                "java.io.PrintStream",
                "java.io.Writer",
                "java.net.Socket",
                "java.sql.Connection",
                "java.nio.ByteBuffer",
                "java.lang.foreign.Arena",
                "java.util.concurrent.locks.ReentrantLock",
                "Caller<String>",
                "Linker<String>")) {
            members.append("{ %s value = null; store.setData(value); } // warns: The Store's data is `value`\n"
                    .formatted(type));
        }
        for (String type : List.of(
                "Object",
                "String",
                "Integer",
                "int",
                "TimeUnit",
                "List<StringBuilder>",
                "Map<String, int[]>",
                "Collection<String>",
                "Runnable",
                "Supplier<String>",
                "Optional<String>",
                "java.math.BigInteger",
                "java.time.Instant",
                "java.nio.file.Path",
                "CompletableFuture<String>",
                "Owned<StringBuilder>",
                "Shared<AtomicInteger>",
                "Trusted<StringBuilder>",
                "Engine",
                "Module",
                "FrozenLinker<String>",
                "HostFunction<String>",
                "Func",
                "Store<Object>",
                "java.time.format.DateTimeFormatter")) {
            members.append("{ %s value = make(); store.setData(value); }\n".formatted(type));
        }
        check(members
                + "any.setData(new StringBuilder());\n"
                + "}\n"
                + "@SuppressWarnings(\"unchecked\") <T> T make() { return (T) null; }");
    }

    @Test
    void classesAreJudgedByTheirFields() {
        check("""
            record Session(String user, List<String> cart) {}
            record Loud(String user, ArrayList<String> cart) {}
            record Nested(Loud loud) {}
            record Careful(List<String> cart) { Careful { cart = List.copyOf(cart); } }
            static final class Closed { final String name = ""; }
            static class Open { final String name = ""; }
            static class Mutable { final String name = ""; int count; }
            static final class Declared implements Sendable { int count; }
            static class Sub extends Declared2 { }
            static class Declared2 implements Sendable { int count; }
            static final class Held { private final Map<String, String> cache = new HashMap<>(); }
            static final class Copied { private final Map<String, String> cache = Map.of(); }
            static final class Extends extends ArrayList<String> {}
            enum Level { LOW, HIGH; int count; }
            enum Plain { A }
            static abstract class Base { int count; }
            void open(Engine engine, ArrayList<String> list, Mutable mutable, Open open, Base base) {
                Store.sendable(engine, new Session("ann", List.of()));
                Store.sendable(engine, new Session("ann", new ArrayList<>())); // warns: The new Session holds an ArrayList
                Store.sendable(engine, new Session("ann", list)); // warns: The new Session holds `list`
                Store.sendable(engine, new Careful(list));
                Store.sendable(engine, new Loud("ann", list)); // warns: its field cart is an ArrayList
                Store.sendable(engine, new Nested(null)); // warns: its field loud is a Loud: its field cart is an ArrayList
                Store.sendable(engine, new Closed());
                Store.sendable(engine, new Open()); // warns: its fields are final, its class is not
                Store.sendable(engine, new Mutable()); // warns: its field count is not final
                Store.sendable(engine, mutable); // warns: its field count is not final
                Store.sendable(engine, open);
                Store.sendable(engine, base);
                Store.sendable(engine, new Declared());
                Store.sendable(engine, new Sub()); // warns: its field count is not final
                Store.sendable(engine, new Held()); // warns: its field cache is a HashMap
                Store.sendable(engine, new Copied());
                Store.sendable(engine, new Extends()); // warns: it extends java.util.ArrayList
                Store.sendable(engine, Level.LOW); // warns: its field count is not final
                Store.sendable(engine, Plain.A);
            }
            """);
    }

    @Test
    void hostFunctionsInASendableStore() {
        check("""
            static int total;
            int count;
            void run(Engine engine, Module module, FuncType type) {
                List<String> log = new ArrayList<>();
                StringBuilder text = new StringBuilder();
                List<String> copy = List.copyOf(log);
                String prefix = "> ";
                Linker<String> linker = new Linker<>(engine);
                linker.func("host", "log", HostFunction.of(Void.class, Integer.class, (caller, level) -> {
                    log.add(prefix + level); // warns: This lambda captures `log`, an ArrayList
                    return null;
                }));
                linker.func("host", "copy", HostFunction.of(Integer.class, caller -> copy.size()));
                linker.func("host", "local", HostFunction.of(Integer.class, caller -> new ArrayList<>().size()));
                linker.func("host", "static", HostFunction.of(Integer.class, caller -> total++));
                linker.func("host", "this", HostFunction.of(Integer.class, caller -> count)); // warns: captures `this`, a Test
                linker.func("host", "values", type, (caller, values) -> {
                    text.append(values); // warns: captures `text`, a StringBuilder
                    return List.of();
                });
                HostFunction<String> later = HostFunction.raw(type, (caller, slots) -> text.append(slots[0])); // warns: `text`
                linker.func("host", "later", later);
                HostFunction<String> reference = HostFunction.of(Boolean.class, String.class, this::take); // warns: captures `this`
                linker.func("host", "reference", reference);
                try (Store<String> store = Store.sendable(engine, "data")) {
                    linker.instantiate(store, module);
                }
            }
            Boolean take(Caller<String> caller, String text) { return true; }
            void pinned(Engine engine, Module module) {
                List<String> log = new ArrayList<>();
                Linker<String> linker = new Linker<>(engine);
                linker.func("host", "log", HostFunction.of(Boolean.class, caller -> log.add("")));
                try (Store<String> store = new Store<>(engine, "data")) {
                    linker.instantiate(store, module);
                }
            }
            """.replace("FuncType", "org.ferrywasm.syntax.FuncType"));
    }

    @Test
    void hostFunctionsOfAFrozenLinker() {
        check("""
            void run(Engine engine, Memory memory, SharedMemory shared, Store<String> store) {
                int[] counter = {0};
                Func func = null;
                Linker<String> linker = new Linker<>(engine);
                linker.func("host", "count", HostFunction.of(Integer.class, caller -> counter[0]++)); // warns: Linker.freeze refuses it
                linker.func("host", "call", HostFunction.of(Integer.class, c -> func.hashCode())); // warns: it is connected to a Store
                linker.define("host", "memory", memory); // warns: What is defined is `memory`, a Memory
                linker.define("host", "shared", shared);
                linker.freeze();
                linker.define("host", "later", memory);
                new Linker<String>(engine)
                        .func("host", "count", HostFunction.of(Integer.class, caller -> counter[0]++)) // warns: `counter`
                        .freeze();
                new Linker<String>(engine).func("host", "count", HostFunction.of(Integer.class, caller -> counter[0]++));
            }
            """);
    }

    @Test
    void hostFunctionsOfFields() {
        check("""
            private static final int[] COUNTER = {0};
            private final Engine engine = new Engine();
            private final Map<String, String> cache = new HashMap<>();
            private final Linker<String> linker = new Linker<>(engine);
            private final Store<String> store = Store.sendable(engine, "data");
            private final HostFunction<String> get = HostFunction.of(Integer.class, caller -> cache.size()); // warns: its field cache is a HashMap
            Test(Module module) {
                linker.func("host", "get", get);
                linker.func("host", "size", HostFunction.of(Integer.class, caller -> COUNTER[0]));
                linker.instantiate(store, module);
                ExternRef.of(store, cache); // warns: The host object is `cache`, a HashMap
                ExternRef.of(store, "text", text -> cache.remove(text)); // warns: This lambda captures `this`
                ExternRef.of(store, "text", text -> {});
                Func.of(store, HostFunction.of(Integer.class, caller -> cache.size())); // warns: captures `this`
                Func.of(store, HostFunction.of(Integer.class, caller -> store.hostObjects()));  // warns: captures `this`
            }
            """);
    }

    @Test
    void suppliersOfBoxes() {
        check("""
            void run(Engine engine, Store<?> store) {
                List<String> log = new ArrayList<>();
                List<String> given = List.of();
                Owned.of(() -> log); // warns: Owned.of refuses it
                Owned.of(engine, () -> store.toString()); // warns: it is connected to a Store
                SendableSupplier<List<String>> supplier = () -> new ArrayList<>(log); // warns: captures `log`
                Owned.of(supplier);
                Owned.of(() -> new ArrayList<>(given));
                Owned.of(ArrayList<String>::new);
            }
            """);
    }

    @Test
    void anonymousAndLocalClasses() {
        check("""
            void run(Engine engine) {
                StringBuilder text = new StringBuilder();
                Store<Object> store = Store.sendable(engine, null);
                store.setData(new Object() { int count; }); // warns: its field count is not final
                store.setData(new Object() { final int count = 1; });
                store.setData(new Object() { final Object copy = text; }); // warns: This anonymous class captures `text`
                store.setData(new Sendable() { int count; });
                final class Counter { int next() { return text.length(); } } // warns: The class Counter captures `text`
                final class Plain { int next() { return 1; } }
                final class Metrics implements Sendable { int next() { return text.length(); } }
                store.setData(new Counter());
                store.setData(new Plain());
                store.setData(new Metrics());
                Runnable inner = () -> text.append(1); // warns: This lambda captures `text`
                ExternRef.of(store, (Runnable) () -> inner.run());
                ExternRef.of(store, new Thread(inner)); // warns: it is a thread
            }
            """);
    }

    @Test
    void whichStoreIsSendable() {
        check("""
            void run(Engine engine, boolean choice, Store<Object> given) {
                Store<Object> one = Store.sendable(engine, null);
                Store<Object> other = choice ? one : Store.sendable(engine, null);
                Store<Object> either = choice ? one : given;
                Store<Object> again = Store.sendable(engine, null);
                again = given;
                one.setData(new int[0]); // warns: int[]
                other.setData(new int[0]); // warns: int[]
                either.setData(new int[0]);
                again.setData(new int[0]);
                Store.sendable(engine, (Object) "").setData(new int[0]); // warns: int[]
            }
            """);
    }

    /** A walk back to the linker for each call of a chain would take time in the square of its length. */
    @Test
    @Timeout(60)
    void longChainsTakeNoLonger() {
        check("void run(Engine engine, Store<String> given) {\n"
                + "StringBuilder text = new StringBuilder();\n"
                + "Store<String> store = given;\n"
                + "new Linker<String>(engine)\n"
                + ".func(\"host\", \"f\", HostFunction.of(Integer.class, c -> text.length())) // warns: `text`\n"
                + ".allowShadowing(true)\n".repeat(200)
                + ".freeze();\n"
                + "store = store;\nstore.setData(\"\");\n".repeat(200)
                + "}");
    }

    @Test
    void isSuppressed() {
        check("""
            @SuppressWarnings("NotSendableCapture")
            void method(Engine engine) {
                Store.sendable(engine, new StringBuilder());
            }
            void local(Engine engine) {
                StringBuilder text = new StringBuilder();
                @SuppressWarnings("NotSendableCapture")
                SendableSupplier<String> supplier = () -> text.toString();
                Owned.of(supplier);
                @SuppressWarnings("NotSendableCapture")
                Store<StringBuilder> store = Store.sendable(engine, text);
            }
            """);
    }
}
