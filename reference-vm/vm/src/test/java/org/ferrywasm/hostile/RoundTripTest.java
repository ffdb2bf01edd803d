package org.ferrywasm.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.ferrywasm.binary.ModuleDecoder;
import org.ferrywasm.binary.ModuleEncoder;
import org.ferrywasm.syntax.Custom;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.ModuleException;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.syntax.TypeRegistry;
import org.ferrywasm.text.Parser;
import org.ferrywasm.text.Printer;
import org.ferrywasm.valid.ModuleValidator;
import org.junit.jupiter.api.Test;

/**
 * Every module of the official suites there and back: what the encoder writes of a decoded module, and the parser reads of a
 * printed one, is the same module, and validation says the same of both.
 */
class RoundTripTest {
    private static final int SHOWN = 20;

    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong encoded = new AtomicLong();
    private final AtomicLong printed = new AtomicLong();

    @Test
    void encodingTwiceGivesTheSameBytes() {
        overAllModules(this::encodeTwice);

        assertThat(failures).isEmpty();
        assertThat(encoded).hasValueGreaterThan(4_000);
    }

    @Test
    void whatIsPrintedIsReadAsTheSameModule() {
        overAllModules(this::printAndParse);

        assertThat(failures).isEmpty();
        assertThat(printed).hasValueGreaterThan(2_500);
    }

    private void overAllModules(BiConsumer<SuiteModule, Module> check) {
        List<Path> scripts = SuiteModule.scripts();
        assumeThat(scripts).as("the official suites").isNotEmpty();
        scripts.parallelStream()
                .flatMap(script -> SuiteModule.of(script).stream())
                .forEach(suiteModule -> {
                    if (suiteModule.binary() == null) {
                        return;
                    }
                    Module module;
                    try {
                        module = decode(suiteModule.binary());
                    } catch (MalformedException refused) {
                        return;
                    }
                    check.accept(suiteModule, module);
                });
    }

    private void encodeTwice(SuiteModule suiteModule, Module module) {
        encoded.incrementAndGet();
        byte[] once = ModuleEncoder.encode(module);
        Module again = decode(once);
        if (!Arrays.equals(once, ModuleEncoder.encode(again))) {
            fail(suiteModule, "encoded twice, the bytes differ");
        }
        if (suiteModule.text() != null && !Arrays.equals(once, suiteModule.binary())) {
            fail(suiteModule, "decoded and encoded, the bytes differ");
        }
        if (!verdict(again).equals(verdict(module))) {
            fail(suiteModule, verdict(module) + " becomes " + verdict(again));
        }
    }

    /** Text has one way to write a number, a run of locals and a list of functions, so of bytes made by hand only the text stays. */
    private void printAndParse(SuiteModule suiteModule, Module module) {
        if (!verdict(module).isEmpty()) {
            return;
        }
        printed.incrementAndGet();
        String text = Printer.print(module);
        try {
            Module again = decode(ModuleEncoder.encode(Parser.parseModule(text)));
            if (suiteModule.text() != null && !Arrays.equals(withoutNames(module), withoutNames(again))) {
                fail(suiteModule, "printed and parsed, the bytes differ");
            }
            if (module.customs().isEmpty() && !Printer.print(again).equals(text)) {
                fail(suiteModule, "printed twice, the texts differ");
            }
            if (!verdict(again).isEmpty()) {
                fail(suiteModule, "printed and parsed, it is refused: " + verdict(again));
            }
        } catch (ModuleException e) {
            fail(suiteModule, "printed, it is refused: " + e.getMessage());
        }
    }

    private static Module decode(byte[] bytes) {
        return ModuleDecoder.decode(bytes, ModuleLimits.DEFAULT);
    }

    private static byte[] withoutNames(Module m) {
        List<Custom> customs =
                m.customs().stream().filter(c -> !c.name().equals("name")).toList();
        return ModuleEncoder.encode(new Module(
                m.types(),
                m.imports(),
                m.funcs(),
                m.tables(),
                m.mems(),
                m.tags(),
                m.globals(),
                m.exports(),
                m.start(),
                m.elems(),
                m.dataCount(),
                m.datas(),
                customs));
    }

    private void fail(SuiteModule module, String problem) {
        if (failures.size() < SHOWN) {
            failures.add(module.place() + ": " + problem);
        }
    }

    private static String verdict(Module module) {
        try {
            ModuleValidator.validate(module, Attempt.FEATURES, new TypeRegistry(), ModuleLimits.DEFAULT);
            return "";
        } catch (ModuleException e) {
            return e.getClass().getSimpleName() + ": " + e.problem();
        }
    }
}
