package org.ferrywasm.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RustProgramIT {
    private static final List<String> COMPILERS = List.of("rustc", "/usr/bin/rustc");
    private static final List<String> TARGETS = List.of("wasm32-wasip1", "wasm32-wasi");

    private static ProgramComparison program = new ProgramComparison(Path.of(""), Path.of(""));

    @BeforeAll
    static void build(@TempDir Path folder) throws IOException, InterruptedException {
        String source = Path.of(FerryJar.property("ferry.programs"), "words.rs").toString();
        Path host = folder.resolve("words");
        Path guest = folder.resolve("words.wasm");
        List<String> guestBuild = guestBuild(source, guest.toString());
        program = ProgramComparison.build(
                host,
                List.of(guestBuild.getFirst(), "-O", source, "-o", host.toString()),
                guest,
                guestBuild,
                "rustup target add wasm32-wasip1, or apt-get install rustc libstd-rust-dev-wasm32");
    }

    /** The first compiler and target that work together, or else the first of each. */
    private static List<String> guestBuild(String source, String guest) throws IOException, InterruptedException {
        for (String compiler : COMPILERS) {
            for (String target : TARGETS) {
                List<String> build = guestBuild(compiler, target, source, guest);
                if (works(build)) {
                    return build;
                }
            }
        }
        return guestBuild(COMPILERS.getFirst(), TARGETS.getFirst(), source, guest);
    }

    private static List<String> guestBuild(String compiler, String target, String source, String guest) {
        return List.of(compiler, "-O", "--target", target, source, "-o", guest);
    }

    private static boolean works(List<String> build) throws InterruptedException {
        try {
            return Finished.run(build).status() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void doesTheSameAsTheNativeProgram() throws IOException, InterruptedException {
        program.assertSame(ProgramComparison.text(), "a", "b c");
    }

    @Test
    void doesTheSameWithoutInput() throws IOException, InterruptedException {
        program.assertSame("");
    }
}
