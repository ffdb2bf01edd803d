package org.ferrywasm.fuzz.lane;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.ferrywasm.fuzz.oracle.KnownDifference;
import org.ferrywasm.fuzz.oracle.KnownDifferences;

/** The program that writes the page about the differences that are known. */
public final class DifferencesPage {
    private DifferencesPage() {}

    /**
     * Writes it.
     *
     * @param arguments the file
     * @throws IOException if it cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), text());
    }

    /** The page. */
    static String text() {
        StringBuilder page = new StringBuilder("""
            # Differences found in other engines

            The lane `fuzz` gives the same modules to other engines ([fuzz.md](fuzz.md)). What they do otherwise than the
            specification says is listed here, with the smallest module that shows it; modules made for an engine leave it out from
            then on, so that the next difference can be found. A test holds each entry against the engines: when it is mended, the
            entry must go. Written by `DifferencesPage` from `known-differences.json`.

            """);
        for (KnownDifference difference : KnownDifferences.ALL) {
            page.append("## ").append(difference.name()).append("\n\n");
            page.append(Character.toUpperCase(difference.about().charAt(0)))
                    .append(difference.about().substring(1))
                    .append(".\n\n```wasm\n")
                    .append(difference.module())
                    .append("\n```\n\nFerry: ")
                    .append(difference.ferry());
            for (Map.Entry<String, String> other : new TreeMap<>(difference.engines()).entrySet()) {
                page.append("; ").append(other.getKey()).append(": ").append(other.getValue());
            }
            page.append(".\n\n");
        }
        return page.toString().stripTrailing() + "\n";
    }
}
