package org.ferrywasm.testing;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A class in a heap dump: its name, and where the fields of its instances lie in their records. */
final class HeapClass {
    /** A field that a class declares; its type is HPROF's. */
    record Field(String name, int type) {}

    /** A static field that refers to an object. */
    record StaticField(String name, long target) {}

    /** A reference in an instance's record. */
    record Slot(HeapClass declaring, String name, int offset) {}

    private static final String LAMBDA = "$$Lambda";

    final long id;
    final String name;
    final List<Field> fields;
    final List<StaticField> statics;
    private final long superclassId;
    private @Nullable HeapClass superclass;
    private @Nullable List<Slot> slots;
    private int sizeBytes;

    HeapClass(long id, String name, long superclassId, List<Field> fields, List<StaticField> statics) {
        this.id = id;
        this.name = name;
        this.superclassId = superclassId;
        this.fields = fields;
        this.statics = statics;
    }

    /** Finds its superclass, once all classes are known. */
    void link(HeapGraph graph) {
        superclass = graph.classById(superclassId);
    }

    /** Whether it is a class of this name or a subclass of one. */
    boolean isSubclassOf(String className) {
        for (HeapClass c = this; c != null; c = c.superclass) {
            if (c.name.equals(className)) {
                return true;
            }
        }
        return false;
    }

    boolean isArray() {
        return name.endsWith("[]");
    }

    /** Whether the JVM made it for a lambda: its fields are what it captures. */
    boolean isLambda() {
        return name.contains(LAMBDA);
    }

    /** Its name for people. */
    String shownName() {
        int lambda = name.indexOf(LAMBDA);
        return lambda < 0 ? name : name.substring(0, lambda) + LAMBDA;
    }

    /** The references in an instance's record: those of the class itself first, then its superclass's. */
    List<Slot> slots(int idSize) {
        List<Slot> known = slots;
        if (known == null) {
            known = new ArrayList<>();
            int offset = 0;
            for (HeapClass c = this; c != null; c = c.superclass) {
                for (Field field : c.fields) {
                    if (field.type() == Hprof.OBJECT) {
                        known.add(new Slot(c, field.name(), offset));
                    }
                    offset += Hprof.sizeOf(field.type(), idSize);
                }
            }
            sizeBytes = offset;
            slots = known;
        }
        return known;
    }

    /** Where a field lies in an instance's record; -1 if there is no such field. */
    int offsetOf(String declaring, String fieldName, int idSize) {
        int offset = 0;
        for (HeapClass c = this; c != null; c = c.superclass) {
            for (Field field : c.fields) {
                if (c.name.equals(declaring) && field.name().equals(fieldName)) {
                    return offset;
                }
                offset += Hprof.sizeOf(field.type(), idSize);
            }
        }
        return -1;
    }

    /** How long the record of an instance is. */
    int sizeBytes(int idSize) {
        slots(idSize);
        return sizeBytes;
    }

    @Override
    public String toString() {
        return name;
    }
}
