package org.ferrywasm.engines.suite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ferrywasm.contract.spi.EngineAdapter;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.HostImport;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedGlobal;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedItem;
import org.ferrywasm.contract.spi.TestedMemory;
import org.ferrywasm.contract.spi.TestedModule;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.syntax.Export;
import org.ferrywasm.syntax.Import;
import org.ferrywasm.text.script.Action;
import org.ferrywasm.text.script.ScriptModule;
import org.jspecify.annotations.Nullable;

/**
 * What one thread of a script works on: a Store, the definitions and instances that the script has named, and the modules that
 * can be imported. Confined to that thread.
 */
final class ScriptState implements AutoCloseable {
    private final TestedEngine engine;
    private final TestedStore store;
    private final ScriptValues values;
    private final Map<String, Map<String, TestedItem>> importable = new HashMap<>();
    private final Map<String, Judgement> notImportable = new HashMap<>();
    private final Map<String, Definition> definitions = new HashMap<>();
    private final Map<String, Slot> instances = new HashMap<>();
    private final Map<String, Map<String, TestedItem>> given;
    private Definition lastDefinition = new Definition.Missing(Judgement.failed("the script has defined no module"));
    private Slot lastInstance = new Slot.Missing(Judgement.failed("the script has made no instance"));

    /**
     * A Store of the current thread.
     *
     * @param engine its engine
     * @param given the memories that the thread was given of other threads' instances, by the identifiers of those
     */
    ScriptState(TestedEngine engine, Map<String, Map<String, TestedItem>> given) {
        this.engine = engine;
        this.given = Map.copyOf(given);
        store = engine.newStore();
        values = new ScriptValues(store);
        importable.put(Spectest.NAME, Spectest.items(engine, store));
    }

    /** The values of the script. */
    ScriptValues values() {
        return values;
    }

    /** Defines a module. */
    Judgement define(ScriptModule source) {
        lastDefinition = definition(source);
        if (source.id() != null) {
            definitions.put(source.id(), lastDefinition);
        }
        return lastDefinition instanceof Definition.Missing(Judgement why) ? why : Judgement.PASSED;
    }

    /** Defines a module and instantiates it. */
    Judgement instantiate(ScriptModule source) {
        define(source);
        return instantiate(source.line(), source.id(), lastDefinition);
    }

    /** Instantiates a module that is defined already. */
    Judgement instantiateDefined(int line, @Nullable String id, @Nullable String name) {
        Definition definition = name == null ? lastDefinition : definitions.get(name);
        if (definition == null) {
            return Judgement.failed("no module definition $" + name);
        }
        return instantiate(line, id, definition);
    }

    private Judgement instantiate(int line, @Nullable String id, Definition definition) {
        lastInstance = slot(line, definition);
        if (id != null) {
            instances.put(id, lastInstance);
        }
        return lastInstance instanceof Slot.Missing(Judgement why) ? why : Judgement.PASSED;
    }

    private Definition definition(ScriptModule source) {
        try {
            Guest guest = Guest.read(source);
            return new Definition.Loaded(guest, engine.load(guest.binary()));
        } catch (Unavailable e) {
            return new Definition.Missing(e.judgement());
        } catch (RuntimeException | Error e) {
            return new Definition.Missing(Judgement.failed(
                    "module of line " + source.line() + " does not load: " + new Ending.Threw(e).describe()));
        }
    }

    private Slot slot(int line, Definition definition) {
        return switch (definition) {
            case Definition.Missing(Judgement why) -> new Slot.Missing(why);
            case Definition.Loaded loaded -> {
                try {
                    List<HostImport> imports = imports(loaded);
                    yield switch (link(loaded, imports)) {
                        case Linked.Done(TestedInstance instance) -> new Slot.Ready(loaded.guest(), instance);
                        case Linked.Failed(Ending.Threw threw) ->
                            new Slot.Missing(Judgement.failed(
                                    "module of line " + line + " is not instantiated: " + threw.describe()));
                    };
                } catch (Unavailable e) {
                    yield new Slot.Missing(e.judgement());
                }
            }
        };
    }

    /**
     * Loads a module that nothing in the script will refer to, and if that goes well instantiates it: some engines find only then
     * what is wrong with it. It is given no imports, and what else ends that does not count.
     */
    Ending validate(byte[] binary, EngineAdapter adapter) {
        Ending loaded = new Ending.Returned(new Object[0]);
        TestedModule module;
        try {
            module = engine.load(binary);
        } catch (RuntimeException | Error e) {
            return new Ending.Threw(e);
        }
        try {
            store.instantiate(module, List.of());
            return loaded;
        } catch (RuntimeException | Error e) {
            return adapter.failure(e) == Failure.WRONG_TYPE ? new Ending.Threw(e) : loaded;
        }
    }

