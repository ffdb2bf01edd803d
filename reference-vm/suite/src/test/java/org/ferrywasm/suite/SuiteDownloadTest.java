package org.ferrywasm.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ferrywasm.suite.SuiteDownloadException.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SuiteDownloadTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private Path cache;
    private OfficialSuite suite;

    @BeforeEach
    void pinASuite() throws IOException {
        cache = folder.resolve("cache");
        suite = Suites.pinned(folder.resolve("model"), "scripts", Map.of("a.wast", "(module)", "deep/b.wast", "()"));
    }

    private static Map<String, String> repository() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("suite-abc/", "");
        files.put("suite-abc/README.md", "not a script");
        files.put("suite-abc/other.wast", "outside the folder of scripts");
        files.put("suite-abc/scripts/a.wast", "(module)");
        files.put("suite-abc/scripts/deep/b.wast", "()");
        files.put("suite-abc/scripts/deep/note.txt", "not a script");
        return files;
    }

    @Test
    void unpacksTheScriptsOfThePinnedCommit() throws IOException {
        try (ArchiveServer server = ArchiveServer.serving(ArchiveServer.zip(repository()))) {
            ContentDigest content = download(server.address(), LIMIT).run(suite);
            assertThat(content.digest()).isEqualTo(suite.digest());
            assertThat(server.requests()).containsExactly("/owner/suite/zip/" + suite.commit());
        }
        assertThat(files(cache)).containsExactly(suite.commit() + "/a.wast", suite.commit() + "/deep/b.wast");
    }

    @Test
    void replacesWhatWasHalfWritten() throws IOException {
        Files.writeString(Files.createDirectories(cache.resolve(suite.commit())).resolve("a.wast"), "(mod");
        try (ArchiveServer server = ArchiveServer.serving(ArchiveServer.zip(repository()))) {
            download(server.address(), LIMIT).run(suite);
        }
        assertThat(ContentDigest.of(cache.resolve(suite.commit())).digest()).isEqualTo(suite.digest());
    }

    @Test
    void refusesOtherScriptsThanThePinnedOnes() throws IOException {
        Map<String, String> files = repository();
        files.put("suite-abc/scripts/a.wast", "(module $changed)");
        fails(ArchiveServer.zip(files), Kind.BAD_CHECKSUM, "expected 2 scripts with checksum " + suite.digest());
    }

    @Test
    void refusesPathsThatLeadOut() throws IOException {
        for (String path : List.of("../out.wast", "suite-abc/scripts/../../../out.wast", "suite-abc//out.wast")) {
            Map<String, String> files = repository();
            files.put(path, "(module)");
            fails(ArchiveServer.zip(files), Kind.BAD_ARCHIVE, path);
        }
        assertThat(folder.resolve("out.wast")).doesNotExist();
    }

    @Test
    void refusesWhatIsNotAZipFile() throws IOException {
        fails("<html>".getBytes(StandardCharsets.UTF_8), Kind.BAD_ARCHIVE, "not a whole zip file");
    }

    @Test
    void refusesAZipFileCutShortAnywhere() throws IOException {
        byte[] zip = ArchiveServer.zip(repository());
        for (int length = 1; length < zip.length; length += 97) {
            fails(Arrays.copyOf(zip, length), Kind.BAD_ARCHIVE, "not a whole zip file");
        }
    }

    @Test
    void refusesABomb() throws IOException {
        Map<String, String> files = repository();
        String zeros = "0".repeat(1 << 26);
        for (int i = 0; i < 5; i++) {
            files.put("suite-abc/scripts/zeros" + i + ".wast", zeros);
        }
        fails(ArchiveServer.zip(files), Kind.TOO_LARGE, "when unpacked");
    }

    @Test
    void saysWhatTheServerAnswered() throws IOException {
        try (ArchiveServer server = ArchiveServer.refusing(404)) {
            fails(server.address(), LIMIT, Kind.REFUSED, "status 404");
        }
    }

    @Test
    void saysThatNobodyAnswers() throws IOException {
        ArchiveServer server = ArchiveServer.refusing(404);
        server.close();
        fails(server.address(), LIMIT, Kind.NO_ANSWER, "no connection");
    }

    @Test
    void givesUpOnAServerThatStalls() throws IOException {
        try (ArchiveServer server = ArchiveServer.stalling(ArchiveServer.zip(repository()))) {
            fails(server.address(), Duration.ofSeconds(1), Kind.NO_ANSWER, "not done after 1 s");
        }
    }

    private void fails(byte[] body, Kind kind, String message) throws IOException {
        try (ArchiveServer server = ArchiveServer.serving(body)) {
            fails(server.address(), LIMIT, kind, message);
        }
    }

    private void fails(URI server, Duration limit, Kind kind, String message) throws IOException {
        assertThatThrownBy(() -> download(server, limit).run(suite))
                .hasMessageContaining(message)
                .asInstanceOf(type(SuiteDownloadException.class))
                .extracting(SuiteDownloadException::kind)
                .isEqualTo(kind);
        assertThat(files(cache)).isEmpty();
    }

    private SuiteDownload download(URI server, Duration limit) {
        return new SuiteDownload(server, cache, limit);
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }
}
