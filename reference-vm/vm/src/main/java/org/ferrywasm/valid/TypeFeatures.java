package org.ferrywasm.valid;

import java.util.Set;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.HeapType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.syntax.VecType;
import org.jspecify.annotations.Nullable;

/** Which features a type needs, and which of them are off. */
final class TypeFeatures {
    private final Set<Feature> features;
    private final boolean allOn;

    TypeFeatures(Set<Feature> features) {
        this.features = features;
        this.allOn = features.containsAll(Set.of(
                Feature.SIMD, Feature.REFERENCE_TYPES, Feature.FUNCTION_REFERENCES, Feature.GC, Feature.EXCEPTIONS));
    }

    /** The first feature that a value type needs and that is off, or null. */
    @Nullable
    Feature missing(ValType type) {
        if (allOn) {
            return null;
        }
        return switch (type) {
            case NumType num -> null;
            case VecType vec -> unless(Feature.SIMD);
            case RefType ref -> missing(ref);
        };
    }

    private @Nullable Feature missing(RefType ref) {
        if (!ref.nullable()) {
            Feature typed = features.contains(Feature.GC) ? null : unless(Feature.FUNCTION_REFERENCES);
            if (typed != null) {
                return typed;
            }
        }
        return missing(ref.heap());
    }

    /** The first feature that a nullable reference over a heap type needs and that is off, or null. */
    @Nullable
    Feature missing(HeapType heap) {
        if (allOn) {
            return null;
        }
        if (!(heap instanceof AbsHeapType abs)) {
            return features.contains(Feature.GC) ? null : unless(Feature.FUNCTION_REFERENCES);
        }
        return switch (abs) {
            case FUNC, EXTERN -> unless(Feature.REFERENCE_TYPES);
            case EXN, NOEXN -> unless(Feature.EXCEPTIONS);
            case ANY, EQ, I31, STRUCT, ARRAY, NONE, NOFUNC, NOEXTERN -> unless(Feature.GC);
        };
    }

    private @Nullable Feature unless(Feature feature) {
        return features.contains(feature) ? null : feature;
    }
}
