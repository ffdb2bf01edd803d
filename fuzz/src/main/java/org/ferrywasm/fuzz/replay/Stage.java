package org.ferrywasm.fuzz.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.ferrywasm.fuzz.generate.ModuleGenerator;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.FrozenLinker;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Global;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Memory;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.NotOrphanedException;
import org.ferrywasm.vm.SharedMemory;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreLimits;
import org.ferrywasm.vm.StoreParcel;
import org.ferrywasm.vm.Trap;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;

/**
 * The Stores, instances, calls, handles and parcels of a {@link Schedule}, by name, and the steps:
 *
 * <pre>
 * store s [heap|tables|instances|hostObjects N]      a Store, with a limit
 * instantiate s i FILE                               an instance of a module
 * offer NAME i                                       to modules that are instantiated later: an instance's exports
 * freeze                                             from now on modules see what is offered now
 * begin c i FUNCTION ARGUMENT…                       a call; arguments are numbers, handles, or null
 * call i FUNCTION ARGUMENT…                          begins it and runs it to its end
 * resume c FUEL                                      goes on
 * answer                                             what guests wait for
 * interrupt c | end c | frames c
 * fuel s [N]                                         what is left, or sets it
 * gc s | audit s | close s | hosts s | heap s
 * function f i NAME | constant NAME s h             a function of it; a global that modules may import from the host
 * host h s WORD | value h | release h                a handle to a host object of the Store
 * pinned f s                                         a host function that may not go to another thread
 * hindrances s                                       what of it may not go to another thread
 * detach p s NAME… | attach p | discard p | adopt s NAME…
 * get i TABLE INDEX | set i TABLE INDEX h | size i TABLE | grow i TABLE N
 * read i MEMORY ADDRESS LENGTH | write i MEMORY ADDRESS WORD | pages i MEMORY | enlarge i MEMORY PAGES
 * compile N FILE                                     on so many threads at once
 * </pre>
 *
 * <p>A step says what became of it, or nothing; {@code on 0} and {@code on 1} before one do it on another platform thread, {@code
 * on 2} on a virtual one, {@code on 3} on a new one.
 */
final class Stage implements AutoCloseable {
    private static final String MEMORY = "memory";
    private static final int PATIENCE = 5_000;
    private static final long FUEL = 1_000_000;
    private static final MemType SHARED =
            new MemType(AddressType.I32, new Limits(1, OptionalLong.of(8)), true, MemType.DEFAULT_PAGE_SIZE_LOG2);

    private final Path folder;
    private final Engine engine = new Engine(Config.DEFAULT.consumeFuel(true));
    private final Questions questions = new Questions();
    private final Hops hops = new Hops();
    private final Map<String, Object> named = new HashMap<>();
    private final Map<String, Store<@Nullable Void>> open = new LinkedHashMap<>();
    private final Linker<@Nullable Void> linker = new Linker<>(engine);
    private final Map<String, Module> modules = new HashMap<>();
    private @Nullable FrozenLinker<@Nullable Void> frozen;

    Stage(Path folder) {
        this.folder = folder;
        Questions host = questions;
        linker.allowShadowing(true);
        linker.func(
                ModuleGenerator.HOST, "ask", HostFunction.of(Integer.class, Integer.class, (caller, n) -> host.ask(n)));
        linker.func(
                ModuleGenerator.HOST,
                "wait",
                HostFunction.async(Integer.class, Integer.class, (caller, n) -> host.askLater(n)));
        linker.func(
                ModuleGenerator.HOST,
                "collect",
                HostFunction.<@Nullable Void>of(FuncType.of(List.of(), List.of()), (caller, arguments) -> {
                    caller.store().gc();
                    return List.of();
                }));
        linker.func(
                ModuleGenerator.HOST,
                "fail",
                HostFunction.<@Nullable Void>of(
                        FuncType.of(List.of(RefType.EXTERNREF), List.of()), (caller, arguments) -> {
                            arguments.forEach(Said::of);
                            throw new IllegalStateException("the host fails");
                        }));
        linker.define(ModuleGenerator.HOST, MEMORY, SharedMemory.create(SHARED));
    }

    /** Does a step on another thread while this one waits. */
    String on(int thread, String step) {
        return hops.on(thread, () -> step(step));
    }

    /** Does a step; what is thrown is what it says. */
    String step(String step) {
        String[] words = step.split(" +", -1);
        try {
            return done(words[0], Arrays.asList(words).subList(1, words.length));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Misspelt e) {
            throw new Misspelt(step + ": " + e.getMessage());
        } catch (RuntimeException e) {
            String name = e.getClass().getSimpleName();
            return "refused: "
                    + (name.endsWith("Exception") ? name.substring(0, name.length() - "Exception".length()) : name);
        }
    }

    /** A schedule that cannot be understood. */
    static final class Misspelt extends RuntimeException {
        private static final long serialVersionUID = 1;

        Misspelt(String message) {
            super(message);
        }
    }

