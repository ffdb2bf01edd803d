package org.ferrywasm.cli.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.ferrywasm.binary.ModuleEncoder;
import org.ferrywasm.cli.script.Ending.Kind;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.InvalidException;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.text.script.Action;
import org.ferrywasm.text.script.Command;
import org.ferrywasm.text.script.Const;
import org.ferrywasm.text.script.ScriptModule;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Extern;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Features;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Global;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.LinkException;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.SharedMemory;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Trap;
import org.ferrywasm.vm.TrapReason;
import org.ferrywasm.vm.Val;
import org.ferrywasm.vm.WasmException;
import org.jspecify.annotations.Nullable;

/**
 * What one thread of a script works on: a Store, the definitions and instances that the script has named, and the modules
 * that can be imported. Confined to that thread.
 */
final class ScriptStore {
    private final Engine engine;
    private final Store<@Nullable Void> store;
    private final Map<String, Map<String, Extern>> importable = new HashMap<>();
    private final Map<String, Module> definitions = new HashMap<>();
    private final Map<String, Instance> instances = new HashMap<>();
    private final Map<String, SharedExports> given;
    private final Map<Integer, ExternRef> externs = new HashMap<>();
    private final @Nullable Escort escort;
    private @Nullable Module lastDefinition;
    private @Nullable Instance lastInstance;

    /**
     * A Store of the current thread.
     *
     * @param run the script's run
     * @param thread what the script's thread goes by
     * @param given what the thread was given of other threads' instances, by the identifiers of those
     */
    ScriptStore(ScriptRunner.Run run, String thread, Map<String, SharedExports> given) {
        this.engine = run.engine();
        this.given = given;
        store = Store.of(engine);
        importable.put(Spectest.NAME, Spectest.exports(store));
        Escort.Service escorts = run.manner().escorts();
        if (escorts == null) {
            escort = null;
        } else {
            store.setFuel(Long.MAX_VALUE);
            escort = escorts.escort(thread, store, this::handles);
        }
    }

    /** Every handle into the Store that the script may still need. */
    private List<Object> handles() {
        List<Object> handles = new ArrayList<>(instances.values());
        if (lastInstance != null) {
            handles.add(lastInstance);
        }
        handles.addAll(externs.values());
        for (Map<String, Extern> exports : importable.values()) {
            for (Extern export : exports.values()) {
                if (!(export instanceof SharedMemory)) {
                    handles.add(export);
                }
            }
        }
        return handles;
    }

    /** Ends a command: what is wrong with the Store behind it, or null. */
    @Nullable
    String ended(Command command) {
        return escort == null ? null : escort.ended(command);
    }

    /** Ends the script's thread. */
    void close() {
        if (escort != null) {
            escort.close();
        }
    }

    /** {@return an engine with these features, for this manner} */
    static Engine engine(Set<Feature> features, Manner manner) {
        Features on = Features.none();
        for (Feature feature : features) {
            on = on.with(feature);
        }
        return new Engine(manner.configure(Config.DEFAULT.features(on)));
    }

    /** Defines a module and instantiates it. */
    Ending instantiate(ScriptModule source) {
        return ending(() -> {
            lastInstance = null;
            Module module = compile(source);
            remember(source.id(), module);
            instantiate(source.id(), module);
            return List.of();
        });
    }

    /** Defines a module. */
    Ending define(ScriptModule source) {
        return ending(() -> {
            remember(source.id(), compile(source));
            return List.of();
        });
    }

    /** Instantiates a module that was defined before. */
    Ending instantiateDefined(@Nullable String id, @Nullable String definition) {
        return ending(() -> {
            Module module = definition == null ? lastDefinition : definitions.get(definition);
            if (module == null) {
                throw new ScriptError("no module definition" + (definition == null ? "" : " $" + definition));
            }
            lastInstance = null;
            instantiate(id, module);
            return List.of();
        });
    }

    /** Instantiates a module that nothing in the script will refer to. */
    Ending probe(ScriptModule source) {
        return ending(() -> {
            link(compile(source));
            return List.of();
        });
    }

    /** Reads a module and validates it. */
    Ending validate(ScriptModule source) {
        return ending(() -> {
            compile(source);
            return List.of();
        });
    }

