package org.ferrywasm.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.bugpatterns.BugChecker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The examples of docs/lint.md are those that are compiled and run here, and each check says what they promise. That the blocks
 * are the regions word for word is seen by the test of all documents.
 */
class DocumentTest {
    private static final Path MODULE = Path.of("").toAbsolutePath();
    private static final Path ROOT = MODULE.getParent().getParent();
    private static final Path EXAMPLES = Path.of("src/test/java/org/ferrywasm/lint/examples");
    private static final List<Class<? extends BugChecker>> CHECKS =
            List.of(NotSendableCapture.class, HandleAfterDetach.class, ConnectedHandleInStatic.class);

    private static Set<String> found(String text, String pattern) {
        Set<String> found = new TreeSet<>();
        Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .forEach(found::add);
        return found;
    }

    @Test
    void eachCheckWarnsOfItsBadExampleAndNothingElse() throws IOException {
        for (Class<? extends BugChecker> check : CHECKS) {
            String name = check.getSimpleName() + "Example.java";
            String text = Files.readString(EXAMPLES.resolve(name));

            assertThat(Compiler.warnings(check, name, text)).as(name).hasSize(1);
            assertThat(Compiler.differences(check, name, text)).as(name).isEmpty();
            for (Class<? extends BugChecker> other : CHECKS) {
                if (other != check) {
                    assertThat(Compiler.warnings(other, name, text)).as(name).isEmpty();
                }
            }
        }
    }

    @Test
    void theDocumentHasBothExamplesOfEachCheck() throws IOException {
        String document = Files.readString(ROOT.resolve("docs/lint.md"));

        for (Class<? extends BugChecker> check : CHECKS) {
            String example = "org.ferrywasm.lint.examples." + check.getSimpleName() + "Example";
            assertThat(document)
                    .contains(
                            "## " + check.getSimpleName(),
                            "<!-- " + example + " bad -->",
                            "<!-- " + example + " good -->")
                    .contains("@SuppressWarnings(\"" + check.getSimpleName() + "\")");
        }
    }

    /** The options of the document are those with which the tests run, and the versions those of the build. */
    @Test
    void theDocumentSaysHowThePlugInIsRun() throws IOException {
        String document = Files.readString(ROOT.resolve("docs/lint.md"));
        String build = Files.readString(ROOT.resolve("pom.xml"));

        assertThat(found(document, "--add-(exports|opens)=jdk.compiler/[\\w.=-]+"))
                .isEqualTo(found(Files.readString(MODULE.resolve("javac-exports.args")), "^.+$"));
        assertThat(found(build, "(?<=<errorprone.version>)[\\d.]+"))
                .containsExactlyElementsOf(
                        found(document, "(?<=error_prone_core</artifactId>\\n {8}<version>)[\\d.]+"));
    }

    /** Ferry's own examples keep to the contract, but for those that show what is refused. */
    @Test
    void ferrysOwnExamplesGiveNoFalseAlarm() throws IOException {
        Path tests = ROOT.resolve("reference-vm/vm/src/test/java");
        List<Compiler.Source> sources;
        try (Stream<Path> files = Files.list(tests.resolve("org/ferrywasm/examples"))) {
            sources = files.filter(file -> file.toString().endsWith("Example.java"))
                    .map(Compiler.Source::of)
                    .toList();
        }
        List<String> others = List.of("-sourcepath", tests.toString(), "-implicit:none");

        assertThat(sources).hasSizeGreaterThan(10);
        assertThat(Compiler.warnings(HandleAfterDetach.class, sources, others))
                .extracting(Compiler.Warning::message)
                .satisfiesExactlyInAnyOrder(
                        message -> assertThat(message).contains("`answer` was left behind"),
                        message -> assertThat(message).contains("`answer` was left behind"),
                        message -> assertThat(message).contains("`answer` is used after", "it is in the parcel"));
        assertThat(Compiler.warnings(ConnectedHandleInStatic.class, sources, others))
                .isEmpty();
        assertThat(Compiler.warnings(NotSendableCapture.class, sources, others))
                .singleElement()
                .extracting(Compiler.Warning::message)
                .asString()
                .contains("The new Session holds an ArrayList");
    }
}
