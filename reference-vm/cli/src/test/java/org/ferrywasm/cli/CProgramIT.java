package org.ferrywasm.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CProgramIT {
    private static ProgramComparison program = new ProgramComparison(Path.of(""), Path.of(""));

    @BeforeAll
    static void build(@TempDir Path folder) throws InterruptedException {
        String source = Path.of(FerryJar.property("ferry.programs"), "digest.c").toString();
        Path host = folder.resolve("digest");
        Path guest = folder.resolve("digest.wasm");
        program = ProgramComparison.build(
                host,
                List.of("cc", "-O2", source, "-o", host.toString(), "-lm"),
                guest,
                List.of("clang", "-O2", "--target=wasm32-wasi", source, "-o", guest.toString(), "-lm"),
                "apt-get install gcc clang lld wasi-libc libclang-rt-14-dev-wasm32 (the number is clang's version)");
    }

    @Test
    void doesTheSameAsTheNativeProgram() throws IOException, InterruptedException {
        program.assertSame(ProgramComparison.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "one two\nthree"})
    void doesTheSameWithLittleInputAndArguments(String input) throws IOException, InterruptedException {
        program.assertSame(input, "first", "--invoke", "zwölf", "");
    }
}
