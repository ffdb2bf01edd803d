package org.ferrywasm.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ferrywasm.fuzz.replay.Schedule;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class RegressionsTest {
    private static final Path FOLDER = Path.of("regressions");

    @TestFactory
    List<DynamicTest> whatWentWrongOnceDoesNotAgain() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return folders.sorted()
                    .map(folder -> DynamicTest.dynamicTest(
                            folder.getFileName() + ": " + about(folder),
                            () -> assertThat(Schedule.read(folder).run()).isEmpty()))
                    .toList();
        }
    }

    private static String about(Path folder) {
        try {
            return Files.readString(folder.resolve("about.txt")).strip();
        } catch (IOException e) {
            return "about what?";
        }
    }
}
