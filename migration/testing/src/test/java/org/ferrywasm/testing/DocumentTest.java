package org.ferrywasm.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreParcel;
import org.junit.jupiter.api.Test;

/** Holds the message in {@code docs/testing.md} against what is really said. */
class DocumentTest {
    private static final Path DOCUMENT = Path.of("..", "..", "docs", "testing.md");

    @Test
    void theMessageIsWhatIsSaid() throws IOException {
        Engine engine = new Engine();
        Store<String> store = new Store<>(engine, "session 1");
        Module module = Module.fromText(engine, "(module (func (export \"run\")))");
        LeftBehindExample.Registry.HANDLES.put(
                "session 1",
                new Linker<String>(engine).instantiate(store, module).getFunc("run"));
        StoreParcel<String> parcel = store.detach();

        AssertionError error;
        try (parcel) {
            error = catchThrowableOfType(AssertionError.class, () -> LeftBehind.assertNothing(parcel));
        } finally {
            LeftBehindExample.Registry.HANDLES.clear();
        }
        String said = String.valueOf(error.getMessage())
                .replace("Store " + store.id(), "Store 1")
                .replace("LeftBehindExample$Registry", "Registry")
                .replaceAll("table -> \\[\\d+]", "table -> [3]");
        assertThat(Files.readString(DOCUMENT)).contains("```text\n" + said + "\n```");
    }
}
