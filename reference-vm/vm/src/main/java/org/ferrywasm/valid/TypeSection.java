package org.ferrywasm.valid;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ferrywasm.syntax.ArrayType;
import org.ferrywasm.syntax.CompositeType;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.FieldType;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.HeapType;
import org.ferrywasm.syntax.InvalidException;
import org.ferrywasm.syntax.Matching;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.syntax.ModuleLimits.Limit;
import org.ferrywasm.syntax.PackedType;
import org.ferrywasm.syntax.RecType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.StorageType;
import org.ferrywasm.syntax.StructType;
import org.ferrywasm.syntax.SubType;
import org.ferrywasm.syntax.TypeIndex;
import org.ferrywasm.syntax.TypeRegistry;
import org.ferrywasm.syntax.ValType;

/**
 * Validates the type definitions of a module, group by group, and makes them canonical (specification, "Types", "Recursive
 * Types"). For one module.
 */
final class TypeSection {
    private final Set<Feature> features;
    private final TypeFeatures typeFeatures;
    private final TypeRegistry registry;
    private final long maxDepth;
    private final List<DefType> types = new ArrayList<>();
    private final List<CompositeType> definitions = new ArrayList<>();
    private final List<Integer> depths = new ArrayList<>();

    TypeSection(Set<Feature> features, TypeRegistry registry, ModuleLimits limits) {
        this.features = features;
        this.typeFeatures = new TypeFeatures(features);
        this.registry = registry;
        this.maxDepth = limits.get(Limit.SUBTYPE_DEPTH);
    }

    /** The canonical types so far, by type index. */
    List<DefType> types() {
        return types;
    }

    /** What the module says of each type, with type indices in it. */
    List<CompositeType> definitions() {
        return definitions;
    }

    void validate(RecType group) {
        int first = types.size();
        int end = first + group.subTypes().size();
        if (group.subTypes().size() != 1) {
            require(Feature.GC, "a recursion group", first);
        }
        for (int i = first; i < end; i++) {
            SubType sub = group.subTypes().get(i - first);
            requireFeatures(sub, i);
            requireKnown(sub, end, i);
            depths.add(depth(sub, i));
            definitions.add(sub.composite());
        }
        types.addAll(registry.canonicalise(group, types));
        for (int i = first; i < end; i++) {
            requireMatch(group.subTypes().get(i - first), i);
        }
    }

    private void requireMatch(SubType sub, int index) {
        DefType supertype = types.get(index).supertype();
        if (supertype == null) {
            return;
        }
        HeapType named = sub.supertypes().getFirst();
        if (supertype.isFinal()) {
            throw invalid("sub type " + index + " has a final supertype " + named, index);
        }
        if (!Matching.matches(types.get(index).expand(), supertype.expand())) {
            throw invalid("sub type " + index + " does not match its supertype " + named, index);
        }
    }

    /** How many types stand above a type; looked at before the canonical form, which is as large as the depths together. */
    private int depth(SubType sub, int index) {
        if (sub.supertypes().isEmpty()) {
            return 0;
        }
        if (sub.supertypes().size() > 1) {
            throw invalid("sub type " + index + " has more than one supertype", index);
        }
        int supertype = typeIndex(sub.supertypes().getFirst());
        if (Integer.compareUnsigned(supertype, index) >= 0) {
            throw invalid(
                    "unknown type " + Integer.toUnsignedString(supertype) + ": a supertype stands before its subtypes",
                    index);
        }
        int depth = depths.get(supertype) + 1;
        if (depth > maxDepth) {
            throw invalid(Limit.SUBTYPE_DEPTH.problem() + ", more than " + maxDepth, index);
        }
        return depth;
    }

    private static int typeIndex(HeapType type) {
        if (type instanceof TypeIndex(int index)) {
            return index;
        }
        throw new AssertionError("a module as read names defined types by index, not by " + type);
    }

    private void requireKnown(SubType sub, int end, int index) {
        switch (sub.composite()) {
            case FuncType func -> {
                func.params().forEach(t -> requireKnown(t, end, index));
                func.results().forEach(t -> requireKnown(t, end, index));
            }
            case StructType struct -> struct.fields().forEach(f -> requireKnown(f.storage(), end, index));
            case ArrayType array -> requireKnown(array.element().storage(), end, index);
        }
    }

    private static void requireKnown(StorageType type, int end, int index) {
        if (type instanceof RefType(boolean nullable, TypeIndex(int target))
                && Integer.compareUnsigned(target, end) >= 0) {
            throw invalid("unknown type " + Integer.toUnsignedString(target), index);
        }
    }

    private void requireFeatures(SubType sub, int index) {
        if (!sub.isFinal() || !sub.supertypes().isEmpty()) {
            require(Feature.GC, "a subtype", index);
        }
        switch (sub.composite()) {
            case FuncType func -> {
                if (func.results().size() > 1) {
                    require(Feature.MULTI_VALUE, "a function type with several results", index);
                }
                func.params().forEach(t -> requireFeature(t, index));
                func.results().forEach(t -> requireFeature(t, index));
            }
            case StructType struct -> {
                require(Feature.GC, "a structure type", index);
                struct.fields().forEach(f -> requireFeature(f, index));
            }
            case ArrayType array -> {
                require(Feature.GC, "an array type", index);
                requireFeature(array.element(), index);
            }
        }
    }

    private void requireFeature(FieldType field, int index) {
        switch (field.storage()) {
            case PackedType packed -> {}
            case ValType type -> requireFeature(type, index);
        }
    }

    private void requireFeature(ValType type, int index) {
        Feature missing = typeFeatures.missing(type);
        if (missing != null) {
            require(missing, "type " + type, index);
        }
    }

    private void require(Feature feature, String construct, int index) {
        if (!features.contains(feature)) {
            throw invalid(construct + " needs feature " + feature + ", which is off", index);
        }
    }

    private static InvalidException invalid(String problem, int index) {
        return new InvalidException(problem, "type " + index);
    }
}
