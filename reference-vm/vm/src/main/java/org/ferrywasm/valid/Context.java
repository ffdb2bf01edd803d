package org.ferrywasm.valid;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.CompositeType;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.HeapType;
import org.ferrywasm.syntax.Matching;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.syntax.ModuleLimits.Limit;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.PackedType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.StorageType;
import org.ferrywasm.syntax.TableType;
import org.ferrywasm.syntax.TypeIndex;
import org.ferrywasm.syntax.ValType;

/**
 * What is known of a module while its expressions are validated (specification, "Contexts"), with all types as {@link
 * TypeCode}s. {@link ModuleValidator} fills the index spaces before the first expression that may refer to them; from then
 * on nothing changes, and several threads read it.
 */
final class Context {
    private static final AbsHeapType[] ABSTRACT = AbsHeapType.values();
    private static final int[] NO_TYPES = {};

    private final ModuleLimits limits;
    final TypeFeatures typeFeatures;
    private final Set<Feature> features;
    private final boolean[] enabled = new boolean[Opcode.values().length];
    private final DefType[] types;
    private final CompositeType[] definitions;
    private final int[] canonical;
    private final int[][] params;
    private final int[][] results;

    int[] funcs = NO_TYPES;
    TableType[] tables = {};
    int[] tableElements = NO_TYPES;
    MemType[] mems = {};
    int[] tags = NO_TYPES;
    int[] globals = NO_TYPES;
    boolean[] mutableGlobals = {};
    int importedGlobals;
    int[] elems = NO_TYPES;
    int dataCount;
    boolean hasDataCount;
    BitSet declaredFuncs = new BitSet();

    /**
     * A context of types alone.
     *
     * @param types the canonical types, by type index
     * @param definitions what the module says of each, with type indices in it
     */
    Context(List<DefType> types, List<CompositeType> definitions, Set<Feature> features, ModuleLimits limits) {
        this.types = types.toArray(DefType[]::new);
        this.definitions = definitions.toArray(CompositeType[]::new);
        this.features = features;
        this.limits = limits;
        this.typeFeatures = new TypeFeatures(features);
        this.canonical = canonicalIndices(this.types);
        this.params = new int[this.types.length][];
        this.results = new int[this.types.length][];
        for (int i = 0; i < params.length; i++) {
            if (this.definitions[i] instanceof FuncType func) {
                params[i] = codes(func.params());
                results[i] = codes(func.results());
            }
        }
        for (Opcode op : Opcode.values()) {
            enabled[op.ordinal()] = features.contains(op.feature());
        }
        enabled[Opcode.THROW.ordinal()] |= features.contains(Feature.LEGACY_EXCEPTIONS);
    }

    private static int[] canonicalIndices(DefType[] types) {
        Map<DefType, Integer> first = HashMap.newHashMap(types.length);
        int[] indices = new int[types.length];
        for (int i = 0; i < types.length; i++) {
            Integer earlier = first.putIfAbsent(types[i], i);
            indices[i] = earlier == null ? i : earlier;
        }
        return indices;
    }

    private int[] codes(List<ValType> list) {
        int[] codes = new int[list.size()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = code(list.get(i));
        }
        return codes;
    }

    boolean isEnabled(Opcode op) {
        return enabled[op.ordinal()];
    }

    boolean isEnabled(Feature feature) {
        return features.contains(feature);
    }

    /** A limit that is counted in an {@code int}. */
    int max(Limit limit) {
        return (int) Math.min(limits.get(limit), Integer.MAX_VALUE);
    }

    boolean hasType(int typeIndex) {
        return Integer.compareUnsigned(typeIndex, types.length) < 0;
    }

    /** The definition of a known type, with type indices in it. */
    CompositeType definition(int typeIndex) {
        return definitions[typeIndex];
    }

    boolean isFunc(int typeIndex) {
        return definitions[typeIndex] instanceof FuncType;
    }

    /** The parameter types of a function type; nobody changes the array. */
    int[] params(int typeIndex) {
        return params[typeIndex];
    }

