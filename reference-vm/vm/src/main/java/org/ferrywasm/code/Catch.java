package org.ferrywasm.code;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.binary.CatchKind;
import org.ferrywasm.binary.InstrReader;

/**
 * A catch clause of a {@code try_table}.
 *
 * @param kind which exceptions, and with the exception or without
 * @param tag the tag's index, if there is one
 * @param label the label, counted from outside the block
 */
record Catch(CatchKind kind, int tag, int label) {
    /** The clauses of the instruction that a reader stands on. */
    static List<Catch> read(InstrReader in) {
        List<Catch> clauses = new ArrayList<>(in.catchCount());
        for (int i = 0; i < in.catchCount(); i++) {
            clauses.add(new Catch(in.catchKind(i), in.catchTag(i), in.catchLabel(i)));
        }
        return clauses;
    }
}
