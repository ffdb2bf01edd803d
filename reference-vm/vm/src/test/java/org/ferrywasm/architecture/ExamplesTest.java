package org.ferrywasm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every public type of the embedding API is documented with an example that is part of a test: its Javadoc shows a region of
 * a test method in which the type occurs.
 */
final class ExamplesTest {
    private static final String API = "org/ferrywasm/vm/";
    private static final String SHOWN_BY_THE_README = "org.ferrywasm.examples.ReadmeExample readme";
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path TESTS = Path.of("src", "test", "java");

    private static final Pattern SNIPPET =
            Pattern.compile("\\{@snippet class=\"(?<class>[^\"]+)\" region=\"(?<region>[^\"]+)\"}");
    private static final Pattern TEST_METHOD = Pattern.compile(
            "^ {4}@Test\\n(?: {4}@.*\\n)* {4}void .*\\n(?<body>(?:(?! {4}}\\n).*\\n)*) {4}}\\n", Pattern.MULTILINE);
    private static final Pattern REGION =
            Pattern.compile("// @start region=\"(?<region>[^\"]+)\"\\n(?<text>[\\s\\S]*?)// @end\\n");

    @Test
    void everyPublicTypeHasAnExample() throws IOException {
        List<String> types = publicTypes(ClassFiles.all());
        assertThat(types).contains("org.ferrywasm.vm.Store", "org.ferrywasm.vm.Trap");
        assertThat(types.stream().flatMap(type -> gap(type, read(SOURCES, type)).stream()))
                .isEmpty();
    }

    @Test
    void everyExampleThatIsShownIsPartOfATest() throws IOException {
        Set<String> tested = new TreeSet<>();
        testSources().forEach(name -> tested.addAll(testedRegions(name, read(TESTS, name))));
        assertThat(shown()).isNotEmpty().isSubsetOf(tested);
    }

    @Test
    void everyExampleIsShown() throws IOException {
        Set<String> shown = shown();
        shown.add(SHOWN_BY_THE_README);
        Set<String> marked = new TreeSet<>();
        testSources().forEach(name -> regions(name, read(TESTS, name)).forEach(marked::add));
        assertThat(marked).isSubsetOf(shown);
    }

    @Test
    void seesATypeWithoutExample() {
        byte[] made = ClassFile.of()
                .build(ClassDesc.of("org.ferrywasm.vm.Made"), type -> type.withFlags(ClassFile.ACC_PUBLIC));
        List<String> types = publicTypes(List.of(ClassFile.of().parse(made)));

        assertThat(types).containsExactly("org.ferrywasm.vm.Made");
        assertThat(gap("org.ferrywasm.vm.Made", "/** Made. */\npublic final class Made {}\n"))
                .containsExactly("org.ferrywasm.vm.Made has no example");
    }

    @Test
    void seesAnExampleOfSomethingElse() {
        String snippet = "{@snippet class=\"org.ferrywasm.examples.StoreExample\" region=\"open\"}";

        assertThat(gap("org.ferrywasm.vm.Made", "/** " + snippet + " */\npublic final class Made {}\n"))
                .containsExactly("org.ferrywasm.vm.Made does not occur in its examples");
        assertThat(gap("org.ferrywasm.vm.Store", "/** " + snippet + " */\npublic final class Store<T> {}\n"))
                .isEmpty();
        assertThat(gap("org.ferrywasm.vm.Store", "public final class Store {\n    /** " + snippet + " */\n}\n"))
                .containsExactly("org.ferrywasm.vm.Store has no example");
    }

    @Test
    void seesAnExampleOutsideOfATest() {
        String region = "        // @start region=\"r\"\n        int i = 1;\n        // @end\n";

        assertThat(testedRegions("Made", "    @Test\n    void m() {\n" + region + "    }\n"))
                .containsExactly("Made r");
        assertThat(testedRegions("Made", "    void m() {\n" + region + "    }\n"))
                .isEmpty();
        assertThat(testedRegions("Made", "    @Test\n    void m() {\n    }\n\n    void n() {\n" + region + "    }\n"))
                .isEmpty();
        assertThat(regions("Made", region)).containsExactly("Made r");
    }

    /** The public top-level types of the API among these classes. */
    private static List<String> publicTypes(List<ClassModel> classes) {
        return classes.stream()
                .filter(model -> (model.flags().flagsMask() & ClassFile.ACC_PUBLIC) != 0)
                .map(model -> model.thisClass().asInternalName())
                .filter(name -> name.startsWith(API) && name.indexOf('$') < 0)
                .map(name -> name.replace('/', '.'))
                .toList();
    }

    /** What is wrong with the example of a type, if anything. */
    private static List<String> gap(String type, String source) {
        String simpleName = type.substring(type.lastIndexOf('.') + 1);
        Matcher declaration = Pattern.compile(
                        "^public .*\\b(class|interface|record|enum) " + simpleName + "\\b", Pattern.MULTILINE)
                .matcher(source);
        String comment = declaration.find() ? source.substring(0, declaration.start()) : "";
        List<MatchResult> snippets = SNIPPET.matcher(comment).results().toList();
        if (snippets.isEmpty()) {
            return List.of(type + " has no example");
        }
        Pattern word = Pattern.compile("\\b" + simpleName + "\\b");
        return snippets.stream()
                        .anyMatch(snippet -> word.matcher(textOf(snippet)).find())
                ? List.of()
                : List.of(type + " does not occur in its examples");
    }

    private static String textOf(MatchResult snippet) {
        return REGION.matcher(read(TESTS, snippet.group("class")))
                .results()
                .filter(region -> region.group("region").equals(snippet.group("region")))
                .map(region -> region.group("text"))
                .findFirst()
                .orElse("");
    }

    /** The examples that the Javadoc of any type shows, each as its class and its region. */
    private static Set<String> shown() throws IOException {
        Set<String> shown = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .forEach(file -> SNIPPET.matcher(read(file))
                            .results()
                            .forEach(snippet -> shown.add(snippet.group("class") + " " + snippet.group("region"))));
        }
        return shown;
    }

    private static List<String> testSources() throws IOException {
        try (Stream<Path> files = Files.list(TESTS.resolve("org/ferrywasm/examples"))) {
            return files.map(file -> TESTS.relativize(file).toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name ->
                            name.substring(0, name.length() - ".java".length()).replace('/', '.'))
                    .toList();
        }
    }

    private static Set<String> testedRegions(String className, String source) {
        Set<String> regions = new TreeSet<>();
        TEST_METHOD
                .matcher(source)
                .results()
                .forEach(method -> regions(className, method.group("body")).forEach(regions::add));
        return regions;
    }

    private static Stream<String> regions(String className, String source) {
        return REGION.matcher(source).results().map(region -> className + " " + region.group("region"));
    }

    private static String read(Path root, String className) {
        Path file = root.resolve(className.replace('.', '/') + ".java");
        return Files.exists(file) ? read(file) : "";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
