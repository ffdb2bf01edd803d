package org.ferrywasm.text;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The annotations of one module, each of which must be taken by the one construct that it belongs to. */
final class Annotations {
    private final Tokens tokens;
    private final List<Annotation> all;
    private final BitSet taken = new BitSet();
    private final int first;
    private final int end;

    /**
     * The annotations between two tokens.
     *
     * @param firstToken the first token that one may stand before
     * @param endToken the last such token
     */
    Annotations(Tokens tokens, int firstToken, int endToken) {
        this.tokens = tokens;
        this.all = tokens.annotations();
        this.first = find(firstToken);
        this.end = find(endToken + 1);
    }

    /** The index of the first annotation before this token or a later one. */
    private int find(int token) {
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all.get(middle).before() < token) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Takes all annotations of this identifier before a token, in order. */
    List<Annotation> takeAll(String id, int token) {
        if (first == end) {
            return List.of();
        }
        List<Annotation> found = new ArrayList<>();
        for (int i = Math.max(first, find(token)); i < end && all.get(i).before() == token; i++) {
            if (all.get(i).id().equals(id)) {
                taken.set(i - first);
                found.add(all.get(i));
            }
        }
        return found;
    }

    /** Takes the only annotation of this identifier before a token; null if there is none. */
    private @Nullable Annotation takeOnly(String id, int token, String ifSeveral) {
        List<Annotation> found = takeAll(id, token);
        if (found.size() > 1) {
            throw tokens.errorAt(
                    "@" + id + " annotation: " + ifSeveral, found.get(1).offset());
        }
        return found.isEmpty() ? null : found.getFirst();
    }

    /**
     * Takes what a {@code @name} annotation before a token says, or gives null.
     *
     * @param kind what messages call the thing that it names
     */
    @Nullable
    String takeName(int token, String kind) {
        Annotation annotation = takeOnly(Annotation.NAME, token, "multiple " + kind + " names");
        if (annotation == null) {
            return null;
        }
        Cursor in = new Cursor(annotation.contents(), 0);
        if (in.kind() != TokenKind.STRING) {
            throw in.error("@name annotation: string expected");
        }
        String name = in.name();
        if (in.kind() != TokenKind.END) {
            throw in.error("@name annotation: unexpected token");
        }
        return name;
    }

    /** Takes what a {@code @metadata.code.branch_hint} annotation before a token says, or gives -1. */
    int takeBranchHint(int token) {
        Annotation annotation = takeOnly(Annotation.BRANCH_HINT, token, "duplicate annotation");
        if (annotation == null) {
            return -1;
        }
        Cursor in = new Cursor(annotation.contents(), 0);
        boolean likely = in.tokens().is(0, "\"\\01\"");
        if (in.kind() != TokenKind.STRING
                || !(likely || in.tokens().is(0, "\"\\00\""))
                || in.tokens().count() != 2) {
            throw in.error("@metadata.code.branch_hint annotation: invalid value");
        }
        return likely ? 1 : 0;
    }

    /** Fails if there is one that nothing has taken. */
    void requireAllTaken() {
        int left = first + taken.nextClearBit(0);
        if (left >= end) {
            return;
        }
        Annotation annotation = all.get(left);
        throw tokens.errorAt(
                annotation.id().equals(Annotation.BRANCH_HINT)
                        ? "@metadata.code.branch_hint annotation: not in a function"
                        : "misplaced @" + annotation.id() + " annotation",
                annotation.offset());
    }
}
