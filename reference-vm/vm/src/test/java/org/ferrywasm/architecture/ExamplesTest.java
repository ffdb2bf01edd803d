package org.ferrywasm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Pattern SNIPPET =
            Pattern.compile("\\{@snippet class=\"(?<class>[^\"]+)\" region=\"(?<region>[^\"]+)\"}");

    @Test
    void everyPublicTypeHasAnExample() throws IOException {
        List<String> types = publicTypes(ClassFiles.all());
        assertThat(types).contains("org.ferrywasm.vm.Store", "org.ferrywasm.vm.Trap");
        assertThat(types.stream().flatMap(type -> gap(type, source(type)).stream()))
                .isEmpty();
    }

    @Test
    void everyExampleThatIsShownIsPartOfATest() throws IOException {
        assertThat(shown()).isNotEmpty().isSubsetOf(ExampleRegions.tested());
        assertThat(DocumentsTest.shown()).isNotEmpty().isSubsetOf(ExampleRegions.tested());
    }

    @Test
    void everyExampleIsShown() throws IOException {
        Set<String> shown = shown();
        shown.addAll(DocumentsTest.shown());
        assertThat(ExampleRegions.marked()).isSubsetOf(shown);
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

        assertThat(ExampleRegions.tested("Made", "    @Test\n    void m() {\n" + region + "    }\n"))
                .containsExactly("Made r");
        assertThat(ExampleRegions.tested("Made", "    void m() {\n" + region + "    }\n"))
                .isEmpty();
        assertThat(ExampleRegions.tested(
                        "Made", "    @Test\n    void m() {\n    }\n\n    void n() {\n" + region + "    }\n"))
                .isEmpty();
        assertThat(ExampleRegions.in("Made", region)).containsExactly("Made r");
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

    /** What is wrong with the examples of a type, if anything. */
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
        boolean occurs = snippets.stream()
                .map(snippet -> ExampleRegions.text(snippet.group("class"), snippet.group("region")))
                .anyMatch(text -> word.matcher(text).find());
        return occurs ? List.of() : List.of(type + " does not occur in its examples");
    }

    /** The examples that the Javadoc of any type shows, each as its class and its region. */
    private static Set<String> shown() throws IOException {
        Set<String> shown = new TreeSet<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> SNIPPET.matcher(ExampleRegions.read(file)).results())
                    .forEach(snippet -> shown.add(snippet.group("class") + " " + snippet.group("region")));
        }
        return shown;
    }

    private static String source(String type) {
        return ExampleRegions.read(SOURCES.resolve(type.replace('.', '/') + ".java"));
    }
}
