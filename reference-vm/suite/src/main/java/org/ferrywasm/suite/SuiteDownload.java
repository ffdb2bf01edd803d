package org.ferrywasm.suite;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ferrywasm.suite.SuiteDownloadException.Kind;

/**
 * The download of a suite's pinned commit into the cache. The archive is unpacked into a folder of its own, verified there,
 * and moved to its name in one step, so that a name in the cache stands for a whole, verified suite or does not exist.
 */
final class SuiteDownload {
    private static final long ARCHIVE_LIMIT_BYTES = 64L << 20;

    private final URI server;
    private final Path cache;
    private final Duration limit;

    /**
     * Makes no connection yet.
     *
     * @param server the base of the archives' addresses, ending in {@code /}
     * @param cache the folder of the suites, made when needed
     * @param limit how long one download may take from its first byte to its last
     */
    SuiteDownload(URI server, Path cache, Duration limit) {
        this.server = server;
        this.cache = cache;
        this.limit = limit;
    }

    URI address(OfficialSuite suite) {
        return server.resolve(suite.repository() + "/zip/" + suite.commit());
    }

    Path folder(OfficialSuite suite) {
        return cache.resolve(suite.commit());
    }

    /**
     * Downloads a suite, replacing whatever has its name in the cache.
     *
     * @return the content of the suite, which is the pinned one
     * @throws SuiteDownloadException if it cannot be had whole and true
     * @throws IOException if the cache cannot be written
     */
    ContentDigest run(OfficialSuite suite) throws IOException {
        Files.createDirectories(cache);
        Path attempt = Files.createTempDirectory(cache, ".partial-");
        try {
            Path archive = attempt.resolve("archive.zip");
            Path scripts = Files.createDirectory(attempt.resolve("scripts"));
            fetch(address(suite), archive);
            new SuiteArchive(archive, suite.scriptFolder()).unpack(scripts);
            ContentDigest content = ContentDigest.of(scripts);
            if (!content.isThatOf(suite)) {
                throw new SuiteDownloadException(
                        Kind.BAD_CHECKSUM,
                        "%s: expected %d scripts with checksum %s, got %d with %s"
                                .formatted(
                                        address(suite),
                                        suite.scripts(),
                                        suite.digest(),
                                        content.scripts(),
                                        content.digest()));
            }
            publish(scripts, suite);
            return content;
        } finally {
            Folders.delete(attempt);
        }
    }

    private void publish(Path scripts, OfficialSuite suite) throws IOException {
        Folders.delete(folder(suite));
        try {
            Files.move(scripts, folder(suite), StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // Another build published the same suite between the two lines above; both verified theirs.
            if (!ContentDigest.of(folder(suite)).isThatOf(suite)) {
                throw e;
            }
        }
    }

    private void fetch(URI address, Path archive) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(limit).build();
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(limit)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build()) {
            CompletableFuture<HttpResponse<Path>> answer =
                    client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofFile(archive), ARCHIVE_LIMIT_BYTES));
            try {
                int status = answer.get(limit.toMillis(), TimeUnit.MILLISECONDS).statusCode();
                if (status != 200) {
                    throw new SuiteDownloadException(Kind.REFUSED, address + ": status " + status);
                }
            } catch (TimeoutException e) {
                answer.cancel(true);
                client.shutdownNow();
                throw new SuiteDownloadException(
                        Kind.NO_ANSWER, address + ": not done after " + limit.toSeconds() + " s", e);
            } catch (ExecutionException e) {
                throw failure(address, archive, e.getCause());
            } catch (InterruptedException e) {
                client.shutdownNow();
                Thread.currentThread().interrupt();
                throw new SuiteDownloadException(Kind.NO_ANSWER, address + ": interrupted", e);
            }
        }
    }

    private static SuiteDownloadException failure(URI address, Path archive, Throwable cause) throws IOException {
        if (Files.exists(archive) && Files.size(archive) >= ARCHIVE_LIMIT_BYTES) {
            return new SuiteDownloadException(
                    Kind.TOO_LARGE, address + ": over " + ARCHIVE_LIMIT_BYTES + " bytes", cause);
        }
        String reason = switch (cause) {
            case HttpTimeoutException _ -> "no answer in time";
            case ConnectException _ -> "no connection";
            default -> String.valueOf(cause.getMessage());
        };
        return new SuiteDownloadException(Kind.NO_ANSWER, address + ": " + reason, cause);
    }
}
