package org.ferrywasm.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Small suites for tests. */
final class Suites {
    private Suites() {}

    /** Writes files below a folder. */
    static Path write(Path folder, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return folder;
    }

    /** A suite pinned to exactly the given scripts, which are written to a folder. */
    static OfficialSuite pinned(Path folder, String scriptFolder, Map<String, String> scripts) throws IOException {
        ContentDigest content = ContentDigest.of(write(folder, scripts));
        return new OfficialSuite(
                "small",
                "owner/suite",
                "0123456789abcdef0123456789abcdef01234567",
                scriptFolder,
                content.scripts(),
                content.digest(),
                List.of("shared/small-testsuite", "small"));
    }
}