    private String done(String verb, List<String> words) throws IOException {
        return switch (verb) {
            case "store" -> store(words);
            case "instantiate" -> instantiate(words);
            case "offer" -> {
                linker.instance(words.get(0), instance(words.get(1)));
                yield "";
            }
            case "freeze" -> {
                frozen = linker.freeze();
                linker.func(
                        ModuleGenerator.HOST, "ask", HostFunction.of(Integer.class, Integer.class, (caller, n) -> -1));
                yield "";
            }
            case "pinned" -> pinned(words);
            case "begin" -> {
                named.put(words.get(0), begun(words.subList(1, words.size())));
                yield "";
            }
            case "call" -> {
                try (Call call = begun(words)) {
                    yield Said.of(call.resume());
                }
            }
            case "answer" -> {
                questions.answer();
                yield "";
            }
            case "compile" -> compile(words);
            default -> more(verb, words);
        };
    }

    private String more(String verb, List<String> words) {
        return switch (verb) {
            case "resume" -> Said.of(call(words.get(0)).resume(Long.parseLong(words.get(1))));
            case "interrupt" -> {
                call(words.get(0)).interruptHandle().interrupt();
                yield "";
            }
            case "end" -> {
                call(words.get(0)).close();
                yield "";
            }
            case "frames" -> Integer.toString(call(words.get(0)).frames().size());
            case "detach" -> {
                Object[] companions =
                        words.subList(2, words.size()).stream().map(this::thing).toArray();
                named.put(words.get(0), store(words.get(1)).detach(companions));
                yield "detached";
            }
            case "attach" -> {
                ((StoreParcel<?>) thing(words.get(0))).attach();
                yield "attached";
            }
            case "discard" -> {
                ((StoreParcel<?>) thing(words.get(0))).close();
                yield "";
            }
            case "host" -> {
                named.put(words.get(0), ExternRef.of(store(words.get(1)), words.get(2)));
                yield "";
            }
            case "function" -> {
                named.put(words.get(0), instance(words.get(1)).getFunc(words.get(2)));
                yield "";
            }
            case "constant" -> {
                linker.define(
                        ModuleGenerator.HOST,
                        words.get(0),
                        Global.create(
                                store(words.get(1)),
                                new GlobalType(RefType.EXTERNREF, false),
                                reference(words.get(2))));
                yield "";
            }
            case "value" -> String.valueOf(((ExternRef) thing(words.get(0))).value());
            case "release" -> {
                ((ExternRef) thing(words.get(0))).close();
                yield "";
            }
            default -> ofStore(verb, words);
        };
    }

    private String ofStore(String verb, List<String> words) {
        return switch (verb) {
            case "fuel" -> {
                if (words.size() == 2) {
                    store(words.get(0)).setFuel(Long.parseLong(words.get(1)));
                    yield "";
                }
                yield Long.toString(store(words.get(0)).getFuel());
            }
            case "gc" -> {
                store(words.get(0)).gc();
                yield "";
            }
            case "audit" -> {
                store(words.get(0)).audit();
                yield "clean";
            }
            case "close" -> {
                store(words.get(0)).close();
                open.remove(words.get(0));
                yield "";
            }
            case "adopt" -> adopt(words);
            case "hindrances" ->
                store(words.get(0)).sendability().violations().stream()
                        .map(violation -> violation.path().replaceAll(" -> .*", ""))
                        .distinct()
                        .collect(Collectors.joining(", "));
            case "hosts" -> Integer.toString(store(words.get(0)).hostObjects());
            case "heap" -> Long.toString(store(words.get(0)).heapBytes());
            case "get", "set", "size", "grow", "read", "write", "pages", "enlarge" ->
                ofInstance(verb, instance(words.get(0)), words.get(1), words.subList(2, words.size()));
            default -> throw new Misspelt("no such step");
        };
    }

    private String ofInstance(String verb, Instance instance, String name, List<String> words) {
        return switch (verb) {
            case "get" -> Said.of(instance.getTable(name).get(Long.parseLong(words.get(0))));
            case "set" -> {
                instance.getTable(name).set(Long.parseLong(words.get(0)), reference(words.get(1)));
                yield "";
            }
            case "size" -> Long.toString(instance.getTable(name).size());
            case "grow" ->
                Long.toString(instance.getTable(name).grow(Long.parseLong(words.get(0)), reference(words.get(1))));
            case "read" -> HexFormat.of().formatHex(bytes(instance, name, words));
            case "write" -> {
                memory(instance, name)
                        .write(Long.parseLong(words.get(0)), words.get(1).getBytes(StandardCharsets.UTF_8));
                yield "";
            }
            case "pages" -> Long.toString(memory(instance, name).size());
            default -> Long.toString(memory(instance, name).grow(Long.parseLong(words.get(0))));
        };
    }

