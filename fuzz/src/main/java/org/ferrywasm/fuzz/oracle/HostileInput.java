package org.ferrywasm.fuzz.oracle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ferrywasm.binary.ModuleEncoder;
import org.ferrywasm.fuzz.choice.ChoiceSource;
import org.ferrywasm.fuzz.generate.Corpus;
import org.ferrywasm.fuzz.generate.ModuleGenerator;
import org.ferrywasm.fuzz.generate.Mutations;
import org.ferrywasm.fuzz.generate.NearlyValid;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.ModuleException;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.RefType;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.syntax.VecType;
import org.ferrywasm.text.script.Command;
import org.ferrywasm.text.script.ScriptModule;
import org.ferrywasm.text.script.ScriptParser;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.InstantiationCall;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreLimits;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;

/**
 * A module whose bytes or text were spoiled is refused by an exception of Ferry's own, or it is a module: then it can be
 * instantiated and run, with the same choice of ends, and its Store is whole afterwards. All of it takes no more than seconds.
 */
public final class HostileInput implements Oracle {
    private static final long MOST_NANOS = 10_000_000_000L;
    private static final long FUEL = 20_000;
    private static final int MOST_BYTES = 64 << 20;
    private static final int MOST_CALLS = 4;
    private static final int MUTANTS = 20;

    private final Engine engine = new Engine(Config.DEFAULT
            .consumeFuel(true)
            .storeLimits(StoreLimits.DEFAULT.withMemoryBytes(MOST_BYTES).withHeapBytes(MOST_BYTES)));

    private final Corpus corpus;

    /**
     * For any number of tries.
     *
     * @param corpus what to spoil besides generated modules
     */
    public HostileInput(Corpus corpus) {
        this.corpus = corpus;
    }

    @Override
    public String name() {
        return "hostileInput";
    }

    @Override
    public void check(ChoiceSource choices, Statistics statistics) {
        String text = ModuleGenerator.generate(choices).text();
        byte[] bytes = Modules.compile(engine, text).toBytes();
        for (int i = 0; i < MUTANTS; i++) {
            long start = System.nanoTime();
            statistics.count(mutant(choices, text, bytes));
            if (System.nanoTime() - start > MOST_NANOS) {
                throw new Broken("it takes longer than 10 s");
            }
        }
    }

    /** Makes one mutant, and says what became of it. */
    private String mutant(ChoiceSource choices, String text, byte[] bytes) {
        int kind = choices.below(10);
        if (kind == 0) {
            byte[] letters = Mutations.ofText(choices, text.getBytes(StandardCharsets.UTF_8));
            String spoiled = new String(letters, StandardCharsets.UTF_8);
            return "text: " + tried(Map.of("module.wat", spoiled), () -> run(Module.fromText(engine, spoiled)));
        }
        if (kind <= 2) {
            String nearly = NearlyValid.of(choices, text);
            return "nearly valid: " + tried(Map.of("module.wat", nearly), () -> run(Module.fromText(engine, nearly)));
        }
        if (kind == 3 && !corpus.scripts().isEmpty()) {
            byte[] script = Mutations.ofText(choices, choices.of(corpus.scripts()));
            return "script: "
                    + tried(Map.of("script.wast", new String(script, StandardCharsets.UTF_8)), () -> read(script));
        }
        boolean isOfSuite = kind <= 6 && !corpus.modules().isEmpty();
        byte[] spoiled = Mutations.ofBytes(choices, isOfSuite ? choices.of(corpus.modules()) : bytes);
        return (isOfSuite ? "suite's bytes: " : "bytes: ")
                + tried(
                        Map.of("module.hex", HexFormat.of().formatHex(spoiled)),
                        () -> run(Module.fromBytes(engine, spoiled)));
    }

    private static String tried(Map<String, String> files, Runnable what) {
        try {
            what.run();
            return "accepted";
        } catch (RuntimeException | Error e) {
            if (e.getClass().getName().startsWith("org.ferrywasm.") && !(e instanceof Broken)) {
                return e.getClass().getSimpleName();
            }
            throw new Broken("not refused by an exception of Ferry's: " + e, files);
        }
    }

    /** Reads a script, and each module in it, as far as the script says that it is one. */
    private void read(byte[] script) {
        for (Command command : ScriptParser.parse(script, "mutant").commands()) {
            switch (command) {
                case Command.Instantiate(int line, ScriptModule module) -> run(encoded(module));
                case Command.AssertInvalid(int line, ScriptModule module, String message, boolean custom) ->
                    refused(module);
                case Command.AssertMalformed(int line, ScriptModule module, String message, boolean custom) ->
                    refused(module);
                default -> {
                    // nothing to be read
                }
            }
        }
    }

    private Module encoded(ScriptModule module) {
        return Module.fromBytes(engine, ModuleEncoder.encode(module.read()));
    }

    /** A module that should be refused; spoiled, it may be accepted. */
    private void refused(ScriptModule module) {
        try {
            encoded(module);
        } catch (ModuleException e) {
            // as it was
        }
    }

    /** Instantiates it, and calls what the generator would call. */
    private void run(Module module) {
        try (Store<@Nullable Void> store = Store.of(engine)) {
            store.setFuel(FUEL);
            Linker<@Nullable Void> linker = new Linker<>(engine);
            linker.func(ModuleGenerator.HOST, "ask", HostFunction.of(Integer.class, Integer.class, (caller, n) -> n));
            linker.func(
                    ModuleGenerator.HOST,
                    "note",
                    HostFunction.<@Nullable Void>of(
                            FuncType.of(List.of(), List.of()), (caller, arguments) -> List.of()));
            // a call that is resumed gives its thread back where a guest waits, for whatever time it says
            try (InstantiationCall beginning = linker.begin(store, module)) {
                if (beginning.resume() instanceof Outcome.Returned) {
                    callEach(beginning.instance());
                }
            } finally {
                store.audit();
            }
        }
    }

    /** Calls some of the functions that it exports, with zeros and nulls. */
    private static void callEach(Instance instance) {
        instance.exports().values().stream()
                .filter(Func.class::isInstance)
                .map(Func.class::cast)
                .limit(MOST_CALLS)
                .forEach(function -> {
                    List<Val> arguments = new ArrayList<>();
                    function.type().params().forEach(type -> zero(type).ifPresent(arguments::add));
                    if (arguments.size() == function.type().params().size()) {
                        try (Call call = function.begin(arguments.toArray(Val[]::new))) {
                            call.resume();
                        }
                    }
                });
    }

    private static Optional<Val> zero(ValType type) {
        return switch (type) {
            case NumType number ->
                Optional.of(
                        switch (number) {
                            case I32 -> Val.i32(0);
                            case I64 -> Val.i64(0);
                            case F32 -> Val.f32(0);
                            case F64 -> Val.f64(0);
                        });
            case VecType vector -> Optional.of(Val.v128(0, 0));
            case RefType reference
            when reference.nullable() && reference.heap() instanceof AbsHeapType heapType ->
                Optional.of(Val.nullRef(heapType));
            default -> Optional.empty();
        };
    }
}
