package org.ferrywasm.fuzz.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ferrywasm.fuzz.choice.ChoiceSource;
import org.ferrywasm.syntax.Opcode;

/**
 * Makes of a valid module one that is well-formed still but perhaps not valid: an instruction is left out, or comes twice, or is
 * another one; a type, a number or a name is another.
 */
public final class NearlyValid {
    private static final int MOST = 3;
    private static final List<String> TYPES = List.of(
            "i32",
            "i64",
            "f32",
            "f64",
            "v128",
            "funcref",
            "externref",
            "anyref",
            "eqref",
            "i31ref",
            "structref",
            "arrayref",
            "exnref",
            "nullref");
    private static final Pattern TYPE = Pattern.compile("(?<![\\w$.])(" + String.join("|", TYPES) + ")(?![\\w.])");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w$.\"])-?\\d+(?![\\w.\"])");
    private static final Pattern NAME = Pattern.compile("\\$[\\w.]+");
    private static final List<Opcode> ROWS = Rows.supported().all();

    private NearlyValid() {}

    /** Changes a text in a few places. */
    public static String of(ChoiceSource choices, String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        for (int i = choices.below(MOST); i >= 0; i--) {
            change(choices, lines);
        }
        return String.join("\n", lines);
    }

    private static void change(ChoiceSource choices, List<String> lines) {
        int at = 1 + choices.below(lines.size() - 2);
        String line = lines.get(at);
        switch (choices.below(7)) {
            case 0 -> {
                if (!line.contains("(") && !line.contains(")")) {
                    lines.remove(at);
                }
            }
            case 1 -> lines.add(at, line);
            case 2 -> {
                if (!line.contains("(") && !line.contains(")")) {
                    lines.set(at, choices.of(ROWS).mnemonic());
                }
            }
            case 3 -> lines.set(at, replaced(choices, line, TYPE, choices.of(TYPES)));
            case 4 -> lines.set(at, replaced(choices, line, NUMBER, Integer.toString(choices.below(5) - 1)));
            case 5 -> lines.set(at, renamed(choices, line, lines));
            default -> {
                int other = 1 + choices.below(lines.size() - 2);
                lines.set(at, lines.get(other));
            }
        }
    }

    private static String renamed(ChoiceSource choices, String line, List<String> lines) {
        List<String> names = new ArrayList<>();
        Matcher matcher = NAME.matcher(choices.of(lines));
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names.isEmpty() ? line : replaced(choices, line, NAME, choices.of(names));
    }

    /** With one of the places that a pattern finds, if there is one, replaced. */
    private static String replaced(ChoiceSource choices, String line, Pattern pattern, String by) {
        List<int[]> places = new ArrayList<>();
        Matcher matcher = pattern.matcher(line);
        while (matcher.find()) {
            places.add(new int[] {matcher.start(), matcher.end()});
        }
        if (places.isEmpty()) {
            return line;
        }
        int[] place = choices.of(places);
        return line.substring(0, place[0]) + by + line.substring(place[1]);
    }
}
