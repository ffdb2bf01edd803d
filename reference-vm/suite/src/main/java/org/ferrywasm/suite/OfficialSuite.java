package org.ferrywasm.suite;

import java.util.List;
import java.util.Locale;

/**
 * An official test suite at one commit: what it is called, where it comes from, and what must be in it.
 *
 * @param name short name, used in properties, reports and messages
 * @param repository GitHub repository, {@code owner/name}
 * @param commit the pinned commit, 40 hexadecimal digits
 * @param scriptFolder the folder of the scripts inside the repository, empty for its root
 * @param scripts number of {@code .wast} files at that commit
 * @param digest {@link ContentDigest} of those files
 * @param folders where such a suite may lie, relative to the checkout or to any folder above it
 */
public record OfficialSuite(
        String name,
        String repository,
        String commit,
        String scriptFolder,
        int scripts,
        String digest,
        List<String> folders) {
    /** The core test suite with the tests of all proposals. */
    public static final OfficialSuite SPEC = new OfficialSuite(
            "spec",
            "WebAssembly/testsuite",
            "193e551ff22663995b1ac95dc62344133669e14b",
            "",
            288,
            "747b4173ac9bb2b56dd8d6c8151473fbb3cfa8bb086efd24b9e1365351e35509",
            List.of("shared/spec-testsuite", "testsuite"));

    /** The scripts of the threads proposal, which use the commands {@code thread} and {@code wait}. */
    public static final OfficialSuite THREADS = new OfficialSuite(
            "threads",
            "WebAssembly/threads",
            "979d0fcb994439423d63b2f0a8a7332d6285dd84",
            "test/core/threads",
            13,
            "d73a80fcd0bc33576dcfd2dd75bf8490e5298aa05119fde3d2001746509e62fa",
            List.of("shared/threads-testsuite", "threads-testsuite"));

    /** Copies the list of folders. */
    public OfficialSuite {
        folders = List.copyOf(folders);
    }

    /** {@return both suites, in the order of a report} */
    public static List<OfficialSuite> all() {
        return List.of(SPEC, THREADS);
    }

    /** {@return the system property that names this suite's folder} */
    public String property() {
        return "ferry.suite." + name;
    }

    /** {@return the environment variable that names this suite's folder} */
    public String variable() {
        return "FERRY_SUITE_" + name.toUpperCase(Locale.ROOT);
    }
}
