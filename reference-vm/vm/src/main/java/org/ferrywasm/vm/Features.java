package org.ferrywasm.vm;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.ferrywasm.syntax.Feature;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the language that are switched on: an immutable set of {@link Feature}s. With a feature off, validation
 * refuses its constructs and names it.
 *
 * {@snippet class="org.ferrywasm.examples.ConfigExample" region="features"}
 */
public final class Features {
    private static final Features ALL = new Features(supported());
    private static final Features NONE = new Features(EnumSet.of(Feature.CORE));

    private final Set<Feature> enabled;

    private Features(EnumSet<Feature> enabled) {
        this.enabled = Set.copyOf(enabled);
    }

    private static EnumSet<Feature> supported() {
        EnumSet<Feature> features = EnumSet.allOf(Feature.class);
        features.removeIf(feature -> !feature.isSupported());
        return features;
    }

    /** Everything that the VM supports: the default. */
    public static Features all() {
        return ALL;
    }

    /** WebAssembly 1.0 alone. */
    public static Features none() {
        return NONE;
    }

    /**
     * The features of these names, besides WebAssembly 1.0.
     *
     * @throws IllegalArgumentException if a name is unknown or its feature not supported
     */
    public static Features ofNames(Collection<String> names) {
        Features features = NONE;
        for (String name : names) {
            Feature feature = Feature.ofName(name)
                    .orElseThrow(() -> new IllegalArgumentException("unknown feature \"" + name + "\"; known are "
                            + ALL.enabled.stream()
                                    .map(Feature::toString)
                                    .sorted()
                                    .collect(Collectors.joining(", "))));
            features = features.with(feature);
        }
        return features;
    }

    /**
     * These and another one.
     *
     * @throws IllegalArgumentException if the VM does not support it
     */
    public Features with(Feature feature) {
        if (!feature.isSupported()) {
            throw new IllegalArgumentException("feature \"" + feature + "\" is not supported");
        }
        EnumSet<Feature> more = EnumSet.copyOf(enabled);
        more.add(feature);
        return new Features(more);
    }

    /**
     * These without one.
     *
     * @throws IllegalArgumentException if it is {@link Feature#CORE}
     */
    public Features without(Feature feature) {
        if (feature == Feature.CORE) {
            throw new IllegalArgumentException("feature \"core\" cannot be switched off");
        }
        EnumSet<Feature> fewer = EnumSet.copyOf(enabled);
        fewer.remove(feature);
        return new Features(fewer);
    }

    /** Whether a feature is on. */
    public boolean contains(Feature feature) {
        return enabled.contains(feature);
    }

    /** The features as a set that cannot be changed. */
    public Set<Feature> toSet() {
        return enabled;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Features that && enabled.equals(that.enabled);
    }

    @Override
    public int hashCode() {
        return enabled.hashCode();
    }

    @Override
    public String toString() {
        return enabled.stream().sorted().map(Feature::toString).collect(Collectors.joining(","));
    }
}
