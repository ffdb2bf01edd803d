package org.ferrywasm.format;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The format of all Java sources below a folder: checks it and names the files that differ, or rewrites them. */
public final class SourceFormat {
    /** What to do with a source that differs from its formatted self. */
    public enum Mode {
        /** Name it. */
        CHECK,
        /** Rewrite it. */
        APPLY
    }

    private static final Pattern SOURCE = Pattern.compile("(.*/)?src/[^/]+/java/.*\\.java");
    private static final String MEND = "mend it with: mvn -q -pl format verify -Dformat=apply";

    private final Path root;
    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    /**
     * Looks at nothing yet.
     *
     * @param root the folder whose sources are meant, itself and everything below it
     */
    public SourceFormat(Path root) {
        this.root = root;
    }

    /**
     * Runs the program: {@code check|apply FOLDER}.
     *
     * @param arguments the mode and the folder
     * @throws IOException if a source cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        System.exit(run(arguments, System.err));
    }

    static int run(String[] arguments, PrintStream messages) throws IOException {
        Optional<Mode> mode = arguments.length == 2 ? mode(arguments[0]) : Optional.empty();
        if (mode.isEmpty()) {
            messages.println("source format: expected check|apply FOLDER, got " + String.join(" ", arguments));
            return 2;
        }
        List<String> problems = new SourceFormat(Path.of(arguments[1])).problems(mode.get());
        problems.forEach(problem -> messages.println("source format: " + problem));
        if (!problems.isEmpty() && mode.get() == Mode.CHECK) {
            messages.println("source format: " + MEND);
        }
        return problems.isEmpty() ? 0 : 1;
    }

    private static Optional<Mode> mode(String name) {
        return switch (name) {
            case "check" -> Optional.of(Mode.CHECK);
            case "apply" -> Optional.of(Mode.APPLY);
            default -> Optional.empty();
        };
    }

    /**
     * Formats every source, and answers with one line for each that is not as it should be afterwards.
     *
     * @param mode whether a source that differs is named or rewritten
     * @return the problems in the order of the files, each beginning with the file's path below the folder
     * @throws IOException if a source cannot be read or written
     */
    public List<String> problems(Mode mode) throws IOException {
        List<String> problems = new ArrayList<>();
        for (Path source : sources()) {
            String text = Files.readString(source);
            try {
                String formatted = formatter.formatSourceAndFixImports(text);
                if (!formatted.equals(text)) {
                    switch (mode) {
                        case CHECK -> problems.add(root.relativize(source) + " is not formatted");
                        case APPLY -> Files.writeString(source, formatted);
                    }
                }
            } catch (FormatterException e) {
                problems.add(root.relativize(source) + " cannot be parsed: " + e.getMessage());
            }
        }
        return problems;
    }

    private List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = String.valueOf(folder.getFileName());
                boolean ours = folder.equals(root) || !(name.equals("target") || name.startsWith("."));
                return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String path = root.relativize(file).toString().replace('\\', '/');
                if (SOURCE.matcher(path).matches()) {
                    sources.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        sources.sort(null);
        return sources;
    }
}