    /** Makes what an instance exports importable under a name, in place of what was importable under it before. */
    Ending register(String name, @Nullable String id) {
        return ending(() -> {
            SharedExports shared = id == null || instances.containsKey(id) ? null : given.get(id);
            importable.put(name, shared == null ? instance(id).exports() : Map.copyOf(shared.memories()));
            return List.of();
        });
    }

    /** Calls a function, or reads a global. */
    Ending perform(Action action) {
        return ending(() -> {
            Extern export =
                    instance(action.instance()).findExport(action.name()).orElse(null);
            return switch (action) {
                case Action.Invoke(var _, String name, List<Const> args) -> {
                    if (!(export instanceof Func func)) {
                        throw new ScriptError("no function \"" + name + "\" is exported");
                    }
                    yield Manner.call(func, args.stream().map(this::value).toArray(Val[]::new), escort);
                }
                case Action.Get(var _, String name) -> {
                    if (!(export instanceof Global global)) {
                        throw new ScriptError("no global \"" + name + "\" is exported");
                    }
                    yield List.of(global.get());
                }
            };
        });
    }

    /**
     * What another thread may be given of an instance.
     *
     * @throws ScriptError if there is no such instance
     */
    SharedExports sharedExports(String id) {
        if (!instances.containsKey(id) && given.containsKey(id)) {
            return given.get(id);
        }
        Map<String, SharedMemory> memories = new HashMap<>();
        instance(id).exports().forEach((name, export) -> {
            if (export instanceof SharedMemory memory) {
                memories.put(name, memory);
            }
        });
        return new SharedExports(memories);
    }

    private void remember(@Nullable String id, Module module) {
        lastDefinition = module;
        if (id != null) {
            definitions.put(id, module);
        }
    }

    private void instantiate(@Nullable String id, Module module) {
        Instance instance = link(module);
        lastInstance = instance;
        if (id != null) {
            instances.put(id, instance);
        }
    }

    private Instance link(Module module) {
        Linker<@Nullable Void> linker = new Linker<>(engine);
        importable.forEach((name, exports) -> exports.forEach((item, export) -> linker.define(name, item, export)));
        return Manner.instantiate(linker, store, module, escort);
    }

    private Module compile(ScriptModule source) {
        byte[] bytes =
                source instanceof ScriptModule.Binary binary ? binary.bytes() : ModuleEncoder.encode(source.read());
        return Module.fromBytes(engine, bytes);
    }

    private Instance instance(@Nullable String id) {
        Instance instance = id == null ? lastInstance : instances.get(id);
        if (instance == null) {
            throw new ScriptError("no instance" + (id == null ? "" : " $" + id));
        }
        return instance;
    }

    private Val value(Const constant) {
        return switch (constant) {
            case Const.Num(var type, long bits) ->
                switch (type) {
                    case I32 -> Val.i32((int) bits);
                    case I64 -> Val.i64(bits);
                    case F32 -> new Val.F32((int) bits);
                    case F64 -> new Val.F64(bits);
                };
            case Const.Vec(long low, long high) -> Val.v128(low, high);
            case Const.RefNull(var type) -> Val.nullRef(type);
            case Const.RefExtern(int number) -> extern(number);
            case Const.RefHost(int number) -> extern(number).toAny();
        };
    }

    private ExternRef extern(int number) {
        return externs.computeIfAbsent(number, n -> ExternRef.of(store, new HostNumber(n)));
    }

    private static Ending ending(Supplier<List<Val>> work) {
        try {
            return new Ending.Returned(work.get());
        } catch (MalformedException e) {
            return new Ending.Failed(Kind.MALFORMED, String.valueOf(e.getMessage()));
        } catch (InvalidException e) {
            return new Ending.Failed(Kind.INVALID, String.valueOf(e.getMessage()));
        } catch (LinkException e) {
            return new Ending.Failed(Kind.UNLINKABLE, String.valueOf(e.getMessage()));
        } catch (Trap e) {
            Kind kind = e.reason() == TrapReason.CALL_STACK_EXHAUSTED ? Kind.EXHAUSTION : Kind.TRAP;
            return new Ending.Failed(kind, String.valueOf(e.getMessage()));
        } catch (WasmException e) {
            return new Ending.Failed(Kind.EXCEPTION, String.valueOf(e.getMessage()));
        } catch (ScriptError e) {
            return new Ending.Failed(Kind.SCRIPT, String.valueOf(e.getMessage()));
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return new Ending.Crashed(e);
        }
    }
}
