package org.ferrywasm.suite;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.ferrywasm.suite.FoundSuite.Origin;

/**
 * Where the official suites lie on this machine. It asks, in this order: the system property {@code ferry.suite.<name>}; the
 * environment variable {@code FERRY_SUITE_<NAME>}; the suite's usual folders in the checkout, beside it, and further up; the
 * cache of downloads; and last the network. A folder that the user named is taken as it is, but must hold scripts, and the
 * answer says whether they are those of the pinned commit. What comes out of the cache or the network is the pinned commit.
 *
 * <p>System properties: {@value #SKIP} {@code =true} goes without the suites; {@value #CACHE} names the folder of downloads,
 * in place of {@code ~/.cache/ferry/suite}; {@value #SERVER} the server they come from.
 */
public final class SuiteFinder {
    /** The property that, set to {@code true}, tells every lane to go without the official suites. */
    public static final String SKIP = "ferry.suite.skip";

    static final String CACHE = "ferry.suite.cache";
    static final String SERVER = "ferry.suite.server";

    private static final String GITHUB_ARCHIVES = "https://codeload.github.com/";
    private static final Duration DOWNLOAD_LIMIT = Duration.ofMinutes(2);

    private final Function<String, Optional<String>> properties;
    private final Function<String, Optional<String>> variables;
    private final Path checkout;
    private final SuiteDownload download;

    SuiteFinder(
            Function<String, Optional<String>> properties,
            Function<String, Optional<String>> variables,
            Path start,
            Duration downloadLimit) {
        this.properties = properties;
        this.variables = variables;
        this.checkout = checkout(start.toAbsolutePath().normalize());
        this.download = new SuiteDownload(
                URI.create(given(properties.apply(SERVER)).orElse(GITHUB_ARCHIVES)),
                given(properties.apply(CACHE))
                        .map(Path::of)
                        .orElseGet(() ->
                                Path.of(given(properties.apply("user.home")).orElse("."), ".cache", "ferry", "suite")),
                downloadLimit);
    }

    /** {@return a finder that asks this process: its properties, its environment, its working directory} */
    public static SuiteFinder ofThisProcess() {
        return new SuiteFinder(
                name -> Optional.ofNullable(System.getProperty(name)),
                name -> Optional.ofNullable(System.getenv(name)),
                Path.of(""),
                DOWNLOAD_LIMIT);
    }

    /**
     * Finds a suite, downloading it if need be.
     *
     * @param suite which one
     * @return where it lies; empty exactly when the user said to go without ({@value #SKIP})
     * @throws SuiteNotFoundException if it is nowhere to be had, or the folder that the user named holds no scripts
     * @throws IOException if a folder that was found cannot be read
     */
    public Optional<FoundSuite> find(OfficialSuite suite) throws IOException {
        if (given(properties.apply(SKIP)).map(Boolean::parseBoolean).orElse(false)) {
            return Optional.empty();
        }
        List<String> attempts = new ArrayList<>();
        Optional<FoundSuite> found = named(
                suite, Origin.PROPERTY, "property " + suite.property(), properties.apply(suite.property()), attempts);
        if (found.isEmpty()) {
            String variable = suite.variable();
            found = named(suite, Origin.VARIABLE, "variable " + variable, variables.apply(variable), attempts);
        }
        if (found.isEmpty()) {
            found = nearby(suite, attempts);
        }
        if (found.isEmpty()) {
            found = cached(suite, attempts);
        }
        return Optional.of(found.isPresent() ? found.get() : downloaded(suite, attempts));
    }

    private static Optional<FoundSuite> named(
            OfficialSuite suite, Origin origin, String source, Optional<String> value, List<String> attempts)
            throws IOException {
        Optional<String> name = given(value);
        if (name.isEmpty()) {
            attempts.add(source + ": not set");
            return Optional.empty();
        }
        Optional<Path> folder = path(name.get()).filter(Files::isDirectory);
        ContentDigest content = folder.isEmpty() ? new ContentDigest(0, "") : ContentDigest.of(folder.get());
        if (content.scripts() == 0) {
            attempts.add(source + ": " + name.get() + " is not a folder with .wast files");
            throw new SuiteNotFoundException(suite, attempts);
        }
        return Optional.of(new FoundSuite(suite, folder.orElseThrow(), origin, content));
    }

    private Optional<FoundSuite> nearby(OfficialSuite suite, List<String> attempts) throws IOException {
        for (Path above = checkout; above != null; above = above.getParent()) {
            for (String name : suite.folders()) {
                Path folder = above.resolve(name);
                ContentDigest content = Files.isDirectory(folder) ? ContentDigest.of(folder) : new ContentDigest(0, "");
                if (content.scripts() > 0) {
                    return Optional.of(new FoundSuite(suite, folder, Origin.NEARBY, content));
                }
            }
        }
        attempts.add(
                "folders " + String.join(", ", suite.folders()) + " in " + checkout + " and above: no such folder");
        return Optional.empty();
    }

    private Optional<FoundSuite> cached(OfficialSuite suite, List<String> attempts) throws IOException {
        Path folder = download.folder(suite);
        if (!Files.isDirectory(folder)) {
            attempts.add("cache " + folder + ": no such folder");
            return Optional.empty();
        }
        ContentDigest content = ContentDigest.of(folder);
        if (!content.isThatOf(suite)) {
            attempts.add("cache " + folder + ": not whole, its checksum is wrong");
            return Optional.empty();
        }
        return Optional.of(new FoundSuite(suite, folder, Origin.CACHE, content));
    }

    private FoundSuite downloaded(OfficialSuite suite, List<String> attempts) throws SuiteNotFoundException {
        try {
            return new FoundSuite(suite, download.folder(suite), Origin.DOWNLOAD, download.run(suite));
        } catch (IOException e) {
            attempts.add("download " + e.getMessage());
            SuiteNotFoundException notFound = new SuiteNotFoundException(suite, attempts);
            notFound.initCause(e);
            throw notFound;
        }
    }

    /** The checkout is the nearest folder with the Maven settings that only the root of the repository has. */
    private static Path checkout(Path start) {
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".mvn"))) {
                return folder;
            }
        }
        return start;
    }

    private static Optional<Path> path(String name) {
        try {
            return Optional.of(Path.of(name).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** A property handed on by a build that did not get it is empty, which is as good as absent. */
    private static Optional<String> given(Optional<String> value) {
        return value.filter(text -> !text.isBlank());
    }
}
