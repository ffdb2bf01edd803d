package org.ferrywasm.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.syntax.InvalidException;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.ModuleException;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExportType;
import org.ferrywasm.vm.ImportType;
import org.ferrywasm.vm.Module;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleExample {
    private final Engine engine = new Engine();

    @Test
    void aModuleIsCompiledOnce(@TempDir Path plugins) throws Exception {
        Path file = plugins.resolve("greeter.wat");
        Files.writeString(file, "(module $greeter (func (export \"greet\")))");
        // @start region="compile"
        Module module = Module.fromPath(engine, file); // a .wasm or a .wat
        byte[] binary = module.toBytes(); // to be kept, or sent elsewhere
        Module again = Module.fromBytes(engine, binary);
        // @end
        assertThat(again.name()).hasValue("greeter");
        assertThat(again.exports()).extracting(ExportType::name).containsExactly("greet");
    }

    @Test
    void aModuleSaysWhatItNeeds() {
        Module module = Module.fromText(engine, """
            (module
              (import "env" "log" (func (param i32)))
              (import "env" "memory" (memory 1)))
            """);
        List<String> needs = new ArrayList<>();
        // @start region="imports"
        for (ImportType item : module.imports()) {
            needs.add(item.module() + "." + item.name() + " is a " + item.type().kind());
        }
        // @end
        assertThat(needs).containsExactly("env.log is a func", "env.memory is a memory");
    }

    @Test
    void aModuleSaysWhatItGives() {
        Module module = Module.fromText(engine, """
            (module
              (memory (export "memory") 1)
              (func (export "handle") (param i32) (result i32) (local.get 0)))
            """);
        List<String> gives = new ArrayList<>();
        // @start region="exports"
        for (ExportType item : module.exports()) {
            gives.add(item.name() + " is a " + item.type().kind());
        }
        boolean isPlugin = module.exportType("handle").isPresent();
        // @end
        assertThat(isPlugin).isTrue();
        assertThat(gives).containsExactly("memory is a memory", "handle is a func");
    }

    @Test
    void anUploadThatIsNoModuleIsRefused() {
        byte[] upload = {0, 'a', 's', 'm', 1, 0, 0};
        String answer;
        // @start region="refused"
        try {
            Module.validate(engine, upload);
            answer = "accepted";
        } catch (MalformedException e) {
            answer = "this is no WebAssembly: " + e.getMessage();
        } catch (InvalidException e) {
            answer = "this is WebAssembly with an error in it: " + e.getMessage();
        }
        // @end
        assertThat(answer).isEqualTo("this is no WebAssembly: unexpected end of section or function (at offset 0x7)");
    }

    @Test
    void bothRefusalsAreOneException() {
        String text = "(module (func (result i32)))";
        String problem = "";
        // @start region="either"
        try {
            Module.fromText(engine, text);
        } catch (ModuleException e) {
            problem = e.problem(); // without the place, for statistics
        }
        // @end
        assertThat(problem).startsWith("type mismatch");
    }
}
