package org.ferrywasm.engines.suite;

import java.util.ServiceLoader;
import java.util.TreeMap;
import org.ferrywasm.contract.spi.EngineAdapter;

/** The adapters on the class path. */
final class Adapters {
    private Adapters() {}

    /**
     * An adapter by its name, or {@code NAME:VARIANT}.
     *
     * @throws IllegalArgumentException if there is none
     */
    static EngineAdapter named(String name) {
        int colon = name.indexOf(':');
        String engine = colon < 0 ? name : name.substring(0, colon);
        TreeMap<String, EngineAdapter> adapters = new TreeMap<>();
        for (EngineAdapter adapter : ServiceLoader.load(EngineAdapter.class)) {
            adapters.put(adapter.name(), adapter);
        }
        EngineAdapter adapter = adapters.get(engine);
        if (adapter == null) {
            throw new IllegalArgumentException("no engine \"" + engine + "\"; there are: " + adapters.keySet());
        }
        return colon < 0 ? adapter : adapter.variant(name.substring(colon + 1));
    }
}
