package org.ferrywasm.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ferrywasm.suite.FoundSuite.Origin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SuiteFinderTest {
    private static final Map<String, String> SCRIPTS = Map.of("a.wast", "(module)", "deep/b.wast", "()");

    @TempDir
    private Path folder;

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private OfficialSuite suite;
    private Path checkout;
    private ArchiveServer server;

    @BeforeEach
    void layEveryPlaceOut() throws IOException {
        suite = Suites.pinned(folder.resolve("by-property"), "", SCRIPTS);
        Suites.write(folder.resolve("by-variable"), SCRIPTS);
        Suites.write(folder.resolve("home/shared/small-testsuite"), SCRIPTS);
        Suites.write(folder.resolve("cache").resolve(suite.commit()), SCRIPTS);
        checkout = folder.resolve("home/checkout");
        Files.createDirectories(checkout.resolve(".mvn"));
        Files.createDirectories(checkout.resolve("module"));
        server = ArchiveServer.serving(
                ArchiveServer.zip(Map.of("suite-abc/a.wast", "(module)", "suite-abc/deep/b.wast", "()")));
        properties.put(suite.property(), folder.resolve("by-property").toString());
        variables.put(suite.variable(), folder.resolve("by-variable").toString());
        properties.put(SuiteFinder.CACHE, folder.resolve("cache").toString());
        properties.put(SuiteFinder.SERVER, server.address().toString());
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void asksPropertyThenVariableThenFoldersThenCacheThenNetwork() throws IOException {
        assertFound(Origin.PROPERTY, folder.resolve("by-property"));
        properties.remove(suite.property());
        assertFound(Origin.VARIABLE, folder.resolve("by-variable"));
        variables.clear();
        assertFound(Origin.NEARBY, folder.resolve("home/shared/small-testsuite"));
        Folders.delete(folder.resolve("home/shared"));
        assertFound(Origin.CACHE, folder.resolve("cache").resolve(suite.commit()));
        assertThat(server.requests()).isEmpty();
        Folders.delete(folder.resolve("cache"));
        assertFound(Origin.DOWNLOAD, folder.resolve("cache").resolve(suite.commit()));
        assertFound(Origin.CACHE, folder.resolve("cache").resolve(suite.commit()));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void takesAnEmptyPropertyForNone() throws IOException {
        properties.put(suite.property(), "");
        variables.put(suite.variable(), " ");
        assertThat(find().origin()).isEqualTo(Origin.NEARBY);
    }

    @Test
    void prefersTheFolderInTheCheckoutToOneAboveIt() throws IOException {
        properties.remove(suite.property());
        variables.clear();
        Suites.write(checkout.resolve("small"), SCRIPTS);
        assertFound(Origin.NEARBY, checkout.resolve("small"));
    }

    @Test
    void passesByAFolderWithoutScripts() throws IOException {
        properties.remove(suite.property());
        variables.clear();
        Files.createDirectories(checkout.resolve("small"));
        assertFound(Origin.NEARBY, folder.resolve("home/shared/small-testsuite"));
    }

    @Test
    void saysWhenTheUsersFolderIsNotThePinnedCommit() throws IOException {
        Suites.write(folder.resolve("by-property"), Map.of("c.wast", "(module)"));
        FoundSuite found = find();
        assertThat(found.pinned()).isFalse();
        assertThat(found.describe()).contains("small: 3 scripts", "NOT the pinned commit 012345678");
        assertThat(found.scripts()).hasSize(3);
    }

    @Test
    void refusesANamedFolderThatIsNotOneInsteadOfLookingElsewhere() {
        properties.put(suite.property(), folder.resolve("nowhere").toString());
        assertThatThrownBy(this::find)
                .isInstanceOf(SuiteNotFoundException.class)
                .hasMessageContaining("property ferry.suite.small")
                .hasMessageContaining("nowhere is not a folder with .wast files");
    }

    @Test
    void replacesACacheThatIsNotWhole() throws IOException {
        goWithoutFolders();
        Files.delete(folder.resolve("cache").resolve(suite.commit()).resolve("a.wast"));
        FoundSuite found = find();
        assertThat(found.origin()).isEqualTo(Origin.DOWNLOAD);
        assertThat(ContentDigest.of(found.folder()).digest()).isEqualTo(suite.digest());
    }

    @Test
    void listsEverythingItTriedWhenThereIsNothing() throws IOException {
        goWithoutFolders();
        Folders.delete(folder.resolve("cache"));
        server.close();
        assertThatThrownBy(this::find)
                .hasMessageContaining("\"small\" cannot be had")
                .hasMessageContaining("-Dferry.suite.small=FOLDER")
                .hasMessageContaining("-Dferry.suite.skip=true")
                .hasMessageContaining("https://github.com/owner/suite at commit " + suite.commit())
                .hasCauseInstanceOf(SuiteDownloadException.class)
                .asInstanceOf(type(SuiteNotFoundException.class))
                .satisfies(e -> assertThat(e.attempts())
                        .satisfiesExactly(
                                property -> assertThat(property).isEqualTo("property ferry.suite.small: not set"),
                                variable -> assertThat(variable).isEqualTo("variable FERRY_SUITE_SMALL: not set"),
                                nearby ->
                                        assertThat(nearby).contains("shared/small-testsuite, small", "no such folder"),
                                cache -> assertThat(cache).contains("cache", "no such folder"),
                                network -> assertThat(network).contains("download", "no connection")));
    }

    @Test
    void goesWithoutWhenToldTo() throws IOException {
        properties.put(SuiteFinder.SKIP, "true");
        assertThat(finder().find(suite)).isEmpty();
    }

    private void goWithoutFolders() throws IOException {
        properties.remove(suite.property());
        variables.clear();
        Folders.delete(folder.resolve("home/shared"));
    }

    private void assertFound(Origin origin, Path expected) throws IOException {
        FoundSuite found = find();
        assertThat(found.origin()).isEqualTo(origin);
        assertThat(found.folder()).isEqualTo(expected);
        assertThat(found.pinned()).isTrue();
    }

    private FoundSuite find() throws IOException {
        return finder().find(suite).orElseThrow();
    }

    private SuiteFinder finder() {
        return new SuiteFinder(
                name -> Optional.ofNullable(properties.get(name)),
                name -> Optional.ofNullable(variables.get(name)),
                checkout.resolve("module"),
                Duration.ofSeconds(20));
    }
}
