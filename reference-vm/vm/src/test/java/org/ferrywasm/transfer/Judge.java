package org.ferrywasm.transfer;

import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A classifier for tests, with a marker, boxes, words and handles of its own. */
final class Judge {
    /** The marker interface. */
    interface Movable {}

    /** A box. */
    record Box(Object contents) {}

    /** A trusted value. */
    record Word(Object value, String reason) {}

    /** A connected object. */
    record Connected(boolean isOwn) {}

    /** Something that is judged by what is in it. */
    record Wrapper(Object wrapped) {}

    private static final Set<Class<?>> KNOWN = Set.of(Box.class, Word.class, Connected.class, Wrapper.class);

    /** More findings than are listed. */
    static final int MANY = Judgement.MAX_LISTED + 5;

    static final Judge DEFAULT = new Judge(Set.of(), List.of());

    private final Sendability sendability;

    Judge(Set<Class<?>> immutable, List<MethodHandles.Lookup> lookups) {
        this.sendability = new Sendability(new Rules(Movable.class, immutable, lookups, KNOWN::contains));
    }

    Sendability sendability() {
        return sendability;
    }

    /** Everything that a walk from one value finds. */
    Judgement judge(@Nullable Object value) {
        Walk walk = sendability.walk(Judge::recognise);
        walk.root("data", value);
        return walk.finish();
    }

    /** Why a value may not go: a reason for each finding. */
    List<Reason> reasons(@Nullable Object value) {
        return judge(value).findings().stream()
                .map(finding -> finding.refusal().reason())
                .toList();
    }

    /** The paths of the findings. */
    List<String> paths(@Nullable Object value) {
        return judge(value).findings().stream().map(Finding::path).toList();
    }

    static Recognised recognise(Object value) {
        return switch (value) {
            case Box(Object contents) -> new Recognised.Box(contents);
            case Word(Object trusted, String reason) -> new Recognised.Word(reason);
            case Connected(boolean isOwn) ->
                isOwn
                        ? new Recognised.Handle()
                        : new Recognised.Refused(new Refusal(Reason.FOREIGN_HANDLE, "it is foreign", "leave it"));
            case Wrapper(Object wrapped) -> new Recognised.Inside("wrapped", wrapped);
            default -> throw new AssertionError("not recognised: " + value.getClass());
        };
    }
}
