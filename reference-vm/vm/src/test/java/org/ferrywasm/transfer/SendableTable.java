package org.ferrywasm.transfer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of {@code docs/sendable.md}, made from the rows that the classifier uses. */
final class SendableTable {
    private static final String GOES = "may go";
    private static final String BY_CONTENTS = "by its contents";
    private static final String NAMED = ", and is named";

    private SendableTable() {}

    /** The lines of the table. */
    static List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("| type | by itself | in a box | what to do |");
        lines.add("|---|---|---|---|");
        JdkTypes.byClass().values().forEach(row -> lines.add(line(row.name(), "", row.facts())));
        lines.add(line("java.lang.Enum", "the JDK's constants: ", ClassFacts.IMMUTABLE));
        lines.add(line("java.nio.charset.Charset", "the JDK's: ", ClassFacts.IMMUTABLE));
        for (ThreadBound.Row row : ThreadBound.table()) {
            lines.add("| all `%s` | %s | %s | %s |"
                    .formatted(
                            row.name(),
                            Reason.THREAD_BOUND + ": " + row.refusal().why(),
                            row.isFree() == null ? Reason.THREAD_BOUND : "may go while that is not so",
                            row.refusal().mend()));
        }
        JdkContainers.families()
                .forEach((root, facts) -> lines.add(line(root.getName(), "all others of the JDK's: ", facts)));
        return lines;
    }

    private static String line(String name, String which, ClassFacts facts) {
        Refusal refusal = facts.standing() instanceof Standing.Refused(Refusal r, boolean _) ? r : null;
        return "| %s`%s` | %s | %s | %s |"
                .formatted(which, name, alone(facts, refusal), boxed(facts), refusal == null ? "" : refusal.mend());
    }

    private static String alone(ClassFacts facts, @Nullable Refusal refusal) {
        return switch (facts.standing()) {
            case Standing.Immutable _ -> GOES;
            case Standing.ByContents _ -> BY_CONTENTS;
            case Standing.Stage _ -> BY_CONTENTS + NAMED;
            case Standing.Refused _ when refusal != null -> refusal.reason() + ": " + refusal.why();
            default -> throw new AssertionError("no row says " + facts.standing());
        };
    }

    private static String boxed(ClassFacts facts) {
        return switch (facts.contents()) {
            case Contents.None _ -> GOES;
            case Contents.Unseen(Refusal unread, boolean mayHoldAnything) ->
                mayHoldAnything ? unread.reason() + ": " + unread.why() : GOES + NAMED;
            case Contents.Elements elements -> elements.unread() == null ? BY_CONTENTS : BY_CONTENTS + NAMED;
            default -> throw new AssertionError("no row has " + facts.contents());
        };
    }
}
