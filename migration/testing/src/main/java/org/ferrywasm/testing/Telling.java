package org.ferrywasm.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ferrywasm.testing.ShortestPaths.HeapPath;
import org.jspecify.annotations.Nullable;

/** Puts paths into words. The objects on them are read once more for that, all in one go. */
final class Telling {
    private static final String ARROW = " -> ";

    private final HeapGraph graph;
    private final Territory territory;
    private final Map<Integer, Object> contents;

    private Telling(HeapGraph graph, Territory territory, Map<Integer, Object> contents) {
        this.graph = graph;
        this.territory = territory;
        this.contents = contents;
    }

    /** Findings for paths; two that read the same are one. */
    static List<Finding> tell(HeapReader reader, Territory territory, List<HeapPath> paths) {
        if (paths.isEmpty()) {
            return List.of();
        }
        HeapGraph graph = reader.graph();
        Set<Integer> wanted = new HashSet<>();
        for (HeapPath path : paths) {
            for (int node : path.nodes()) {
                wanted.add(node);
            }
        }
        for (int thread : graph.threads.values()) {
            wantString(graph, wanted, graph.ref(thread, VmField.THREAD_NAME));
        }
        for (int handle : territory.staleHandles()) {
            Integer ending = territory.leftBehind(handle);
            if (ending != null) {
                wantString(graph, wanted, graph.ref(ending, VmField.LEFT_BEHIND_THREAD));
            }
        }
        Telling telling = new Telling(graph, territory, reader.readAgain(wanted));
        Set<Finding> findings = new LinkedHashSet<>();
        for (HeapPath path : paths) {
            findings.add(telling.finding(path));
        }
        return List.copyOf(findings);
    }

    private static void wantString(HeapGraph graph, Set<Integer> wanted, int string) {
        if (string >= 0) {
            wanted.add(string);
            for (int characters : graph.targetsOf(string)) {
                wanted.add(characters);
            }
        }
    }

    private Finding finding(HeapPath path) {
        return new Finding(territory.kindOf(path.target()), what(path.target()), way(path));
    }

    private String what(int target) {
        String name = graph.classOf(target).shownName();
        return switch (territory.kindOf(target)) {
            case STALE_HANDLE ->
                "%s of Store %d%s"
                        .formatted(name.substring(name.lastIndexOf('.') + 1), territory.storeId(), ending(target));
            case STATE -> name + ", of the state of Store " + territory.storeId();
            case OWNED -> name + ", in an Owned of Store " + territory.storeId();
            case TRUSTED -> name + ", in a Trusted of Store " + territory.storeId();
        };
    }

    private String ending(int handle) {
        Integer ending = territory.leftBehind(handle);
        return ending == null
                ? ""
                : " (left behind by transfer %d, by thread \"%s\")"
                        .formatted(
                                graph.number(ending, VmField.LEFT_BEHIND_TRANSFER),
                                string(graph.ref(ending, VmField.LEFT_BEHIND_THREAD)));
    }

    private String way(HeapPath path) {
        List<String> steps = new ArrayList<>();
        steps.add(root(path.root()));
        if (path.omitted() > 0) {
            steps.add("… %,d objects …".formatted(path.omitted()));
        }
        for (int i = 1; i < path.nodes().length; i++) {
            steps.add(step(path.nodes()[i - 1], path.nodes()[i]));
        }
        return String.join(ARROW, steps);
    }

    /** How one object refers to another. */
    private String step(int from, int to) {
        HeapClass c = graph.classOf(from);
        Object content = contents.get(from);
        if (content instanceof long[] elements) {
            for (int i = 0; i < elements.length; i++) {
                if (graph.nodes.get(elements[i]) == to) {
                    return "[" + i + "]";
                }
            }
        } else if (content instanceof byte[] record) {
            for (HeapClass.Slot slot : c.slots(graph.idSize)) {
                if (graph.nodes.get(Hprof.id(record, slot.offset(), graph.idSize)) == to) {
                    return c.shownName() + "." + slot.name();
                }
            }
        }
        return c.shownName();
    }

    private String root(HeapRoot root) {
        return switch (root.kind()) {
            case STATIC -> "static " + root.name();
            case CLASS_VALUE -> "a ClassValue";
            case THREAD -> thread(root.thread());
            case JNI_GLOBAL -> "a global reference of JNI";
            case MONITOR -> "a monitor that a thread is in";
            case VM -> "the JVM itself";
            case JNI_LOCAL -> "a native frame of " + thread(root.thread());
            case FRAME -> "a local variable of " + frame(root) + " on the stack of " + thread(root.thread());
        };
    }

    private String frame(HeapRoot root) {
        List<String> stack = graph.stacks.getOrDefault(root.thread(), List.of());
        return root.frame() >= 0 && root.frame() < stack.size() ? stack.get(root.frame()) : "a method";
    }

    private String thread(int number) {
        Integer thread = graph.threads.get(number);
        if (thread == null) {
            return "a thread";
        }
        String name = string(graph.ref(thread, VmField.THREAD_NAME));
        return name.isEmpty() ? "thread #" + graph.number(thread, VmField.THREAD_ID) : "thread \"" + name + "\"";
    }

    private String string(int string) {
        byte[] characters = string < 0 ? null : characters(string);
        if (characters == null) {
            return "";
        }
        boolean isLatin1 = contents.get(string) instanceof byte[] record
                && record[
                                graph.classOf(string)
                                        .offsetOf(
                                                VmField.STRING_CODER.className(),
                                                VmField.STRING_CODER.fieldName(),
                                                graph.idSize)]
                        == 0;
        return new String(characters, isLatin1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_16LE);
    }

    private byte @Nullable [] characters(int string) {
        for (int node : graph.targetsOf(string)) {
            if (contents.get(node) instanceof byte[] characters) {
                return characters;
            }
        }
        return null;
    }
}
