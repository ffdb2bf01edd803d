package org.ferrywasm.bench;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/**
 * A module that an npm package ships, fetched through the {@code npm} client from whatever registry that is set up for, checked against a
 * known digest, and kept for the next run.
 */
enum Download {
    /** The esbuild bundler, written in Go: 12.1 MB. */
    ESBUILD(
            "esbuild-wasm",
            "0.25.5",
            "package/esbuild.wasm",
            "a8c0710f22896f8822e6087f7762491380d8a1080e99ea61c75f9a6810a3ddff"),
    /** SQLite, compiled with Emscripten: 0.7 MB. */
    SQLJS(
            "sql.js",
            "1.16.0",
            "package/dist/sql-wasm.wasm",
            "43bbcdd44287e5a2db3b6b5af34b1a3485a7a441285d247976c1ebe3c61f8dbf");

    private static final int TAR_BLOCK_BYTES = 512;
    private static final long CLIENT_TIMEOUT_SECONDS = 180;

    private final String packageName;
    private final String version;
    private final String entry;
    private final String sha256;

    Download(String packageName, String version, String entry, String sha256) {
        this.packageName = packageName;
        this.version = version;
        this.entry = entry;
        this.sha256 = sha256;
    }

    /** The package with its version, as npm writes it. */
    String title() {
        return packageName + "@" + version;
    }

    /**
     * The module's file in the given folder, fetched if it is not there yet.
     *
     * @throws IOException if there is no npm client, no such package, or another content than the known one
     */
    Path file(Path folder) throws IOException {
        Path file = folder.resolve(packageName + "-" + version + ".wasm");
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            byte[] content = entryOf(fetch(folder));
            verify(content);
            Files.write(file, content);
        }
        verify(Files.readAllBytes(file));
        return file;
    }

    private Path fetch(Path folder) throws IOException {
        Process client = new ProcessBuilder("npm", "pack", title(), "--silent")
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!client.waitFor(CLIENT_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                client.destroyForcibly();
                throw new IOException("npm pack " + title() + " did not end in " + CLIENT_TIMEOUT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            client.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while fetching " + title(), e);
        }
        if (client.exitValue() != 0) {
            throw new IOException("npm pack " + title() + " ended with status " + client.exitValue());
        }
        return folder.resolve(packageName + "-" + version + ".tgz");
    }

    /** Reads the tar format as far as npm writes it: a header block with name and octal size, then the content in whole blocks. */
    private byte[] entryOf(Path archive) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(archive)))) {
            byte[] header = in.readNBytes(TAR_BLOCK_BYTES);
            while (header.length == TAR_BLOCK_BYTES && header[0] != 0) {
                int size = Integer.parseInt(field(header, 124, 12), 8);
                if (field(header, 0, 100).equals(entry)) {
                    byte[] content = in.readNBytes(size);
                    if (content.length != size) {
                        throw new EOFException(archive + " ends within " + entry);
                    }
                    return content;
                }
                in.skipNBytes((long) Math.ceilDiv(size, TAR_BLOCK_BYTES) * TAR_BLOCK_BYTES);
                header = in.readNBytes(TAR_BLOCK_BYTES);
            }
        }
        throw new FileNotFoundException(archive + " holds no " + entry);
    }

    private static String field(byte[] header, int from, int length) {
        return new String(header, from, length, StandardCharsets.UTF_8)
                .replace('\0', ' ')
                .strip();
    }

    private void verify(byte[] content) throws IOException {
        try {
            String actual = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            if (!actual.equals(sha256)) {
                throw new IOException(title() + ": the SHA-256 of " + entry + " is " + actual + ", not " + sha256);
            }
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
