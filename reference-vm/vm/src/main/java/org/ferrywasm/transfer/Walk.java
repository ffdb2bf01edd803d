package org.ferrywasm.transfer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A walk over values, breadth first from its roots, so that paths are the shortest. It keeps a list of what it has come by and
 * goes on along it: however deep a graph is, the walk uses no stack. One thread uses it, and it ends with {@link #finish}.
 *
 * <p>An object is looked into once, or again where it is reached in a stricter {@link Mode}; so a shared object's findings name one
 * of the roots that lead to it. What may not go is named once for each reference to it, since each must be mended, and is not
 * looked into: what is in it will not go either.
 */
public final class Walk {
    /** How many steps of a path are shown at each end of a long one. */
    private static final int SHOWN_STEPS = 16;

    private final Sendability sendability;
    private final Recogniser recogniser;
    /** Where the roots are held: a string, or what supplies one if it comes to telling a path. */
    private Object[] places = new Object[16];

    private int[] placeIndexes = new int[16];
    private int rootCount;
    private final Marks marks = new Marks();

    // What it has come by and must look into: the object, where it came from, and how it is judged. A parent below zero
    // is
    // a root, -1 the first.
    private @Nullable Object[] nodes = new @Nullable Object[16];
    private int[] parents = new int[16];
    private int[] edges = new int[16];
    private Mode[] modes = new Mode[16];
    private int count;
    private int next;

    private final List<Finding> findings = new ArrayList<>();
    private long unlisted;
    private final List<Object> handles = new ArrayList<>();
    private final List<Object> boxes = new ArrayList<>();
    private final List<Trust> words = new ArrayList<>();
    private final List<Object> stages = new ArrayList<>();

    Walk(Sendability sendability, Recogniser recogniser) {
        this.sendability = sendability;
        this.recogniser = recogniser;
    }

    /**
     * Adds a value to be judged by the rules.
     *
     * @param place where it is held, the beginning of paths
     * @return its number, counted from 0
     */
    public int root(String place, @Nullable Object value) {
        return root(place, -1, value);
    }

    /**
     * Adds a value to be judged by the rules.
     *
     * @param place where it is held, the beginning of paths
     * @param index which of several such places it is; none if negative
     * @return its number, counted from 0
     */
    public int root(String place, int index, @Nullable Object value) {
        return addRoot(place, index, value);
    }

    /**
     * Adds a value to be judged by the rules.
     *
     * @param place tells where it is held, the beginning of paths; it is asked only if a path is told
     * @return its number, counted from 0
     */
    public int root(Supplier<String> place, @Nullable Object value) {
        return addRoot(place, -1, value);
    }

    private int addRoot(Object place, int index, @Nullable Object value) {
        if (rootCount == places.length) {
            int capacity = Math.multiplyExact(rootCount, 2);
            places = Arrays.copyOf(places, capacity);
            placeIndexes = Arrays.copyOf(placeIndexes, capacity);
        }
        int root = rootCount++;
        places[root] = place;
        placeIndexes[root] = index;
        judge(value, -1 - root, 0, Mode.STRICT);
        return root;
    }

    /** Walks on to where nothing is left to look into. Further roots may be added then, such as handles found so far make live. */
    public void drain() {
        while (next < count) {
            expand(next++);
        }
    }

    /** Whether there is something left to look into. */
    public boolean isBehind() {
        return next < count;
    }

    /** How many connected objects of the walk's own store have been found so far. */
    public int handleCount() {
        return handles.size();
    }

    /** One of them, in the order in which they were found; each is found once. */
    public Object handle(int index) {
        return handles.get(index);
    }

    /** Whether something has been found so far that may not go; {@link Finding#root} says which root leads to it. */
    public boolean hasFindings() {
        return !findings.isEmpty();
    }

    /** How many values it has looked into or judged as roots so far. */
    public int examined() {
        return rootCount + count;
    }

    /** Walks to the end and says what was found. */
    public Judgement finish() {
        drain();
        return new Judgement(findings, unlisted, handles, boxes, words, stages);
    }

    private void judge(@Nullable Object value, int parent, int edge, Mode mode) {
        if (value == null) {
            return;
        }
        ClassFacts facts = sendability.facts(value.getClass());
        switch (facts.standing()) {
            case Standing.Immutable immutable -> {}
            case Standing.Declared(boolean judgesContents) ->
                note(value, facts, parent, edge, judgesContents ? Mode.CONTENTS : Mode.PROMISED);
            case Standing.ByContents byContents ->
                note(value, facts, parent, edge, mode == Mode.CONTENTS ? Mode.STRICT : mode);
            case Standing.Refused(Refusal refusal, boolean isContainer) -> {
                if (mode == Mode.STRICT || (mode == Mode.CONTENTS && !isContainer)) {
                    refuse(value, parent, edge, refusal);
                } else {
                    note(value, facts, parent, edge, mode);
                }
            }
            case Standing.ThreadBound bound -> {
                if (mode != Mode.PROMISED) {
                    boolean isFree = bound.isFree().test(value);
                    if (!isFree || mode != Mode.OWNED) {
                        refuse(value, parent, edge, isFree ? bound.unbound() : bound.bound());
                    }
                }
            }
            case Standing.Stage stage -> {
                if (marks.raise(value, Mode.STRICT)) {
                    stages.add(value);
                }
            }
            case Standing.Known known -> recognise(value, parent, edge, mode);
        }
    }

    private void recognise(Object value, int parent, int edge, Mode mode) {
        switch (recogniser.recognise(value)) {
            case Recognised.SharedByAll shared -> {}
            case Recognised.Handle handle -> {
                if (marks.raise(value, Mode.STRICT)) {
                    handles.add(value);
                }
            }
            case Recognised.Inside inside -> add(value, parent, edge, mode);
            case Recognised.Box box -> {
                if (marks.raise(value, Mode.STRICT)) {
                    boxes.add(value);
                    words.add(new Trust(
                            path(value.getClass(), parent, edge),
                            value,
                            "owned: nothing else refers to what is in it"));
                    append(value, parent, edge, Mode.OWNED);
                }
            }
            case Recognised.Word(String reason) -> {
                if (marks.raise(value, Mode.STRICT)) {
                    words.add(new Trust(path(value.getClass(), parent, edge), value, reason));
                }
            }
            case Recognised.Refused(Refusal refusal) -> refuse(value, parent, edge, refusal);
        }
    }

    /** Notes an object to be looked into. */
    private void note(Object value, ClassFacts facts, int parent, int edge, Mode mode) {
        String unread = facts.contents().unread();
        if (unread != null && mode == Mode.OWNED && !JdkTypes.isPlatform(value.getClass())) {
            refuse(
                    value,
                    parent,
                    edge,
                    new Refusal(
                            Reason.OPAQUE,
                            unread,
                            "open its package to org.ferrywasm.vm, or hand over a lookup by Config.lookIn"));
            return;
        }
        if (facts.contents() instanceof Contents.None) {
            return;
        }
        if (add(value, parent, edge, mode) && unread != null) {
            words.add(new Trust(path(value.getClass(), parent, edge), value, "not looked into: " + unread));
        }
    }

    private boolean add(Object value, int parent, int edge, Mode mode) {
        boolean isNew = marks.raise(value, mode);
        if (isNew) {
            append(value, parent, edge, mode);
        }
        return isNew;
    }

    private void append(Object value, int parent, int edge, Mode mode) {
        if (count == nodes.length) {
            int capacity = Math.multiplyExact(count, 2);
            nodes = Arrays.copyOf(nodes, capacity);
            parents = Arrays.copyOf(parents, capacity);
            edges = Arrays.copyOf(edges, capacity);
            modes = Arrays.copyOf(modes, capacity);
        }
        nodes[count] = value;
        parents[count] = parent;
        edges[count] = edge;
        modes[count] = mode;
        count++;
    }

    /** Looks into an object. */
    private void expand(int node) {
        Object object = Objects.requireNonNull(nodes[node]);
        Mode mode = modes[node];
        ClassFacts facts = sendability.facts(object.getClass());
        if (facts.standing() instanceof Standing.Known) {
            Object contents = switch (recogniser.recognise(object)) {
                case Recognised.Inside inside -> inside.contents();
                case Recognised.Box box -> box.contents();
                case Recognised other -> throw new AssertionError("was something else before: " + other);
            };
            judge(contents, node, 0, mode);
            return;
        }
        try {
            facts.contents().read(object, (edge, value) -> judge(value, node, edge, mode));
        } catch (RuntimeException e) {
            refuse(
                    object,
                    parents[node],
                    edges[node],
                    new Refusal(
                            Reason.MUTABLE,
                            "another thread changed it while it was read ("
                                    + e.getClass().getSimpleName() + ")",
                            "let nobody keep a reference to it"));
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError("a field was readable before: " + object.getClass(), e);
        }
    }

    private void refuse(Object value, int parent, int edge, Refusal refusal) {
        if (findings.size() == Judgement.MAX_LISTED) {
            unlisted++;
            return;
        }
        Class<?> type = value.getClass();
        findings.add(new Finding(rootOf(parent), path(type, parent, edge), type, refusal));
    }

    private int rootOf(int parent) {
        int p = parent;
        while (p >= 0) {
            p = parents[p];
        }
        return -1 - p;
    }

    /** The path to something that was found in a node or is a root. */
    private String path(Class<?> type, int parent, int edge) {
        int length = 0;
        for (int p = parent; p >= 0; p = parents[p]) {
            length++;
        }
        String[] shown = new String[Math.min(length, 2 * SHOWN_STEPS)];
        int p = parent;
        int e = edge;
        for (int step = length - 1; step >= 0; step--) {
            int fromEnd = length - 1 - step;
            if (length <= shown.length || step < SHOWN_STEPS) {
                shown[step] = stepName(p, e);
            } else if (fromEnd < SHOWN_STEPS) {
                shown[shown.length - 1 - fromEnd] = stepName(p, e);
            }
            e = edges[p];
            p = parents[p];
        }
        int root = -1 - p;
        StringBuilder path = new StringBuilder(
                places[root] instanceof Supplier<?> supplier
                        ? String.valueOf(supplier.get())
                        : places[root].toString());
        if (placeIndexes[root] >= 0) {
            path.append(' ').append(placeIndexes[root]);
        }
        for (int i = 0; i < shown.length; i++) {
            if (i == SHOWN_STEPS && length > shown.length) {
                path.append(" -> (").append(length - shown.length).append(" more)");
            }
            path.append(" -> ").append(shown[i]);
        }
        return path.append(" -> ").append(Paths.nameOf(type)).toString();
    }

    private String stepName(int node, int edge) {
        Object object = Objects.requireNonNull(nodes[node]);
        ClassFacts facts = sendability.facts(object.getClass());
        String edgeName;
        if (facts.standing() instanceof Standing.Known) {
            edgeName =
                    recogniser.recognise(object) instanceof Recognised.Inside inside ? "." + inside.field() : ".value";
        } else {
            edgeName = facts.contents().edgeName(edge);
        }
        return Paths.nameOf(object.getClass()) + edgeName;
    }
}
