package org.ferrywasm.vm;

import java.util.EnumSet;
import java.util.Set;
import org.ferrywasm.syntax.ModuleLimits;

/**
 * What an Engine is told when it is made. Immutable: each setter gives a new configuration. Begin with {@link #DEFAULT}.
 *
 * <pre>{@code
 * Engine engine = new Engine(Config.DEFAULT.consumeFuel(true).features(Features.all().without(Feature.THREADS)));
 * }</pre>
 */
public final class Config {
    /** Every supported feature, no fuel, the usual limits. */
    public static final Config DEFAULT =
            new Config(Features.all(), ModuleLimits.DEFAULT, StoreLimits.DEFAULT, EnumSet.of(Switch.FUSE));

    private enum Switch {
        CONSUME_FUEL,
        FUSE,
        CANONICALISE_NANS,
        COLLECT_ALWAYS,
        TRACE_HANDLES
    }

    private final Features features;
    private final ModuleLimits moduleLimits;
    private final StoreLimits storeLimits;
    private final Set<Switch> switches;

    private Config(Features features, ModuleLimits moduleLimits, StoreLimits storeLimits, Set<Switch> switches) {
        this.features = features;
        this.moduleLimits = moduleLimits;
        this.storeLimits = storeLimits;
        this.switches = Set.copyOf(switches);
    }

    /** Which parts of the language are on. */
    public Config features(Features newFeatures) {
        return new Config(newFeatures, moduleLimits, storeLimits, switches);
    }

    /** How large modules may be. */
    public Config moduleLimits(ModuleLimits newLimits) {
        return new Config(features, newLimits, storeLimits, switches);
    }

    /** The limits of Stores that are made without limits of their own. */
    public Config storeLimits(StoreLimits newLimits) {
        return new Config(features, moduleLimits, newLimits, switches);
    }

    /** Whether running guest code costs fuel ({@link Store#setFuel}). Off at first. */
    public Config consumeFuel(boolean on) {
        return with(Switch.CONSUME_FUEL, on);
    }

    /**
     * Whether lowering fuses instructions. On at first; off, each instruction is executed by itself, more slowly: the
     * yardstick that the fused form is tested against.
     */
    public Config fuseInstructions(boolean on) {
        return with(Switch.FUSE, on);
    }

    /** Whether a float operator that gives a NaN gives the canonical one. Off at first: payloads propagate. */
    public Config canonicaliseNans(boolean on) {
        return with(Switch.CANONICALISE_NANS, on);
    }

    /**
     * Whether each allocation on a Store's heap and each checkpoint of a call collects first: for tests, which find lost
     * references by it (clause C-17).
     */
    public Config collectAlways(boolean on) {
        return with(Switch.COLLECT_ALWAYS, on);
    }

    /**
     * Whether each handle to a heap or host object remembers where it was made, for messages and for {@link Store#audit}: for
     * tests, which find forgotten handles by it. Costs a stack trace a handle.
     */
    public Config traceHandles(boolean on) {
        return with(Switch.TRACE_HANDLES, on);
    }

    private Config with(Switch which, boolean on) {
        EnumSet<Switch> copy = EnumSet.noneOf(Switch.class);
        copy.addAll(switches);
        if (on) {
            copy.add(which);
        } else {
            copy.remove(which);
        }
        return new Config(features, moduleLimits, storeLimits, copy);
    }

    /** Which parts of the language are on. */
    public Features features() {
        return features;
    }

    /** How large modules may be. */
    public ModuleLimits moduleLimits() {
        return moduleLimits;
    }

    /** The limits of Stores that are made without limits of their own. */
    public StoreLimits storeLimits() {
        return storeLimits;
    }

    /** Whether running guest code costs fuel. */
    public boolean consumesFuel() {
        return switches.contains(Switch.CONSUME_FUEL);
    }

    /** Whether lowering fuses instructions. */
    public boolean fusesInstructions() {
        return switches.contains(Switch.FUSE);
    }

    /** Whether a float operator that gives a NaN gives the canonical one. */
    public boolean canonicalisesNans() {
        return switches.contains(Switch.CANONICALISE_NANS);
    }

    /** Whether each handle remembers where it was made. */
    public boolean tracesHandles() {
        return switches.contains(Switch.TRACE_HANDLES);
    }

    /** Whether each allocation and each checkpoint collects. */
    public boolean collectsAlways() {
        return switches.contains(Switch.COLLECT_ALWAYS);
    }
}
