package org.ferrywasm.contract.runner;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.ferrywasm.contract.spi.EngineAdapter;

/** The adapters on the class path. */
public final class Adapters {
    private static final char VARIANT = ':';

    private final List<EngineAdapter> found = new ArrayList<>();
    private final List<String> unusable = new ArrayList<>();

    /** Finds them. One that cannot be loaded, for instance because it needs a later Java, hides no other. */
    public Adapters() {
        Iterator<EngineAdapter> adapters = ServiceLoader.load(EngineAdapter.class, Adapters.class.getClassLoader())
                .iterator();
        while (true) {
            try {
                if (!adapters.hasNext()) {
                    return;
                }
                found.add(adapters.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                unusable.add(reason(e));
            }
        }
    }

    private static String reason(Error e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }

    /** The names of the adapters. */
    public List<String> names() {
        return found.stream().map(EngineAdapter::name).sorted().toList();
    }

    /**
     * The adapter of a name, or of a name and a variant, with a colon between them.
     *
     * @throws KitFailure if there is none
     */
    public EngineAdapter get(String name) {
        int colon = name.indexOf(VARIANT);
        String plain = colon < 0 ? name : name.substring(0, colon);
        EngineAdapter adapter = found.stream()
                .filter(candidate -> candidate.name().equals(plain))
                .findFirst()
                .orElseThrow(() -> new KitFailure("no engine " + plain + " on the class path" + instead()));
        try {
            return colon < 0 ? adapter : adapter.variant(name.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            throw new KitFailure(String.valueOf(e.getMessage()), e);
        }
    }

    private String instead() {
        String there = found.isEmpty() ? "; there is none" : "; there are " + String.join(", ", names());
        String broken = unusable.isEmpty()
                ? ""
                : "; could not be loaded on Java " + Runtime.version().feature() + ": " + String.join(", ", unusable);
        return there + broken + "; add jars with --engine-path, or name another Java with --java";
    }
}