    /** The result types of a function type; nobody changes the array. */
    int[] results(int typeIndex) {
        return results[typeIndex];
    }

    /** The code of the reference type over a known type index. */
    int ref(boolean nullable, int typeIndex) {
        return TypeCode.ref(nullable, TypeCode.FIRST_DEFINED + canonical[typeIndex]);
    }

    /** The code of a value type of the module, or {@link TypeCode#UNKNOWN}. */
    int code(ValType type) {
        if (type instanceof RefType(boolean nullable, HeapType heap)) {
            return ref(nullable, heap);
        }
        return TypeCode.ofPlain(type);
    }

    /** The code of a reference type over a heap type of the module, or {@link TypeCode#UNKNOWN}. */
    int ref(boolean nullable, HeapType heap) {
        if (heap instanceof AbsHeapType abs) {
            return TypeCode.ref(nullable, abs.ordinal());
        }
        return heap instanceof TypeIndex(int index) && hasType(index) ? ref(nullable, index) : TypeCode.UNKNOWN;
    }

    /** The code of a storage type of the module whose type indices are known. */
    int code(StorageType type) {
        return switch (type) {
            case PackedType packed -> packed == PackedType.I8 ? TypeCode.I8 : TypeCode.I16;
            case ValType val -> code(val);
        };
    }

    /** Whether a value of type {@code sub} may stand where {@code sup} is asked for. */
    boolean matches(int sub, int sup) {
        if (sub == sup || sub == TypeCode.BOTTOM) {
            return true;
        }
        if (!TypeCode.isRef(sub) || !TypeCode.isRef(sup)) {
            return false;
        }
        if (TypeCode.isNullable(sub) && !TypeCode.isNullable(sup)) {
            return false;
        }
        int subHeap = TypeCode.heap(sub);
        int supHeap = TypeCode.heap(sup);
        return subHeap == supHeap
                || subHeap == TypeCode.BOTTOM_HEAP
                || Matching.matches(heapType(subHeap), heapType(supHeap));
    }

    /** Whether values of the types {@code subs} may stand where {@code sups} are asked for. */
    boolean matches(int[] subs, int[] sups) {
        if (subs == sups) {
            return true;
        }
        if (subs.length != sups.length) {
            return false;
        }
        for (int i = 0; i < subs.length; i++) {
            if (!matches(subs[i], sups[i])) {
                return false;
            }
        }
        return true;
    }

    private HeapType heapType(int heap) {
        return heap < ABSTRACT.length ? ABSTRACT[heap] : types[heap - TypeCode.FIRST_DEFINED];
    }

    /** The code of the nullable reference type above all types of a reference type's hierarchy. */
    int top(int ref) {
        HeapType heap = heapType(TypeCode.heap(ref));
        AbsHeapType abs = heap instanceof DefType def ? def.expand().kind() : (AbsHeapType) heap;
        return TypeCode.ref(true, abs.top().ordinal());
    }

    /** The type that an address of a memory or table has. */
    static int addressCode(AddressType type) {
        return type == AddressType.I32 ? TypeCode.I32 : TypeCode.I64;
    }

    /** The text of a type, its type index in it. */
    String text(int code) {
        if (TypeCode.isRef(code)) {
            int heap = TypeCode.heap(code);
            if (heap == TypeCode.BOTTOM_HEAP) {
                return "(ref bot)";
            }
            HeapType type = heap < ABSTRACT.length ? ABSTRACT[heap] : new TypeIndex(heap - TypeCode.FIRST_DEFINED);
            return new RefType(TypeCode.isNullable(code), type).toString();
        }
        return switch (code) {
            case TypeCode.I32 -> "i32";
            case TypeCode.I64 -> "i64";
            case TypeCode.F32 -> "f32";
            case TypeCode.F64 -> "f64";
            case TypeCode.V128 -> "v128";
            case TypeCode.I8 -> "i8";
            case TypeCode.I16 -> "i16";
            default -> "bot";
        };
    }
}
