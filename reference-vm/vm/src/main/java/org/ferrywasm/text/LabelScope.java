package org.ferrywasm.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The labels around an instruction, the innermost last. An inner label hides an outer one of the same identifier. */
final class LabelScope {
    private final List<Label> labels = new ArrayList<>();
    private final Map<String, Integer> heights = new HashMap<>();

    /** A label with the height of the one that it hides. */
    private record Label(@Nullable String id, @Nullable Integer hidden) {}

    void clear() {
        labels.clear();
        heights.clear();
    }

    void push(@Nullable String id) {
        labels.add(new Label(id, id == null ? null : heights.put(id, labels.size())));
    }

    void pop() {
        Label label = labels.removeLast();
        if (label.id() != null) {
            heights.compute(label.id(), (id, height) -> label.hidden());
        }
    }

    /** Takes a label index, as a number or as an identifier. */
    int index(Cursor in) {
        if (in.kind() != TokenKind.ID) {
            return in.u32();
        }
        int idToken = in.next();
        String id = in.tokens().id(idToken);
        Integer height = heights.get(id);
        if (height == null) {
            throw in.tokens().error("unknown label $" + id, idToken);
        }
        return labels.size() - 1 - height;
    }
}
