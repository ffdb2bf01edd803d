package org.ferrywasm.suite;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.ferrywasm.suite.SuiteDownloadException.Kind;

/**
 * A downloaded zip file of a repository, from which the scripts of one folder are unpacked. It comes from the network and is
 * believed nothing: not the paths, not the sizes it declares, not that it is a zip file.
 */
final class SuiteArchive {
    static final int ENTRY_LIMIT = 20_000;
    static final long UNPACKED_LIMIT_BYTES = 256L << 20;

    private final Path archive;
    private final String folder;

    /**
     * Reads nothing yet.
     *
     * @param archive the zip file; all its paths begin with one folder named after repository and commit
     * @param folder the folder below that one whose scripts are wanted, empty for all
     */
    SuiteArchive(Path archive, String folder) {
        this.archive = archive;
        this.folder = folder.isEmpty() ? "" : folder + "/";
    }

    /**
     * Unpacks the scripts.
     *
     * @param target an empty folder
     * @throws SuiteDownloadException if the archive is broken, too large or leads out of the target
     * @throws IOException if the target cannot be written
     */
    void unpack(Path target) throws IOException {
        long remaining = UNPACKED_LIMIT_BYTES;
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            if (zip.size() > ENTRY_LIMIT) {
                throw new SuiteDownloadException(Kind.TOO_LARGE, "over " + ENTRY_LIMIT + " files in the archive");
            }
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                String path = entry.getName().substring(entry.getName().indexOf('/') + 1);
                Path file = target.resolve(path.substring(path.startsWith(folder) ? folder.length() : 0))
                        .normalize();
                if (!file.startsWith(target) || leadsUp(entry.getName())) {
                    throw new SuiteDownloadException(
                            Kind.BAD_ARCHIVE, "path leads out of the archive: " + entry.getName());
                }
                if (!entry.isDirectory() && path.startsWith(folder) && path.endsWith(ContentDigest.SCRIPT)) {
                    Files.createDirectories(file.getParent());
                    remaining -= copy(zip, entry, file, remaining);
                }
            }
        } catch (ZipException e) {
            throw new SuiteDownloadException(Kind.BAD_ARCHIVE, "not a whole zip file: " + e.getMessage(), e);
        }
    }

    private static boolean leadsUp(String path) {
        return List.of(path.split("[/\\\\]")).contains("..");
    }

    private static long copy(ZipFile zip, ZipEntry entry, Path file, long remaining) throws IOException {
        long copied = 0;
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                copied += read;
                if (copied > remaining) {
                    throw new SuiteDownloadException(
                            Kind.TOO_LARGE, "over " + UNPACKED_LIMIT_BYTES + " bytes when unpacked");
                }
                out.write(buffer, 0, read);
            }
        }
        return copied;
    }
}
