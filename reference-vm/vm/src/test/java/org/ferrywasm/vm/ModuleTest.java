package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.FuncExtern;
import org.ferrywasm.syntax.InvalidException;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.MemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleTest {
    private static final String TEXT = """
        (module $hello
          (import "env" "f" (func $f (param i32)))
          (memory (export "m") 2 3)
          (func $g (export "g") (param i32) (call $f (local.get 0)))
          (@custom "note" "abc") (@custom "note" "def"))
        """;

    private final Engine engine = new Engine();

    @Test
    void saysWhatItIsCalledNeedsAndGives() {
        Module module = Module.fromText(engine, TEXT);

        assertThat(module.imports()).hasSize(1).first().satisfies(item -> {
            assertThat(item.module()).isEqualTo("env");
            assertThat(item.name()).isEqualTo("f");
            assertThat(item.type()).isEqualTo(new FuncExtern(module.types().getFirst()));
        });
        assertThat(module.exports())
                .containsExactly(
                        new ExportType("m", MemType.of(Limits.between(2, 3))),
                        new ExportType("g", new FuncExtern(module.types().getFirst())));
        assertThat(module.exportType("m")).contains(MemType.of(Limits.between(2, 3)));
        assertThat(module.exportType("x")).isEmpty();
        assertThat(module.engine()).isSameAs(engine);
    }

    @Test
    void knowsNamesFromTheNameSection() {
        Module module = Module.fromText(engine, TEXT);

        assertThat(module.name()).contains("hello");
        assertThat(module).hasToString("Module \"hello\"");
        assertThat(Module.fromText(engine, "(module)").name()).isEmpty();
    }

    @Test
    void givesCopiesOfItsCustomSections() {
        Module module = Module.fromText(engine, TEXT);

        assertThat(module.customSections("note"))
                .containsExactly("abc".getBytes(StandardCharsets.UTF_8), "def".getBytes(StandardCharsets.UTF_8));
        module.customSections("note").getFirst()[0] = 'x';
        assertThat(module.customSections("note").getFirst()).isEqualTo("abc".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void copiesTheBytesThatItIsMadeFrom() {
        byte[] bytes = Module.fromText(engine, TEXT).toBytes();
        Module module = Module.fromBytes(engine, bytes);

        bytes[0] = 1;
        module.toBytes()[1] = 1;

        assertThatCode(() -> Module.validate(engine, module.toBytes())).doesNotThrowAnyException();
    }

    @Test
    void textThatItPrintsIsTheSameModule() {
        Module module = Module.fromText(engine, TEXT);

        assertThat(Module.fromText(engine, module.toText()).toBytes()).isEqualTo(module.toBytes());
    }

    @Test
    void aFileIsTextOrBinaryByItsContent(@TempDir Path folder) throws IOException {
        byte[] bytes = Module.fromText(engine, TEXT).toBytes();
        Path binary = Files.write(folder.resolve("binary.wat"), bytes);
        Path text = Files.writeString(folder.resolve("text.wasm"), TEXT);

        assertThat(Module.fromPath(engine, binary).toBytes()).isEqualTo(bytes);
        assertThat(Module.fromPath(engine, text).toBytes()).isEqualTo(bytes);
        assertThatThrownBy(() -> Module.fromPath(engine, folder.resolve("none")))
                .isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void whatIsNoModuleIsMalformed() {
        assertThatThrownBy(() -> Module.fromBytes(engine, new byte[] {0, 'a', 's', 'm'}))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("unexpected end");
        assertThatThrownBy(() -> Module.fromText(engine, "(module (fun))")).isInstanceOf(MalformedException.class);
    }

    @Test
    void aModuleThatBreaksARuleIsInvalid() {
        assertThatThrownBy(() -> Module.fromText(engine, "(module (func (result i32)))"))
                .isInstanceOf(InvalidException.class)
                .hasMessageStartingWith("type mismatch");
    }

    @Test
    void aFeatureThatIsOffIsInvalid() {
        Engine small = new Engine(Config.DEFAULT.features(Features.all().without(Feature.SIMD)));

        assertThatThrownBy(() -> Module.fromText(small, "(module (func (drop (v128.const i64x2 0 0))))"))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("simd");
    }

    @Test
    void manyThreadsUseOneModuleAtOnce() throws Exception {
        Module module = Module.fromText(engine, """
            (module (func $fib (export "fib") (param i32) (result i32)
              (if (result i32) (i32.lt_u (local.get 0) (i32.const 2))
                (then (local.get 0))
                (else (i32.add
                  (call $fib (i32.sub (local.get 0) (i32.const 1)))
                  (call $fib (i32.sub (local.get 0) (i32.const 2))))))))
            """);
        Callable<List<Val>> use = () -> {
            try (Store<String> store = new Store<>(engine, "")) {
                return new Linker<String>(engine)
                        .instantiate(store, module)
                        .getFunc("fib")
                        .call(Val.i32(10));
            }
        };

        assertThat(concurrently(use, 40)).hasSize(40).containsOnly(List.of(Val.i32(55)));
    }

    @Test
    void manyThreadsCompileOnOneEngineAtOnce() throws Exception {
        Callable<Object> compile = () -> Module.fromText(engine, "(module (type (struct (field i64))))")
                .types()
                .getFirst();

        List<Object> types = concurrently(compile, 40);

        assertThat(types).containsOnly(types.getFirst());
    }

    private static <R> List<R> concurrently(Callable<R> task, int times)
            throws InterruptedException, ExecutionException {
        List<R> results = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Callable<R>> tasks = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                tasks.add(task);
            }
            for (Future<R> future : pool.invokeAll(tasks)) {
                results.add(future.get());
            }
        }
        return results;
    }
}
