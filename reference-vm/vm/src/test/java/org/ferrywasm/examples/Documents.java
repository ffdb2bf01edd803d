package org.ferrywasm.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The documents that show what examples print. */
final class Documents {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();

    private Documents() {}

    /** The README. */
    static String readme() {
        return read("README.md");
    }

    /** The document about threads. */
    static String threads() {
        return read("docs/threads.md");
    }

    /** A message as a block of text that shows it, in which numbers of Stores and times are those of some run. */
    static String asText(String message) {
        return "```text\n" + neutral(message) + "\n```\n";
    }

    private static String read(String name) {
        try {
            return neutral(Files.readString(ROOT.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String neutral(String text) {
        return text.replaceAll("Store \\d+", "Store 1")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "2026-11-23T10:00:00Z");
    }
}
