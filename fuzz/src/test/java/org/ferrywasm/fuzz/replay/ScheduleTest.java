package org.ferrywasm.fuzz.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduleTest {
    private static final String MODULE = """
        (module (func (export "run") (param i32) (result i32)
          (i32.add (local.get 0) (i32.const 1))))
        """;

    @TempDir
    private Path folder;

    private List<String> complaints(String schedule) throws IOException {
        Files.writeString(folder.resolve("module.wat"), MODULE);
        Files.writeString(folder.resolve("schedule.txt"), schedule);
        return Schedule.read(folder).run();
    }

    @Test
    void whatIsSaidAsExpectedIsNoComplaint() throws IOException {
        assertThat(complaints("""
            # a remark
            store s
            instantiate s i module.wat -> instantiated
            times 3 call i run 4       -> returned 5
            on 1 call i run 4          -> refused: WrongThread
            """)).isEmpty();
    }

    @Test
    void whatIsSaidOtherwiseIsOne() throws IOException {
        assertThat(complaints("""
            each k 2 9
            store s
            instantiate s i module.wat -> instantiated
            call i run $k              -> returned 3 | returned 5
            """))
                .containsExactly("with $k = 3, call i run 3 says \"returned 4\", not \"returned 3 | returned 5\"");
    }

    @Test
    void aReferenceThatIsLostIsFound() throws IOException {
        assertThat(complaints("""
            store s
            host h s word
            hosts s   -> 0
            release h
            hosts s   -> 0
            """)).containsExactly("hosts s says \"1\", not \"0\"");
    }

    @Test
    void aStepThatIsNoneIsNotRun() {
        assertThatThrownBy(() -> complaints("store s\nleave s i\n"))
                .isInstanceOf(Stage.Misspelt.class)
                .hasMessageContaining("no such step")
                .hasMessageStartingWith("leave s");
    }
}
