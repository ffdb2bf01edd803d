package org.ferrywasm.transfer;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a class settles about its instances. */
sealed interface Standing {
    /** They may go, and there is nothing in them that needs a look. */
    record Immutable() implements Standing {}

    /** They may go by the class's own declaration; the contents are judged too if {@code judgesContents}. */
    record Declared(boolean judgesContents) implements Standing {}

    /** They may go if what they hold may. */
    record ByContents() implements Standing {}

    /** They may not go, unless they are in a box. {@code isContainer}: an array or collection whose contents can be read. */
    record Refused(Refusal refusal, boolean isContainer) implements Standing {}

    /**
     * They may not go, not even in a box.
     *
     * @param bound why not
     * @param isFree whether one is bound to no thread now, so that it may go in a box; null if each is bound
     * @param unbound why such a one may not go by itself
     */
    record ThreadBound(
            Refusal bound, Refusal unbound, @Nullable Predicate<Object> isFree) implements Standing {}

    /** They are completion stages: what one holds is judged, and that it may be given something else is said. */
    record Stage() implements Standing {}

    /** The {@link Recogniser} knows. */
    record Known() implements Standing {}
}
