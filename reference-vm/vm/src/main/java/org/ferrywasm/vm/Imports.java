package org.ferrywasm.vm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ferrywasm.exec.Instantiation;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.syntax.Import;
import org.ferrywasm.transfer.Walk;
import org.jspecify.annotations.Nullable;

/**
 * What two-level names stand for, host functions and {@link Extern}s, and how modules are given it: what a {@link Linker} and a
 * {@link FrozenLinker} have in common.
 */
final class Imports<T extends @Nullable Object> {
    private final Engine engine;
    private final Map<Name, Object> items;

    /** A two-level name. */
    record Name(String module, String name) {
        @Override
        public String toString() {
            return '"' + module + "\" \"" + name + '"';
        }
    }

    Imports(Engine engine, Map<Name, Object> items) {
        this.engine = engine;
        this.items = items;
    }

    Engine engine() {
        return engine;
    }

    Optional<Extern> get(Store<T> store, String module, String name, String operation) {
        store.enter(operation);
        Name key = new Name(module, name);
        Object item = items.get(key);
        return item == null ? Optional.empty() : Optional.of(Externs.of(store, resolve(store, item, key)));
    }

    Instance instantiate(Store<T> store, Module module, String operation) {
        Instantiation instantiation = prepare(store, module, operation);
        StoreCalls calls = store.calls();
        Events.InstantiateEvent event = Events.instantiating();
        Execution execution = calls.begin();
        boolean hasSucceeded = false;
        try {
            execution.prologue = instantiation;
            calls.finish(execution);
            hasSucceeded = true;
        } finally {
            calls.end(execution);
            if (event != null) {
                Events.instantiated(event, store, module, hasSucceeded);
            }
        }
        return new Instance(store, instantiation.instance());
    }

    InstantiationCall begin(Store<T> store, Module module, String operation) {
        Instantiation instantiation = prepare(store, module, operation);
        Execution execution = store.calls().prepare();
        execution.prologue = instantiation;
        return new InstantiationCall(store, execution, instantiation);
    }

    private Instantiation prepare(Store<T> store, Module module, String operation) {
        store.enter(operation);
        if (store.engine() != engine || module.engine() != engine) {
            throw new WrongEngineException(operation + ": "
                    + (store.engine() != engine ? store + " is" : module + " was compiled")
                    + " not for the linker's Engine");
        }
        List<Object> imports = resolveImports(store, module, operation);
        int mismatch = Instantiation.mismatch(module.valid(), imports);
        if (mismatch >= 0) {
            Import item = module.valid().imports().get(mismatch);
            throw new LinkException("incompatible import type: \"%s\" \"%s\" is %s where %s is asked for"
                    .formatted(item.module(), item.name(), Instantiation.typeOf(imports.get(mismatch)), item.type()));
        }
        return new Instantiation(store.state(), module.valid(), module.code(), imports);
    }

    private List<Object> resolveImports(Store<T> store, Module module, String operation) {
        List<Import> imports = module.valid().imports();
        List<Object> found = new ArrayList<>(imports.size());
        for (Import item : imports) {
            Object defined = items.get(new Name(item.module(), item.name()));
            if (defined == null) {
                throw new LinkException("unknown import: \"%s\" \"%s\", %s %s"
                        .formatted(item.module(), item.name(), item.type().kind(), item.type()));
            }
            found.add(defined);
        }
        // All host functions are judged before the first one enters.
        store.admission().admitAll(operation, walk -> addHostFunctions(walk, imports, found));
        List<Object> resolved = new ArrayList<>(imports.size());
        for (int i = 0; i < imports.size(); i++) {
            Import item = imports.get(i);
            resolved.add(resolve(store, found.get(i), new Name(item.module(), item.name())));
        }
        return resolved;
    }

    private static void addHostFunctions(Walk walk, List<Import> imports, List<Object> found) {
        for (int i = 0; i < imports.size(); i++) {
            if (found.get(i) instanceof HostFunction<?> function) {
                Import item = imports.get(i);
                walk.root("host function " + item.module() + "." + item.name(), function);
            }
        }
    }

    @SuppressWarnings("unchecked") // only Linker.func puts host functions in, and only such as suit T
    private Object resolve(Store<T> store, Object item, Name name) {
        return item instanceof Extern extern
                ? Externs.instanceIn(store, extern, "import " + name)
                : store.admission().func((HostFunction<? super T>) item, name.module() + "." + name.name());
    }
}
