package org.ferrywasm.fuzz.choice;

import java.util.Arrays;

/** Notes the decisions of another source, so that they can be made again. */
public final class RecordedChoices implements ChoiceSource {
    private static final int FIRST_ROOM = 1_024;

    private final ChoiceSource source;
    private int[] made = new int[FIRST_ROOM];
    private int count;

    /** Notes what this source decides. */
    public RecordedChoices(ChoiceSource source) {
        this.source = source;
    }

    @Override
    public int below(int bound) {
        int choice = source.below(bound);
        if (count == made.length) {
            made = Arrays.copyOf(made, 2 * count);
        }
        made[count++] = choice;
        return choice;
    }

    /** All decisions so far. */
    public int[] made() {
        return Arrays.copyOf(made, count);
    }
}
