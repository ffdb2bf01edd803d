package org.ferrywasm.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ferrywasm.syntax.ArrayType;
import org.ferrywasm.syntax.CompositeType;
import org.ferrywasm.syntax.FieldType;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.HeapType;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.PackedType;
import org.ferrywasm.syntax.RecType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.StorageType;
import org.ferrywasm.syntax.StructType;
import org.ferrywasm.syntax.SubType;
import org.ferrywasm.syntax.TableType;
import org.ferrywasm.syntax.TypeIndex;
import org.ferrywasm.syntax.ValType;
import org.jspecify.annotations.Nullable;

/** Prints types with the identifiers of one module. */
final class TypePrinter {
    private static final int SHORT_TYPE = 16;

    private final PrintedIds types;
    private final ModuleNames names;
    private final List<SubType> subTypes = new ArrayList<>();
    private final Map<Integer, PrintedIds> fields = new HashMap<>();

    TypePrinter(Module module, ModuleNames names) {
        for (RecType group : module.types()) {
            subTypes.addAll(group.subTypes());
        }
        this.names = names;
        this.types = PrintedIds.of(names.names(ModuleNames.Kind.TYPE), subTypes.size());
    }

    /** The identifiers of the types. */
    PrintedIds ids() {
        return types;
    }

    /** The identifiers of a structure type's fields. */
    PrintedIds fields(int typeIndex) {
        boolean named = names.fields().containsKey(typeIndex)
                && Integer.compareUnsigned(typeIndex, subTypes.size()) < 0
                && subTypes.get(typeIndex).composite() instanceof StructType;
        return named ? fields.computeIfAbsent(typeIndex, this::fieldIds) : PrintedIds.NONE;
    }

    private PrintedIds fieldIds(int typeIndex) {
        int count = ((StructType) subTypes.get(typeIndex).composite()).fields().size();
        return PrintedIds.of(names.fields().get(typeIndex), count);
    }

    /** The function type of this index, or null where there is none. */
    @Nullable
    FuncType funcType(int typeIndex) {
        return Integer.compareUnsigned(typeIndex, subTypes.size()) < 0
                        && subTypes.get(typeIndex).composite() instanceof FuncType func
                ? func
                : null;
    }

    String heapType(HeapType type) {
        return type instanceof TypeIndex(int index) ? types.reference(index) : type.toString();
    }

    String refType(RefType type) {
        return type.heap() instanceof TypeIndex
                ? (type.nullable() ? "(ref null " : "(ref ") + heapType(type.heap()) + ")"
                : type.toString();
    }

    /** The full form of a reference type, which {@code ref.test} and its like are printed with. */
    String refType(boolean nullable, HeapType heap) {
        return refType(new RefType(nullable, heap));
    }

    String valType(ValType type) {
        return type instanceof RefType ref ? refType(ref) : type.toString();
    }

    private String fieldType(FieldType field) {
        StorageType storage = field.storage();
        String text = switch (storage) {
            case PackedType packed -> packed.toString();
            case ValType type -> valType(type);
        };
        return field.mutable() ? "(mut " + text + ")" : text;
    }

    String globalType(GlobalType type) {
        return type.mutable() ? "(mut " + valType(type.type()) + ")" : valType(type.type());
    }

    String tableType(TableType type) {
        String whole = type.toString();
        String element = type.element().toString();
        return whole.substring(0, whole.length() - element.length()) + refType(type.element());
    }

    String memType(MemType type) {
        return type.toString();
    }

    /** Values of a list under one keyword, after a space; nothing if the list is empty. */
    String list(String keyword, List<? extends ValType> list) {
        if (list.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder(" (").append(keyword);
        list.forEach(type -> text.append(' ').append(valType(type)));
        return text.append(')').toString();
    }

    /** A type definition. */
    String definition(int typeIndex, SubType type) {
        StringBuilder text = new StringBuilder("(type").append(types.declared(typeIndex));
        boolean plain = type.isFinal() && type.supertypes().isEmpty();
        if (!plain) {
            text.append(type.isFinal() ? " (sub final" : " (sub");
            type.supertypes().forEach(t -> text.append(' ').append(heapType(t)));
        }
        text.append(' ').append(composite(typeIndex, type.composite()));
        return text.append(plain ? ")" : "))").toString();
    }

    private String composite(int typeIndex, CompositeType type) {
        return switch (type) {
            case FuncType func -> "(func" + list("param", func.params()) + list("result", func.results()) + ")";
            case ArrayType array -> "(array " + fieldType(array.element()) + ")";
            case StructType struct -> {
                StringBuilder text = new StringBuilder("(struct");
                PrintedIds ids = fields(typeIndex);
                for (int i = 0; i < struct.fields().size(); i++) {
                    text.append(" (field")
                            .append(ids.declared(i))
                            .append(' ')
                            .append(fieldType(struct.fields().get(i)))
                            .append(')');
                }
                yield text.append(')').toString();
            }
        };
    }

    /**
     * The type of a function, its parameters declared: {@code (type x)}, and its contents where they are short or have names.
     * Long ones are not said again for each function, so that the text stays in proportion to the module.
     */
    String typeUse(int typeIndex, PrintedIds params) {
        StringBuilder text =
                new StringBuilder(" (type ").append(types.reference(typeIndex)).append(')');
        FuncType type = funcType(typeIndex);
        if (type == null) {
            return text.toString();
        }
        boolean isShort = type.params().size() + type.results().size() <= SHORT_TYPE;
        if (isShort || params != PrintedIds.NONE) {
            declarations(text, "param", type.params(), 0, params);
            text.append(list("result", type.results()));
        }
        return text.toString();
    }

    /** Declares parameters or locals: those with names one by one, those between them together. */
    void declarations(StringBuilder text, String keyword, List<ValType> list, int firstIndex, PrintedIds ids) {
        boolean open = false;
        for (int i = 0; i < list.size(); i++) {
            int index = firstIndex + i;
            boolean named = ids.has(index);
            if (open && named) {
                text.append(')');
                open = false;
            }
            if (!open) {
                text.append(" (").append(keyword).append(ids.declared(index));
            }
            text.append(' ').append(valType(list.get(i)));
            open = !named;
            if (named) {
                text.append(')');
            }
        }
        text.append(open ? ")" : "");
    }
}
