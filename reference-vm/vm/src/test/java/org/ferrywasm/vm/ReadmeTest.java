package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final Path SOURCE = Path.of("src/test/java/org/ferrywasm/vm/ReadmeExample.java");

    @Test
    void theExampleDoesWhatItSays() {
        assertThat(ReadmeExample.run()).isEqualTo("3 2 1 2 1 84");
    }

    @Test
    void theReadmeShowsTheExampleThatRuns() throws IOException {
        String source = Files.readString(SOURCE);
        int start = source.indexOf("// example\n") + "// example\n".length();
        String example =
                source.substring(start, source.indexOf("\n        // end")).stripIndent();

        assertThat(Files.readString(ROOT.resolve("README.md"))).contains("```java\n" + example + "\n```");
    }
}
