package org.ferrywasm.syntax;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An element segment (specification, "Element Segments").
 *
 * @param type the type of its elements
 * @param init a constant expression for each element
 * @param mode what is done with it at instantiation
 * @param tableIndex the table an active segment is copied to, else 0
 * @param offset where an active segment is copied to, else null
 */
public record Elem(
        RefType type,
        List<Expr> init,
        SegmentMode mode,
        int tableIndex,
        @Nullable Expr offset) {
    /** Copies the list. */
    public Elem {
        init = List.copyOf(init);
    }
}
