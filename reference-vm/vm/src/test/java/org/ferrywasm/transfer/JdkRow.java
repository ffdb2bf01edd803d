package org.ferrywasm.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table of the JDK's types: a value and what is to be said of it.
 *
 * @param name what it is
 * @param value makes the value
 * @param reason why it may not go; null if it may
 * @param reasonInBox why it may not go in a box; null if it may
 */
public record JdkRow(
        String name,
        Callable<@Nullable Object> value,
        @Nullable Reason reason,
        @Nullable Reason reasonInBox) {
    /** Whether a list of reasons is what the row says. */
    public boolean isMetBy(List<Reason> reasons) {
        return isMet(reason, reasons);
    }

    /** Whether a list of reasons is what the row says about the value in a box. */
    public boolean isMetInBoxBy(List<Reason> reasons) {
        return isMet(reasonInBox, reasons);
    }

    private static boolean isMet(@Nullable Reason expected, List<Reason> reasons) {
        return expected == null ? reasons.isEmpty() : reasons.equals(List.of(expected));
    }

    @Override
    public String toString() {
        return name + (reason == null ? " may go" : " may not go: " + reason);
    }

    /** All rows. */
    public static List<JdkRow> all() {
        Rows rows = new Rows();
        JdkValueRows.addTo(rows);
        JdkCollectionRows.addTo(rows);
        JdkObjectRows.addTo(rows);
        JdkBoundRows.addTo(rows);
        return rows.list;
    }

    /** Rows, while they are gathered. */
    static final class Rows {
        private final List<JdkRow> list = new ArrayList<>();

        /** Adds something that may go. */
        void free(String name, Callable<@Nullable Object> value) {
            list.add(new JdkRow(name, value, null, null));
        }

        /** Adds something that may not go, nor in a box if it is bound to a thread or a view. */
        void kept(Reason reason, String name, Callable<@Nullable Object> value) {
            boolean isKeptInBox = reason == Reason.THREAD_BOUND || reason == Reason.VIEW;
            list.add(new JdkRow(name, value, reason, isKeptInBox ? reason : null));
        }

        /** Adds something that may not go, nor in a box. */
        void keptInBox(Reason reason, Reason reasonInBox, String name, Callable<@Nullable Object> value) {
            list.add(new JdkRow(name, value, reason, reasonInBox));
        }
    }
}
