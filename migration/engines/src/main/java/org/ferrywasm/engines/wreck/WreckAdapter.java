package org.ferrywasm.engines.wreck;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ferrywasm.contract.spi.EngineAdapter;
import org.ferrywasm.contract.spi.EngineSettings;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.faults.Removal;

/** Ferry without one of its protections: {@code wreck:owner-check}; as plain {@code wreck} it has all of them. */
public final class WreckAdapter implements EngineAdapter {
    private static final String FERRY = "org.ferrywasm.engines.ferry.FerryAdapter";

    private final EngineAdapter ferry;

    /** Ferry with all its protections. */
    public WreckAdapter() {
        this(List.of());
    }

    private WreckAdapter(List<Removal> removals) {
        try {
            ferry = (EngineAdapter)
                    new WreckLoader(removals).loadClass(FERRY).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Ferry's adapter cannot be loaded a second time", e);
        }
    }

    @Override
    public EngineAdapter variant(String variant) {
        return new WreckAdapter(Protection.of(variant)
                .orElseThrow(() -> new IllegalArgumentException("wreck has no protection " + variant + "; it has "
                        + Protection.all().stream().map(Protection::name).collect(Collectors.joining(", "))))
                .removals());
    }

    @Override
    public String name() {
        return "wreck";
    }

    @Override
    public String version() {
        return ferry.version();
    }

    @Override
    public Set<Feature> features() {
        return ferry.features();
    }

    @Override
    public TestedEngine open(EngineSettings settings) {
        return ferry.open(settings);
    }

    @Override
    public Failure failure(Throwable thrown) {
        return ferry.failure(thrown);
    }
}
