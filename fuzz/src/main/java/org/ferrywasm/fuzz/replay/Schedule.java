package org.ferrywasm.fuzz.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Steps, one on a line, and what each must say:
 *
 * <pre>
 * each k 1 20                    all of it, with $k standing for each of these numbers
 * instantiate s i module.wat     -> instantiated
 * times 100 call i run 5         -> returned i32 5
 * on 2 resume c 10               -> out of fuel | returned i32 5
 * </pre>
 *
 * <p>What a step may be, {@link Stage} says. After the last one, all Stores that are still open are audited.
 */
public final class Schedule {
    private static final Pattern EACH = Pattern.compile("each (\\w+) (-?\\d+) (-?\\d+)");
    private static final Pattern TIMES = Pattern.compile("times (\\d+) (.*)");
    private static final Pattern ON = Pattern.compile("on (\\d+) (.*)");

    private final Path folder;
    private final List<String> lines;

    private Schedule(Path folder, List<String> lines) {
        this.folder = folder;
        this.lines = List.copyOf(lines);
    }

    /** Reads the file {@code schedule.txt} of a folder, beside which the modules are that it names. */
    public static Schedule read(Path folder) throws IOException {
        return new Schedule(folder, Files.readAllLines(folder.resolve("schedule.txt")));
    }

    /**
     * Does it.
     *
     * @return what went otherwise than expected, one line each; empty if all went well
     */
    public List<String> run() {
        List<String> steps = new ArrayList<>();
        String variable = "";
        int first = 0;
        int last = 0;
        for (String line : lines) {
            Matcher each = EACH.matcher(line);
            if (each.matches()) {
                variable = "$" + each.group(1);
                first = Integer.parseInt(each.group(2));
                last = Integer.parseInt(each.group(3));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                steps.add(line);
            }
        }
        List<String> complaints = new ArrayList<>();
        for (int value = first; value <= last && complaints.isEmpty(); value++) {
            runOnce(steps, variable, value, complaints);
        }
        return complaints;
    }

    private void runOnce(List<String> steps, String variable, int value, List<String> complaints) {
        try (Stage stage = new Stage(folder)) {
            for (String line : steps) {
                String filled = variable.isEmpty() ? line : line.replace(variable, Integer.toString(value));
                String[] parts = filled.split("->", 2);
                String said;
                try {
                    said = said(stage, parts[0].strip());
                } catch (Stage.Misspelt e) {
                    if (complaints.isEmpty()) {
                        throw e;
                    }
                    // what went wrong before may be why there is no such thing
                    return;
                }
                String expected = parts.length == 1 ? "" : parts[1].strip();
                if (!isExpected(said, expected)) {
                    complaints.add((variable.isEmpty() ? "" : "with " + variable + " = " + value + ", ")
                            + parts[0].strip() + " says \"" + said + "\", not \"" + expected + "\"");
                }
            }
            complaints.addAll(stage.audit());
        }
    }

    private static boolean isExpected(String said, String expected) {
        for (String one : expected.split("\\|", -1)) {
            if (said.equals(one.strip())) {
                return true;
            }
        }
        return false;
    }

    private static String said(Stage stage, String step) {
        Matcher times = TIMES.matcher(step);
        if (times.matches()) {
            String said = "";
            for (int i = Integer.parseInt(times.group(1)); i > 0; i--) {
                said = said(stage, times.group(2));
            }
            return said;
        }
        Matcher on = ON.matcher(step);
        return on.matches() ? stage.on(Integer.parseInt(on.group(1)), on.group(2)) : stage.step(step);
    }
}
