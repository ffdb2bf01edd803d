package org.ferrywasm.engines.wreck;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ferrywasm.faults.Removal;

/**
 * Something that keeps the contract in Ferry, and the clauses that see it when it is gone. The list is the resource
 * {@code protections.txt}: a line each, of name, what it is, what is removed, and the clauses, with bars between them.
 *
 * @param name its name
 * @param what what it is, in a few words
 * @param removals what is removed
 * @param clauses the clauses that must see it
 */
public record Protection(String name, String what, List<Removal> removals, List<String> clauses) {
    private static final int PARTS = 4;
    private static final List<Protection> ALL = read();

    /** All of them, in the order of the list. */
    public static List<Protection> all() {
        return ALL;
    }

    /** The one of a name; a method, such as {@code vm.Confined.check=empty}, also stands for itself. */
    public static Optional<Protection> of(String name) {
        Optional<Protection> known =
                ALL.stream().filter(p -> p.name().equals(name)).findFirst();
        return known.isPresent() || name.indexOf('=') < 0
                ? known
                : Optional.of(new Protection(name, name, List.of(Removal.parse(name)), List.of()));
    }

    private static List<Protection> read() {
        try (InputStream in = Protection.class.getResourceAsStream("protections.txt")) {
            if (in == null) {
                throw new IllegalStateException("the list of protections is not there");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Protection::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the list of protections", e);
        }
    }

    private static Protection parse(String line) {
        String[] parts = line.split("\\|", -1);
        if (parts.length != PARTS) {
            throw new IllegalStateException("not a protection of four parts: " + line);
        }
        return new Protection(
                parts[0].strip(),
                parts[1].strip(),
                words(parts[2]).stream().map(Removal::parse).toList(),
                words(parts[3]));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
