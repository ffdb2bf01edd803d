package org.ferrywasm.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A file that the user named, read whole.
 *
 * @param name what the user called it
 * @param bytes its content
 */
public record InputFile(String name, byte[] bytes) {

    /**
     * Reads a file.
     *
     * @param name its path, or {@code -} for standard input
     * @param terminal whose standard input is meant
     * @throws CommandFailure if there is no such file, or it is a directory, or cannot be read
     */
    public static InputFile read(String name, Terminal terminal) {
        try {
            return new InputFile(
                    name, name.equals("-") ? terminal.in().readAllBytes() : Files.readAllBytes(path(name)));
        } catch (IOException e) {
            throw CommandFailure.badUse(name + ": " + cause(e), e);
        } catch (OutOfMemoryError e) {
            throw CommandFailure.badUse(name + ": too large to be read", e);
        }
    }

    /**
     * The path of a file that can be read.
     *
     * @throws CommandFailure if there is no such file, or it is a directory
     */
    public static Path path(String name) {
        Path path;
        try {
            path = Path.of(name);
        } catch (InvalidPathException e) {
            throw CommandFailure.badUse(name + ": not a path: " + e.getReason(), e);
        }
        if (Files.isDirectory(path)) {
            throw CommandFailure.badUse(name + ": is a directory, not a file");
        }
        if (!Files.exists(path)) {
            throw CommandFailure.badUse(name + ": no such file");
        }
        return path;
    }

    /** {@return whether this is meant as a module in binary form: text never begins with a zero byte} */
    public boolean isBinary() {
        return bytes.length > 0 && bytes[0] == 0;
    }

    /** {@return why reading or writing failed, in words} */
    static String cause(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> missing.getFile() + ": no such file";
            case AccessDeniedException denied -> denied.getFile() + ": permission denied";
            case FileSystemException failed when failed.getReason() != null -> failed.getReason();
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
