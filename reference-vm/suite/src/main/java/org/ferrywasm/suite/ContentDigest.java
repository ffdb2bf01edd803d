package org.ferrywasm.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The content of a folder of scripts in one number: the SHA-256 of the lines {@code <sha-256 of the file>  <path>}, one for
 * each {@code .wast} file at any depth, in the order of the paths (with {@code /}, relative to the folder). Other files do
 * not count, so a licence or a note beside the scripts changes nothing.
 *
 * @param scripts how many files were counted
 * @param digest 64 hexadecimal digits
 */
public record ContentDigest(int scripts, String digest) {
    static final String SCRIPT = ".wast";

    /**
     * Reads a folder.
     *
     * @param folder the folder of scripts
     * @return its digest
     * @throws IOException if a file cannot be read
     */
    public static ContentDigest of(Path folder) throws IOException {
        Map<String, Path> scripts = scripts(folder);
        MessageDigest lines = sha256();
        for (Map.Entry<String, Path> script : scripts.entrySet()) {
            byte[] content = sha256().digest(Files.readAllBytes(script.getValue()));
            String line = HexFormat.of().formatHex(content) + "  " + script.getKey() + "\n";
            lines.update(line.getBytes(StandardCharsets.UTF_8));
        }
        return new ContentDigest(scripts.size(), HexFormat.of().formatHex(lines.digest()));
    }

    /** {@return whether this is the content that a suite has at its pinned commit} */
    boolean isThatOf(OfficialSuite suite) {
        return digest.equals(suite.digest());
    }

    static Map<String, Path> scripts(Path folder) throws IOException {
        Map<String, Path> scripts = new TreeMap<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && file.toString().endsWith(SCRIPT)) {
                    scripts.put(folder.relativize(file).toString().replace('\\', '/'), file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return scripts;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
