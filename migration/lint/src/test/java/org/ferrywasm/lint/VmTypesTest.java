package org.ferrywasm.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The checks know Ferry's types by name; docs/threads.md, which is held against the classes themselves, has all of them. */
class VmTypesTest {
    private static Set<String> row(String start) throws IOException {
        String document =
                Files.readString(Path.of("").toAbsolutePath().getParent().resolveSibling("docs/threads.md"));
        int from = document.indexOf(start);
        assertThat(from).as(start).isNotNegative();
        Set<String> names = new TreeSet<>();
        Pattern.compile("`(\\w+)`")
                .matcher(document.substring(from, document.indexOf('\n', from)))
                .results()
                .forEach(name -> names.add(name.group(1)));
        return names;
    }

    @Test
    void everyConnectedTypeIsKnown() throws IOException {
        Set<String> known = new TreeSet<>(VmTypes.CONFINED);
        known.addAll(VmTypes.CARRIERS);
        known.remove("Rooted"); // the common type of some of them

        assertThat(known).isEqualTo(row("| the owner of the Store alone"));
    }

    @Test
    void whatAllThreadsMayUseIsNotAmongThem() throws IOException {
        assertThat(VmTypes.CONFINED).doesNotContainAnyElementsOf(row("| any thread, at once"));
    }
}
