package org.ferrywasm.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.ferrywasm.contract.Clause;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/sendable.md} against the classifier. */
class SendableTableTest {
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "sendable.md");

    private static List<String> tableAfter(String heading) throws IOException {
        return Files.readAllLines(DOCUMENT).stream()
                .dropWhile(line -> !line.equals(heading))
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }

    @Test
    @Clause("D-07")
    void d07_theDocumentHasTheTableThatIsUsed() throws IOException {
        List<String> expected = SendableTable.lines();

        assertThat(expected).hasSizeGreaterThan(150).doesNotHaveDuplicates();
        assertThat(tableAfter("## The table"))
                .as("the table of docs/sendable.md should be:%n%s", String.join("\n", expected))
                .isEqualTo(expected);
    }

    @Test
    @Clause("I-05")
    void i05_theDocumentHasAMendForEachReason() throws IOException {
        List<String> reasons = tableAfter("## Reasons and mends").stream()
                .skip(2)
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .toList();

        assertThat(reasons)
                .containsExactlyElementsOf(
                        Arrays.stream(Reason.values()).map(Enum::name).toList());
    }
}