    private static byte[] bytes(Instance instance, String name, List<String> words) {
        long address = Long.parseLong(words.get(0));
        int lengthBytes = Integer.parseInt(words.get(1));
        return instance.getExport(name) instanceof SharedMemory shared
                ? shared.read(address, lengthBytes)
                : memory(instance, name).read(address, lengthBytes);
    }

    private static Memory memory(Instance instance, String name) {
        return instance.getMemory(name);
    }

    // ---- things by their names

    private Object thing(String name) {
        Object thing = named.get(name);
        if (thing == null) {
            throw new Misspelt("nothing is called " + name);
        }
        return thing;
    }

    private Instance instance(String name) {
        return (Instance) thing(name);
    }

    private Call call(String name) {
        return (Call) thing(name);
    }

    @SuppressWarnings("unchecked")
    private Store<@Nullable Void> store(String name) {
        return (Store<@Nullable Void>) thing(name);
    }

    private Val.RefVal reference(String word) {
        return word.equals("null") ? Val.nullRef(AbsHeapType.NOEXTERN) : (Val.RefVal) thing(word);
    }

    // ---- steps

    private String store(List<String> words) {
        StoreLimits limits = StoreLimits.DEFAULT;
        if (words.size() == 3) {
            int most = Integer.parseInt(words.get(2));
            limits = switch (words.get(1)) {
                case "heap" -> limits.withHeapBytes(most);
                case "tables" -> limits.withTableElements(most);
                case "instances" -> limits.withInstances(most);
                case "hostObjects" -> limits.withHostObjects(most);
                case "memory" -> limits.withMemoryBytes(most);
                default -> throw new Misspelt("no such limit");
            };
        }
        Store<@Nullable Void> store = new Store<>(engine, null, limits);
        store.setFuel(FUEL);
        named.put(words.get(0), store);
        open.put(words.get(0), store);
        return "";
    }

    private String instantiate(List<String> words) throws IOException {
        Module module = module(words.get(2));
        Store<@Nullable Void> store = store(words.get(0));
        FrozenLinker<@Nullable Void> copy = frozen;
        try {
            named.put(words.get(1), copy == null ? linker.instantiate(store, module) : copy.instantiate(store, module));
            return "instantiated";
        } catch (Trap e) {
            return "trapped: " + e.reason();
        }
    }

    private Module module(String file) throws IOException {
        Module known = modules.get(file);
        if (known == null) {
            known = Module.fromText(engine, Files.readString(folder.resolve(file)));
            modules.put(file, known);
        }
        return known;
    }

    /** Takes a Store over from a thread that has ended, or is just about to. */
    private String adopt(List<String> words) {
        Object[] companions =
                words.subList(1, words.size()).stream().map(this::thing).toArray();
        for (int i = 0; ; i++) {
            try {
                Store.adopt(store(words.get(0)), companions);
                return "adopted";
            } catch (NotOrphanedException | WrongThreadException e) {
                if (i == PATIENCE) {
                    throw e;
                }
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    /** A function of the host's that holds what no other thread may have; it must be named when the Store moves. */
    private String pinned(List<String> words) {
        Thread owner = Thread.currentThread();
        int[] calls = {0};
        named.put(
                words.get(0),
                Func.of(store(words.get(1)), HostFunction.<@Nullable Void, Integer>of(Integer.class, caller -> {
                    calls[0]++;
                    return owner == Thread.currentThread() ? calls[0] : -1;
                })));
        return "";
    }

    private Call begun(List<String> words) {
        Func function = instance(words.get(0)).getFunc(words.get(1));
        List<ValType> types = function.type().params();
        Val[] arguments = new Val[types.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = argument(types.get(i), words.get(i + 2));
        }
        return function.begin(arguments);
    }

    private Val argument(ValType type, String word) {
        return switch (type.toString()) {
            case "i32" -> Val.i32(Integer.parseInt(word));
            case "i64" -> Val.i64(Long.parseLong(word));
            case "funcref" -> word.equals("null") ? Val.nullRef(AbsHeapType.NOFUNC) : (Func) thing(word);
            default -> reference(word);
        };
    }

    /** Compiles the same module on several threads at once; a function of one instance must fit where another asks for its type. */
    private String compile(List<String> words) throws IOException {
        String text = Files.readString(folder.resolve(words.get(1)));
        int threads = Integer.parseInt(words.get(0));
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Future<Module>> compiled = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                compiled.add(pool.submit(() -> {
                    start.await();
                    return Module.fromText(engine, text);
                }));
            }
        }
        for (int i = 0; i < threads; i++) {
            modules.put(words.get(1) + i, compiled.get(i).resultNow());
        }
        return "compiled";
    }

    /** Audits the Stores that are still open and here; the findings. */
    List<String> audit() {
        List<String> findings = new ArrayList<>();
        open.forEach((name, store) -> {
            try {
                if (store.isOwnedByCurrentThread()) {
                    store.audit();
                }
            } catch (RuntimeException e) {
                findings.add("the audit of " + name + ": " + e.getMessage());
            }
        });
        return findings;
    }

    @Override
    public void close() {
        hops.close();
    }
}
