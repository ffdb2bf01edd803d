package org.ferrywasm.transfer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
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

    // What is noted about each node: its parent, the edge that leads to it, its mode and depth, and the anchor from
    // which
    // the first steps of its path are found: itself, or its ancestor where they end.
    private static final int PARENT = 0;

    private static final int EDGE = 1;
    private static final int MODE_AND_DEPTH = 2;
    private static final int ANCHOR = 3;
    private static final int LINKS = 4;
    private static final int MODE_BITS = 2;
    private static final Mode[] MODES = Mode.values();

    // Most walks find little that they must look into.
    private static final @Nullable Object[] NOTHING = new @Nullable Object[0];
    private static final @Nullable Contents[] NO_CONTENTS = new @Nullable Contents[0];
    private static final int[] NO_LINKS = new int[0];

    private final Sendability sendability;
    private final Recogniser recogniser;
    private final Contents.Visitor visitor = this::visit;

    /** Where the roots are held: a string, or what supplies one if it comes to telling a path. */
    private @Nullable Object[] places = NOTHING;

    private int[] placeIndexes = NO_LINKS;
    private int rootCount;
    private final Marks marks = new Marks();

    // What it has come by and must look into, the nodes: objects, what is in each, and how it was come by. A parent
    // below
    // zero is a root, -1 the first.
    private @Nullable Object[] objects = NOTHING;
    private @Nullable Contents[] contents = NO_CONTENTS;
    private int[] links = NO_LINKS;
    private int count;

    private Class<?> latestType = Object.class;
    private ClassFacts latestFacts = ClassFacts.IMMUTABLE;

    /** The node that is looked into; what is behind it comes later. */
    private int current = -1;

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
        return root(value, place(place, index));
    }

    /**
     * Adds a value to be judged by the rules.
     *
     * @param place tells where it is held, the beginning of paths; it is asked only if a path is told
     * @return its number, counted from 0
     */
    public int root(Supplier<String> place, @Nullable Object value) {
        return root(value, place(place, -1));
    }

    private int root(@Nullable Object value, int root) {
        judge(value, -1 - root, 0, Mode.STRICT);
        return root;
    }

    /**
     * Adds a completion stage that a call waits for. What the JDK's stages complete with is judged when the call receives it, and not
     * now; others are judged by the rules.
     *
     * @param place tells where it is held, the beginning of paths; it is asked only if a path is told
     * @return its number, counted from 0
     */
    public int awaited(Supplier<String> place, Object stage) {
        boolean isOfJdk = sendability.facts(stage.getClass()).standing() instanceof Standing.Stage;
        return root(isOfJdk ? null : stage, place(place, -1));
    }

    private int place(Object place, int index) {
        if (rootCount == places.length) {
            int capacity = capacity(rootCount);
            places = Arrays.copyOf(places, capacity);
            placeIndexes = Arrays.copyOf(placeIndexes, capacity);
        }
        places[rootCount] = place;
        placeIndexes[rootCount] = index;
        return rootCount++;
    }

    private static int capacity(int count) {
        return count == 0 ? 16 : Math.multiplyExact(count, 2);
    }

    /** Walks on to where nothing is left to look into. Further roots may be added then, such as handles found so far make live. */
    public void drain() {
        while (isBehind()) {
            current++;
            lookInto(current);
        }
    }

    /** Whether there is something left to look into. */
    public boolean isBehind() {
        return current + 1 < count;
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
        ClassFacts facts = facts(value.getClass());
        if (facts == ClassFacts.IMMUTABLE) {
            return;
        }
        switch (facts.standing()) {
            case Standing.Immutable immutable -> {}
            case Standing.Declared(boolean judgesContents) -> {
                Mode asked = mode == Mode.STRICT ? Mode.CONTENTS : mode;
                note(value, facts.contents(), parent, edge, judgesContents ? asked : Mode.PROMISED);
            }
            case Standing.ByContents byContents ->
                note(value, facts.contents(), parent, edge, mode == Mode.CONTENTS ? Mode.STRICT : mode);
            case Standing.Refused(Refusal refusal, boolean isContainer) -> {
                if (mode == Mode.STRICT || (mode == Mode.CONTENTS && !isContainer)) {
                    refuse(value, parent, edge, refusal);
                } else {
                    note(value, facts.contents(), parent, edge, mode);
                }
            }
            case Standing.ThreadBound(Refusal bound, Refusal unbound, Predicate<Object> freedom) -> {
                if (mode != Mode.PROMISED) {
                    boolean isFree = freedom != null && freedom.test(value);
                    if (!isFree || mode != Mode.OWNED) {
                        refuse(value, parent, edge, isFree ? unbound : bound);
                    }
                }
            }
            case Standing.Stage stage ->
                judgeStage(value, facts.contents(), parent, edge, mode == Mode.CONTENTS ? Mode.STRICT : mode);
            case Standing.Known known -> recognise(value, parent, edge, mode);
        }
    }

    /** What a class settles; host objects are often of one class, one after the other. */
    private ClassFacts facts(Class<?> type) {
        if (type != latestType) {
            latestFacts = sendability.facts(type);
            latestType = type;
        }
        return latestFacts;
    }

    private void judgeStage(Object stage, Contents outcome, int parent, int edge, Mode mode) {
        Marks.Change change = add(stage, outcome, parent, edge, mode);
        if (change == Marks.Change.NEW) {
            stages.add(stage);
        }
        if (change != Marks.Change.NONE && mode == Mode.STRICT) {
            words.add(new Trust(
                    path(stage.getClass(), parent, edge),
                    stage,
                    "a stage: what it completes with later is judged only where a call waits for it"));
        }
    }

    private void recognise(Object value, int parent, int edge, Mode mode) {
        switch (recogniser.recognise(value)) {
            case Recognised.SharedByAll shared -> {}
            case Recognised.Handle handle -> {
                if (isNew(value)) {
                    handles.add(value);
                }
            }
            case Recognised.Inside(String field, Object inside) ->
                add(value, new Contents.Held(field, inside), parent, edge, mode);
            case Recognised.Box(Object inside) -> {
                if (isNew(value)) {
                    boxes.add(value);
                    words.add(new Trust(
                            path(value.getClass(), parent, edge),
                            value,
                            "owned: nothing else refers to what is in it"));
                    append(value, new Contents.Held("value", inside), parent, edge, Mode.OWNED);
                }
            }
            case Recognised.Word(String reason) -> {
                if (isNew(value)) {
                    words.add(new Trust(path(value.getClass(), parent, edge), value, reason));
                }
            }
            case Recognised.Refused(Refusal refusal) -> refuse(value, parent, edge, refusal);
        }
    }

    private boolean isNew(Object value) {
        return marks.note(value, Mode.STRICT) == Marks.Change.NEW;
    }

    /** Notes an object to be looked into. */
    private void note(Object value, Contents inside, int parent, int edge, Mode mode) {
        if (inside instanceof Contents.None) {
            return;
        }
        Refusal unread = inside.unread();
        if (unread != null && mode == Mode.OWNED && !mayGoUnread(value, inside)) {
            refuse(value, parent, edge, unread);
        } else if (add(value, inside, parent, edge, mode) == Marks.Change.NEW && unread != null) {
            words.add(new Trust(path(value.getClass(), parent, edge), value, "not looked into: " + unread.why()));
        }
    }

    /** Whether something may be in a box though it cannot be read. Of what the JDK has, that is what does not hold objects of others. */
    private static boolean mayGoUnread(Object value, Contents inside) {
        return JdkTypes.isPlatform(value.getClass())
                && !(inside instanceof Contents.Unseen(Refusal _, boolean mayHoldAnything) && mayHoldAnything);
    }

    private Marks.Change add(Object value, Contents inside, int parent, int edge, Mode mode) {
        Marks.Change change = marks.note(value, mode);
        if (change != Marks.Change.NONE) {
            append(value, inside, parent, edge, mode);
        }
        return change;
    }

    private void append(Object value, Contents inside, int parent, int edge, Mode mode) {
        if (count == objects.length) {
            int capacity = capacity(count);
            objects = Arrays.copyOf(objects, capacity);
            contents = Arrays.copyOf(contents, capacity);
            links = Arrays.copyOf(links, Math.multiplyExact(capacity, LINKS));
        }
        objects[count] = value;
        contents[count] = inside;
        int depth = parent < 0 ? 0 : depth(parent) + 1;
        int at = count * LINKS;
        links[at + PARENT] = parent;
        links[at + EDGE] = edge;
        links[at + MODE_AND_DEPTH] = depth << MODE_BITS | mode.ordinal();
        links[at + ANCHOR] = depth <= SHOWN_STEPS ? count : links[parent * LINKS + ANCHOR];
        count++;
    }

    private int parent(int node) {
        return links[node * LINKS + PARENT];
    }

    private int depth(int node) {
        return links[node * LINKS + MODE_AND_DEPTH] >>> MODE_BITS;
    }

    private Mode mode(int node) {
        return MODES[links[node * LINKS + MODE_AND_DEPTH] & (1 << MODE_BITS) - 1];
    }

    private void lookInto(int node) {
        Object object = Objects.requireNonNull(objects[node]);
        try {
            Objects.requireNonNull(contents[node]).read(object, visitor);
        } catch (RuntimeException e) {
            refuse(
                    object,
                    parent(node),
                    links[node * LINKS + EDGE],
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

    /** Is shown what is in the current node. */
    private void visit(int edge, @Nullable Object value) {
        Mode mode = mode(current);
        boolean isGiven = mode == Mode.CONTENTS
                && Objects.requireNonNull(contents[current]).isGiven(edge);
        judge(value, current, edge, isGiven ? Mode.STRICT : mode);
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
        int p = parent < 0 ? parent : links[parent * LINKS + ANCHOR];
        while (p >= 0) {
            p = parent(p);
        }
        return -1 - p;
    }

    /** The path to something that was found in a node or is a root: its first steps and its last, however many are between. */
    private String path(Class<?> type, int parent, int edge) {
        int length = parent < 0 ? 0 : depth(parent) + 1;
        int skipped = Math.max(0, length - 2 * SHOWN_STEPS);
        String[] shown = new String[length - skipped];
        int node = parent;
        int e = edge;
        for (int step = shown.length - 1; step >= 0; step--) {
            if (skipped > 0 && step == SHOWN_STEPS - 1) {
                int anchor = links[parent * LINKS + ANCHOR];
                e = links[anchor * LINKS + EDGE];
                node = parent(anchor);
            }
            shown[step] = stepName(node, e);
            e = links[node * LINKS + EDGE];
            node = parent(node);
        }
        int root = -1 - node;
        StringBuilder path = new StringBuilder(
                places[root] instanceof Supplier<?> supplier
                        ? String.valueOf(supplier.get())
                        : String.valueOf(places[root]));
        if (placeIndexes[root] >= 0) {
            path.append(' ').append(placeIndexes[root]);
        }
        for (int i = 0; i < shown.length; i++) {
            if (i == SHOWN_STEPS && skipped > 0) {
                path.append(" -> (").append(skipped).append(" more)");
            }
            path.append(" -> ").append(shown[i]);
        }
        return path.append(" -> ").append(Paths.nameOf(type)).toString();
    }

    private String stepName(int node, int edge) {
        return Paths.nameOf(Objects.requireNonNull(objects[node]).getClass())
                + Objects.requireNonNull(contents[node]).edgeName(edge);
    }
}
