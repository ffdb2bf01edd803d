package org.ferrywasm.runtime;

import java.util.Arrays;
import org.ferrywasm.syntax.ArrayType;
import org.ferrywasm.syntax.CompositeType;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.FieldType;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.PackedType;
import org.ferrywasm.syntax.StorageType;
import org.ferrywasm.syntax.StructType;
import org.ferrywasm.syntax.VecType;

/**
 * How the heap lays out objects of one structure or array type. A structure's field takes whole slots; an array's elements
 * are as wide as their storage.
 */
public final class HeapLayout {
    private final DefType type;
    private final int[] fieldSlots;
    private final boolean[] refSlots;
    private final int[] hostSlots;
    private final boolean mayHoldHosts;
    private final int slots;
    private final int elementBytes;
    private final boolean refElements;

    private HeapLayout(
            DefType type,
            int[] fieldSlots,
            boolean[] refSlots,
            int[] hostSlots,
            int slots,
            int elementBytes,
            boolean refElements) {
        this.type = type;
        this.fieldSlots = fieldSlots;
        this.refSlots = refSlots;
        this.hostSlots = hostSlots;
        this.mayHoldHosts = hostSlots.length > 0
                || (type.expand() instanceof ArrayType array
                        && array.element().storage().unpacked().mayBeHost());
        this.slots = slots;
        this.elementBytes = elementBytes;
        this.refElements = refElements;
    }

    /** The layout of a structure or array type. */
    public static HeapLayout of(DefType type) {
        CompositeType composite = type.expand();
        return switch (composite) {
            case StructType struct -> ofStruct(type, struct);
            case ArrayType array -> {
                StorageType storage = array.element().storage();
                yield new HeapLayout(
                        type,
                        new int[0],
                        new boolean[0],
                        new int[0],
                        0,
                        widthBytes(storage),
                        storage.unpacked().isRef());
            }
            case FuncType func -> throw new AssertionError("functions are not on the heap: " + func);
        };
    }

    private static HeapLayout ofStruct(DefType type, StructType struct) {
        int[] fieldSlots = new int[struct.fields().size()];
        int slots = 0;
        for (int i = 0; i < fieldSlots.length; i++) {
            fieldSlots[i] = slots;
            slots += struct.fields().get(i).storage().unpacked().slots();
        }
        boolean[] refSlots = new boolean[slots];
        int[] hostSlots = new int[fieldSlots.length];
        int hosts = 0;
        for (int i = 0; i < fieldSlots.length; i++) {
            FieldType field = struct.fields().get(i);
            refSlots[fieldSlots[i]] = field.storage().unpacked().isRef();
            if (field.storage().unpacked().mayBeHost()) {
                hostSlots[hosts++] = fieldSlots[i];
            }
        }
        return new HeapLayout(type, fieldSlots, refSlots, Arrays.copyOf(hostSlots, hosts), slots, 0, false);
    }

    /** How many bytes an array's element of this storage type takes. */
    public static int widthBytes(StorageType storage) {
        return switch (storage) {
            case PackedType packed -> packed == PackedType.I8 ? 1 : 2;
            case NumType num -> num == NumType.I32 || num == NumType.F32 ? 4 : 8;
            case VecType vec -> 16;
            default -> 8;
        };
    }

    /** The type that is laid out. */
    public DefType type() {
        return type;
    }

    /** Whether it is an array type. */
    public boolean isArray() {
        return elementBytes != 0;
    }

    /** The slot of a structure's field, counted from the first field's. */
    public int fieldSlot(int field) {
        return fieldSlots[field];
    }

    /** The field of a structure that begins at a slot. */
    int fieldAt(int slot) {
        return Arrays.binarySearch(fieldSlots, slot);
    }

    /** Whether a slot of a structure holds a reference. */
    public boolean isRefSlot(int slot) {
        return refSlots[slot];
    }

    /** Whether a field, or the elements, may refer to host objects. */
    public boolean mayHoldHosts() {
        return mayHoldHosts;
    }

    /** The slots of a structure that may refer to host objects; none where this is an array. */
    int[] hostSlots() {
        return hostSlots;
    }

    /** How many slots the fields of a structure take. */
    public int slots() {
        return slots;
    }

    /** How many bytes an element of an array takes: 1, 2, 4, 8 or 16. */
    public int elementBytes() {
        return elementBytes;
    }

    /** Whether an array's elements are references. */
    public boolean hasRefElements() {
        return refElements;
    }
}
