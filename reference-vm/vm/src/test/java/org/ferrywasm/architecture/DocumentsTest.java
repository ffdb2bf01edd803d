package org.ferrywasm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ferrywasm.vm.ConnectedTypes;
import org.junit.jupiter.api.Test;

/**
 * The README and the documents show code that is compiled and run: before each block of Java stands a comment that names a
 * region of a test, and the block is that region. The table of docs/threads.md names every type of the API.
 */
final class DocumentsTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final Pattern BLOCK =
            Pattern.compile("(?:<!-- (?<class>[\\w.]+) (?<region>[\\w-]+) -->\\n)?```java\\n(?<text>[\\s\\S]*?)```\\n");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");

    @Test
    void theDocumentsShowWhatTestsRun() {
        List<Path> documents = documents();
        assertThat(documents).hasSizeGreaterThan(2);
        assertThat(documents.stream().flatMap(document -> differences(ExampleRegions.read(document)).stream()))
                .isEmpty();
    }

    @Test
    void seesCodeThatIsNoTestsOrHasChanged() {
        String mark = "<!-- org.ferrywasm.examples.ReadmeExample readme -->\n";

        assertThat(differences("```java\nint i;\n```\n")).containsExactly("no test: int i;\n");
        assertThat(differences(mark + "```java\nint i;\n```\n"))
                .containsExactly("not org.ferrywasm.examples.ReadmeExample readme: int i;\n");
        assertThat(differences("```\nmvn test\n```\n")).isEmpty();
    }

    @Test
    void everyTypeHasItsPlaceInTheTableOfThreads() {
        String document = ExampleRegions.read(ROOT.resolve("docs/threads.md"));
        Set<String> shared = names(row(document, "| any thread, at once"));
        Set<String> confined = names(row(document, "| the owner of the Store alone"));
        Set<String> others = names(row(document, "| any thread if"));
        others.addAll(names(row(document, "| as the types that implement them")));
        assertThat(names(row(document, "| the thread that made it alone"))).containsExactly("Linker");
        confined.add("Linker");

        for (Class<?> type : ConnectedTypes.publicClasses()) {
            boolean isConnected = ConnectedTypes.isConnected(type);
            boolean isPlainException = Throwable.class.isAssignableFrom(type) && !isConnected;
            if (type.getEnclosingClass() == null && !isPlainException && !others.contains(type.getSimpleName())) {
                assertThat(isConnected ? confined : shared).contains(type.getSimpleName());
            }
        }
    }

    private static String row(String document, String start) {
        int from = document.indexOf(start);
        assertThat(from).as(start).isNotNegative();
        return document.substring(from, document.indexOf('\n', from));
    }

    private static Set<String> names(String text) {
        Set<String> names = new TreeSet<>();
        NAME.matcher(text).results().forEach(name -> names.add(name.group(1)));
        return names;
    }

    /** The blocks of a document that are not what a test runs. */
    private static List<String> differences(String document) {
        List<String> differences = new ArrayList<>();
        Matcher block = BLOCK.matcher(document);
        while (block.find()) {
            String text = block.group("text");
            if (block.group("class") == null) {
                differences.add("no test: " + text);
            } else if (!ExampleRegions.text(block.group("class"), block.group("region"))
                    .equals(text)) {
                differences.add("not " + block.group("class") + " " + block.group("region") + ": " + text);
            }
        }
        return differences;
    }

    /** The examples that the documents show, each as its class and its region. */
    static Set<String> shown() {
        Set<String> shown = new TreeSet<>();
        for (Path document : documents()) {
            BLOCK.matcher(ExampleRegions.read(document))
                    .results()
                    .forEach(block -> shown.add(block.group("class") + " " + block.group("region")));
        }
        return shown;
    }

    private static List<Path> documents() {
        List<Path> documents = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return documents;
    }
}