    /**
     * Instantiates a module that nothing in the script will refer to.
     *
     * @throws Unavailable if it cannot be loaded, or imports from what could not be
     */
    Ending probe(ScriptModule source) {
        return switch (definition(source)) {
            case Definition.Missing(Judgement why) -> throw new Unavailable(why);
            case Definition.Loaded loaded ->
                switch (link(loaded, imports(loaded))) {
                    case Linked.Done _ -> new Ending.Returned(new Object[0]);
                    case Linked.Failed(Ending.Threw threw) -> threw;
                };
        };
    }

    private List<HostImport> imports(Definition.Loaded loaded) {
        Map<List<String>, HostImport> imports = new LinkedHashMap<>();
        for (Import wanted : loaded.guest().syntax().imports()) {
            Judgement why = notImportable.get(wanted.module());
            if (why != null) {
                // Else a module that is rightly unlinkable would pass for a wrong reason.
                throw new Unavailable(why);
            }
            TestedItem item = importable.getOrDefault(wanted.module(), Map.of()).get(wanted.name());
            if (item != null) {
                imports.put(
                        List.of(wanted.module(), wanted.name()),
                        new HostImport.Item(wanted.module(), wanted.name(), item));
            }
        }
        return new ArrayList<>(imports.values());
    }

    private Linked link(Definition.Loaded loaded, List<HostImport> imports) {
        try {
            return new Linked.Done(store.instantiate(loaded.module(), imports));
        } catch (RuntimeException | Error e) {
            return new Linked.Failed(new Ending.Threw(e));
        }
    }

    /** Makes what an instance exports importable under a name, in place of what was importable under it before. */
    Judgement register(String name, @Nullable String id) {
        notImportable.remove(name);
        Map<String, TestedItem> shared = id == null || instances.containsKey(id) ? null : given.get(id);
        if (shared != null) {
            importable.put(name, shared);
            return Judgement.PASSED;
        }
        Slot.Ready instance;
        try {
            instance = instance(id);
        } catch (Unavailable e) {
            notImportable.put(name, e.judgement());
            return e.judgement();
        }
        Map<String, TestedItem> exports = new HashMap<>();
        importable.put(name, exports);
        Judgement judgement = Judgement.PASSED;
        for (Export export : instance.guest().syntax().exports()) {
            try {
                exports.put(export.name(), instance.instance().export(export.name()));
            } catch (RuntimeException e) {
                judgement = Judgement.failed(
                        "export \"" + export.name() + "\" is not to be had: " + new Ending.Threw(e).describe());
            }
        }
        return judgement;
    }

    /**
     * Checks that the instance of an action is there.
     *
     * @throws Unavailable if it is not
     */
    void require(Action action) {
        instance(action.instance());
    }

    /** Calls a function, or reads a global. */
    Ending perform(Action action) {
        TestedInstance instance = instance(action.instance()).instance();
        try {
            TestedItem export = instance.export(action.name());
            return new Ending.Returned(
                    switch (action) {
                        case Action.Invoke invoke -> ((TestedFunction) export).call(values.of(invoke.args()));
                        case Action.Get _ -> new Object[] {((TestedGlobal) export).get()};
                    });
        } catch (RuntimeException | Error e) {
            return new Ending.Threw(e);
        }
    }

    /** The memories that another thread may be given of an instance. */
    Map<String, TestedItem> memories(String id) {
        Map<String, TestedItem> inherited = given.get(id);
        if (inherited != null && !instances.containsKey(id)) {
            return inherited;
        }
        Slot.Ready instance = instance(id);
        Map<String, TestedItem> memories = new HashMap<>();
        for (Export export : instance.guest().syntax().exports()) {
            if (instance.instance().export(export.name()) instanceof TestedMemory memory) {
                memories.put(export.name(), memory);
            }
        }
        return memories;
    }

    private Slot.Ready instance(@Nullable String id) {
        Slot slot = id == null ? lastInstance : instances.get(id);
        return switch (slot) {
            case null -> throw new Unavailable(Judgement.failed("no instance $" + id));
            case Slot.Missing(Judgement why) -> throw new Unavailable(why);
            case Slot.Ready ready -> ready;
        };
    }

    @Override
    public void close() {
        store.close();
    }

    /** A definition, or why there is none. */
    private sealed interface Definition {
        record Loaded(Guest guest, TestedModule module) implements Definition {}

        record Missing(Judgement why) implements Definition {}
    }

    /** What came of an instantiation. */
    private sealed interface Linked {
        record Done(TestedInstance instance) implements Linked {}

        record Failed(Ending.Threw ending) implements Linked {}
    }

    /** An instance, or why there is none. */
    private sealed interface Slot {
        record Ready(Guest guest, TestedInstance instance) implements Slot {}

        record Missing(Judgement why) implements Slot {}
    }
}
