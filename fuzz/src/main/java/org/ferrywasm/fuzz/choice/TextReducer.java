package org.ferrywasm.fuzz.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a text smaller by leaving out lines, for as long as it keeps its effect. */
public final class TextReducer {
    private static final int LONGEST = 24;

    private final Predicate<String> hasEffect;
    private int tries;

    private TextReducer(Predicate<String> hasEffect, int tries) {
        this.hasEffect = hasEffect;
        this.tries = tries;
    }

    /**
     * Leaves out what is not needed: first many lines at once, then few, then pairs with something between.
     *
     * @param text has the effect
     * @param hasEffect whether another has it; asked of texts that may make no sense
     * @param tries how often to ask at most
     */
    public static String reduce(String text, Predicate<String> hasEffect, int tries) {
        List<String> lines =
                new ArrayList<>(text.lines().filter(line -> !line.isBlank()).toList());
        return String.join("\n", new TextReducer(hasEffect, tries).reduced(lines)) + "\n";
    }

    private List<String> reduced(List<String> lines) {
        List<String> least = lines;
        int before;
        do {
            before = least.size();
            least = withoutGroups(least);
            for (int length = Math.max(LONGEST, before / 2); length > LONGEST; length /= 2) {
                least = without(least, length);
            }
            for (int length = LONGEST; length > 0; length--) {
                least = without(least, length);
            }
            least = withoutPairs(least);
        } while (least.size() < before && tries > 0);
        return least;
    }

    /** Leaves out lines from an opening parenthesis to the one that closes it. */
    private List<String> withoutGroups(List<String> lines) {
        List<String> least = lines;
        for (int at = least.size() - 1; at >= 0; at--) {
            int end = endOfGroup(least, at);
            if (end > at + 1) {
                List<String> fewer = new ArrayList<>(least);
                fewer.subList(at, end).clear();
                if (isEffective(fewer)) {
                    least = fewer;
                }
            }
        }
        return least;
    }

    private static int endOfGroup(List<String> lines, int start) {
        int depth = 0;
        for (int at = start; at < lines.size(); at++) {
            String line = lines.get(at);
            depth += (int) line.chars().filter(c -> c == '(').count()
                    - (int) line.chars().filter(c -> c == ')').count();
            if (depth <= 0) {
                return depth == 0 ? at + 1 : start;
            }
        }
        return start;
    }

    /** Leaves out so many lines in a row wherever it can. */
    private List<String> without(List<String> lines, int length) {
        List<String> least = lines;
        for (int at = least.size() - length; at >= 0; at--) {
            List<String> fewer = new ArrayList<>(least);
            fewer.subList(at, at + length).clear();
            if (isEffective(fewer)) {
                least = fewer;
                at = Math.min(at, least.size() - length + 1);
            }
        }
        return least;
    }

    /** Leaves out a line and one further down: the ends of something that stays. */
    private List<String> withoutPairs(List<String> lines) {
        List<String> least = lines;
        for (int first = 0; first < least.size(); first++) {
            for (int second = first + 2; second < Math.min(least.size(), first + LONGEST); second++) {
                List<String> fewer = new ArrayList<>(least);
                fewer.remove(second);
                fewer.remove(first);
                if (isEffective(fewer)) {
                    least = fewer;
                }
            }
        }
        return least;
    }

    private boolean isEffective(List<String> lines) {
        return tries-- > 0 && hasEffect.test(String.join("\n", lines));
    }
}
