package org.ferrywasm.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A suite's folder on this machine, and how it was found.
 *
 * @param suite which suite was looked for
 * @param folder where its scripts are
 * @param origin what led there
 * @param content what is in it; a folder that the user chose may differ from the pinned commit
 */
public record FoundSuite(OfficialSuite suite, Path folder, Origin origin, ContentDigest content) {
    /** What led to a suite's folder, in the order in which the finder asks. */
    public enum Origin {
        /** A system property. */
        PROPERTY,
        /** An environment variable. */
        VARIABLE,
        /** A folder in or beside the checkout, or further up. */
        NEARBY,
        /** The cache of downloads. */
        CACHE,
        /** A download made just now, which is in the cache from here on. */
        DOWNLOAD
    }

    /** {@return whether the folder holds exactly the scripts of the pinned commit} */
    public boolean pinned() {
        return content.isThatOf(suite);
    }

    /**
     * Lists the scripts.
     *
     * @return every {@code .wast} file, at any depth, in the order of its path
     * @throws IOException if the folder cannot be read
     */
    public List<Path> scripts() throws IOException {
        return List.copyOf(ContentDigest.scripts(folder).values());
    }

    /** {@return one line for a report: name, number of scripts, folder, and whether this is the pinned commit} */
    public String describe() {
        String commit = pinned()
                ? "commit " + suite.commit().substring(0, 9)
                : "NOT the pinned commit " + suite.commit().substring(0, 9);
        return "%s: %d scripts in %s (%s)".formatted(suite.name(), content.scripts(), folder, commit);
    }
}
