package org.ferrywasm.cli.script;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ferrywasm.syntax.Feature;

/**
 * Which features a script means to be on, by the folder it lies in. All that are supported are on, save where the scripts of
 * a proposal assert what another proposal has made wrong since; and the scripts of a proposal that is not supported are not
 * run at all.
 */
public final class FeatureTable {
    /** {@code proposals/threads} stands on WebAssembly 1.0: one table, one memory, 32-bit limits. */
    private static final Map<Path, Set<Feature>> OFF = new TreeMap<>(Map.of(
            Path.of("proposals", "threads"),
            EnumSet.of(
                    Feature.REFERENCE_TYPES,
                    Feature.MULTI_MEMORY,
                    Feature.MEMORY64,
                    Feature.FUNCTION_REFERENCES,
                    Feature.GC)));

    private static final Map<Path, Feature> NEEDED = new TreeMap<>(Map.of(
            Path.of("proposals", "custom-descriptors"), Feature.CUSTOM_DESCRIPTORS,
            Path.of("proposals", "stack-switching"), Feature.STACK_SWITCHING));

    private FeatureTable() {}

    /** {@return every feature that is supported} */
    public static Set<Feature> supported() {
        return Arrays.stream(Feature.values())
                .filter(Feature::isSupported)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Feature.class)));
    }

    /** {@return the features that a script in this place means to be on} */
    public static Set<Feature> featuresFor(Path script) {
        Set<Feature> features = supported();
        lookUp(OFF, script).ifPresent(features::removeAll);
        return features;
    }

    /** {@return the feature that a script in this place is about, if it is not supported} */
    public static Optional<Feature> unsupportedBy(Path script) {
        return lookUp(NEEDED, script).filter(feature -> !feature.isSupported());
    }

    /**
     * The features that a user's list names, such as {@code core,threads} or {@code all,-simd}. Each entry adds a feature,
     * or takes one away; a list that begins with taking away starts from all that are supported, and others from none.
     *
     * @throws IllegalArgumentException if an entry names no feature, or one that is not supported
     */
    public static Set<Feature> parse(String list) {
        Set<Feature> features = list.strip().startsWith("-") ? supported() : EnumSet.of(Feature.CORE);
        for (String entry : list.split(",", -1)) {
            String name = entry.strip();
            if (name.equals("all")) {
                features.addAll(supported());
            } else if (name.startsWith("-")) {
                features.remove(named(name.substring(1)));
            } else {
                features.add(supported(named(name)));
            }
        }
        return features;
    }

    private static Feature named(String name) {
        return Feature.ofName(name)
                .orElseThrow(() -> new IllegalArgumentException("no feature \"" + name + "\"; there are: all, "
                        + Arrays.stream(Feature.values()).map(Feature::toString).collect(Collectors.joining(", "))));
    }

    private static Feature supported(Feature feature) {
        if (!feature.isSupported()) {
            throw new IllegalArgumentException(feature + " is not supported");
        }
        return feature;
    }

    private static <T> Optional<T> lookUp(Map<Path, T> table, Path script) {
        Path folder = script.toAbsolutePath().normalize().getParent();
        return table.entrySet().stream()
                .filter(entry -> folder != null && folder.endsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
