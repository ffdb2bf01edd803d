package org.ferrywasm.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeapDumpTest {
    @Test
    void aJvmThatCannotIsToldSo() {
        assertThatThrownBy(() -> HeapDump.of(null))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("run the test on a HotSpot JVM");
    }

    @Test
    void aDumpThatWasReadLeavesNoFile() {
        Path file;
        try (HeapDump dump = HeapDump.ofThisJvm()) {
            file = dump.file();
            assertThat(file).isNotEmptyFile();
        }

        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void aDumpThatFailsLeavesNoFile() {
        List<Path> files = new ArrayList<>();
        HotSpotDiagnosticMXBean full = (HotSpotDiagnosticMXBean) Proxy.newProxyInstance(
                HeapDumpTest.class.getClassLoader(),
                new Class<?>[] {HotSpotDiagnosticMXBean.class},
                (proxy, method, arguments) -> {
                    Path file = Path.of((String) arguments[0]);
                    Files.writeString(file, "the beginning of a dump");
                    files.add(file);
                    throw new IOException("no space left");
                });

        assertThatThrownBy(() -> HeapDump.of(full))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no heap dump could be written")
                .hasRootCauseMessage("no space left");
        assertThat(files).hasSize(1);
        assertThat(files.getFirst().getParent()).doesNotExist();
    }
}
