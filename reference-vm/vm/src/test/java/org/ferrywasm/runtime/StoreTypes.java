package org.ferrywasm.runtime;

import java.util.List;
import org.ferrywasm.syntax.ArrayType;
import org.ferrywasm.syntax.CompositeType;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.FieldType;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.RecType;
import org.ferrywasm.syntax.StorageType;
import org.ferrywasm.syntax.StructType;
import org.ferrywasm.syntax.SubType;
import org.ferrywasm.syntax.TypeRegistry;
import org.ferrywasm.syntax.ValType;

/** Types for the heaps of tests. */
final class StoreTypes {
    private final TypeRegistry registry = new TypeRegistry();

    DefType struct(StorageType... fields) {
        List<StorageType> storages = List.of(fields);
        return type(new StructType(
                storages.stream().map(storage -> new FieldType(storage, true)).toList()));
    }

    DefType array(StorageType element) {
        return type(new ArrayType(new FieldType(element, true)));
    }

    DefType func(ValType... params) {
        return type(new FuncType(List.of(params), List.of()));
    }

    private DefType type(CompositeType type) {
        return registry.canonicalise(new RecType(List.of(SubType.of(type))), List.of())
                .getFirst();
    }
}
