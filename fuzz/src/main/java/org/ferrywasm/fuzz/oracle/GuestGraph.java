package org.ferrywasm.fuzz.oracle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.ferrywasm.syntax.GlobalType;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.syntax.StructType;
import org.ferrywasm.syntax.TableType;
import org.ferrywasm.vm.ArrayRef;
import org.ferrywasm.vm.ExnRef;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.I31Ref;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Memory;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Rooted;
import org.ferrywasm.vm.StructRef;
import org.ferrywasm.vm.Table;
import org.ferrywasm.vm.Val;

/**
 * All that an instance exports, in words: memories, globals, tables, and the objects of the heap that can be reached from them, by
 * number in the order in which they are met. Where objects lie does not matter, so it is the same after whatever collections.
 */
final class GuestGraph {
    private static final int MOST_OBJECTS = 400;

    private final List<Rooted> met = new ArrayList<>();
    private final Deque<Rooted> open = new ArrayDeque<>();
    private final List<String> lines = new ArrayList<>();

    private GuestGraph() {}

    /** The lines of an instance of the current thread. */
    static List<String> of(Module module, Instance instance) {
        GuestGraph graph = new GuestGraph();
        module.exports().forEach(export -> {
            String name = export.name();
            switch (export.type()) {
                case GlobalType _ ->
                    graph.lines.add(
                            name + " = " + graph.words(instance.getGlobal(name).get()));
                case TableType _ -> graph.table(name, instance.getTable(name));
                case MemType type when !type.shared() -> graph.memory(name, instance.getMemory(name));
                default -> {
                    // functions and tags do not change; shared memories are compared with the digest
                }
            }
        });
        graph.objects();
        graph.met.forEach(Rooted::close);
        return graph.lines;
    }

    private void memory(String name, Memory memory) {
        lines.add(name + ": " + memory.size() + " pages, " + Arrays.hashCode(memory.read(0, (int) memory.sizeBytes())));
    }

    private void table(String name, Table table) {
        StringBuilder line = new StringBuilder(name).append(':');
        for (long i = 0; i < table.size(); i++) {
            line.append(' ').append(words(table.get(i)));
        }
        lines.add(line.toString());
    }

    /** The objects that were met, and those that are met there. */
    private void objects() {
        for (Rooted next = open.poll(); next != null; next = open.poll()) {
            StringBuilder line = new StringBuilder("#").append(number(next)).append(' ');
            switch (next) {
                case StructRef struct -> {
                    line.append(struct.type());
                    int fields = struct.type().expand() instanceof StructType type
                            ? type.fields().size()
                            : 0;
                    for (int i = 0; i < fields; i++) {
                        line.append(' ').append(words(struct.get(i)));
                    }
                }
                case ArrayRef array -> {
                    line.append(array.type());
                    for (int i = 0; i < array.length(); i++) {
                        line.append(' ').append(words(array.get(i)));
                    }
                }
                case ExnRef exception ->
                    exception.fields().forEach(field -> line.append(' ').append(words(field)));
                default -> line.append(next.getClass().getSimpleName());
            }
            lines.add(line.toString());
        }
    }

    private String words(Val value) {
        return switch (value) {
            case I31Ref small -> "i31:" + small.value();
            case ExternRef outside
            when !outside.isHostObject() -> {
                String inside = words(outside.toAny());
                outside.close();
                yield "extern " + inside;
            }
            case Rooted object -> "#" + number(object);
            case Func _ -> "func";
            default -> value.toString();
        };
    }

    private int number(Rooted object) {
        for (int i = 0; i < met.size(); i++) {
            if (met.get(i).refersToSameAs(object)) {
                if (met.get(i) != object) {
                    object.close();
                }
                return i;
            }
        }
        met.add(object);
        if (met.size() < MOST_OBJECTS) {
            open.add(object);
        }
        return met.size() - 1;
    }
}
