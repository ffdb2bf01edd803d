package org.ferrywasm.text.script;

import java.util.List;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.NumType;

/** What a script expects of one result: a set of values. */
public sealed interface Result {

    /** Exactly this value, bit for bit. */
    record Value(Const value) implements Result {}

    /**
     * A NaN of a floating-point type.
     *
     * @param type {@code f32} or {@code f64}
     * @param canonical whether the payload must be the canonical one; else any payload whose top bit is set
     */
    record Nan(NumType type, boolean canonical) implements Result {}

    /**
     * A vector, lane by lane.
     *
     * @param lanes four lanes of {@code f32} or two of {@code f64}, the lowest first; each a {@link Value} or a {@link Nan}
     */
    record Lanes(List<Result> lanes) implements Result {
        public Lanes {
            lanes = List.copyOf(lanes);
        }
    }

    /** Any null reference; one with a written heap type is a {@link Value}, and the type does not matter there either. */
    record Null() implements Result {}

    /**
     * A reference that is not null and points to something of this kind: {@code (ref.func)}, {@code (ref.struct)},
     * {@code (ref.extern)} and the like.
     */
    record Ref(AbsHeapType kind) implements Result {}

    /** One of several. */
    record Either(List<Result> alternatives) implements Result {
        public Either {
            alternatives = List.copyOf(alternatives);
        }
    }
}
