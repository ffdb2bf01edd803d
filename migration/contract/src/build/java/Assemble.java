import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ferrywasm.binary.ModuleEncoder;
import org.ferrywasm.text.Parser;

/** Assembles the kit's guests when the kit is built: each {@code .wat} becomes a {@code .wasm} beside its text. */
public final class Assemble {
    private Assemble() {}

    /**
     * Runs.
     *
     * @param arguments the folder of texts, the folder to write to
     * @throws IOException if something cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        Path from = Path.of(arguments[0]);
        Path to = Path.of(arguments[1]);
        Files.createDirectories(to);
        List<Path> texts;
        try (Stream<Path> files = Files.list(from)) {
            texts = files.filter(file -> file.toString().endsWith(".wat"))
                    .sorted()
                    .toList();
        }
        for (Path text : texts) {
            String name = text.getFileName().toString().replace(".wat", "");
            assemble(name, Files.readAllBytes(text), to);
        }
        assemble("litmus", Litmus.text().getBytes(StandardCharsets.UTF_8), to);
    }

    private static void assemble(String name, byte[] text, Path to) throws IOException {
        Files.write(to.resolve(name + ".wat"), text);
        Files.write(to.resolve(name + ".wasm"), ModuleEncoder.encode(Parser.parseModule(text)));
    }
}
