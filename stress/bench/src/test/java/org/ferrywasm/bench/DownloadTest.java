package org.ferrywasm.bench;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    @TempDir
    private Path folder;

    @Test
    void aKeptFileWithAnotherContentIsRefused() throws IOException {
        Files.writeString(folder.resolve("sql.js-1.16.0.wasm"), "not what was published");
        assertThatThrownBy(() -> Download.SQLJS.file(folder))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("sql.js@1.16.0: the SHA-256 of package/dist/sql-wasm.wasm is ");
    }
}
