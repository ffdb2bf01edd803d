package org.ferrywasm.fuzz.peer;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ferrywasm.fuzz.generate.ModuleGenerator;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;

/** Ferry, asked like the others, and with fuel: what does not end here is not asked of them. */
public final class FerryPeer implements Peer {
    private static final long FUEL = 400_000;
    private static final long FUEL_FOR_STATE = 100_000_000;
    private static final int FACTOR = 17;

    private final Engine engine = new Engine(Config.DEFAULT.consumeFuel(true));

    /** It belongs to the thread that makes it. */
    public FerryPeer() {}

    @Override
    public String name() {
        return "ferry";
    }

    /** What a host says that is asked something. */
    public static int answerTo(int question) {
        return question * FACTOR + 3;
    }

    @Override
    public Answer ask(Question question) {
        List<Integer> asked = new ArrayList<>();
        try (Store<@Nullable Void> store = Store.of(engine)) {
            store.setFuel(FUEL);
            Linker<@Nullable Void> linker = new Linker<>(engine);
            linker.func(ModuleGenerator.HOST, "ask", HostFunction.of(Integer.class, Integer.class, (caller, n) -> {
                asked.add(n);
                return answerTo(n);
            }));
            linker.func(
                    ModuleGenerator.HOST,
                    "note",
                    HostFunction.<@Nullable Void>of(FuncType.of(List.of(), List.of()), (caller, arguments) -> {
                        asked.add(0);
                        return List.of();
                    }));
            Module module = Module.fromBytes(engine, Base64.getDecoder().decode(question.module()));
            Instance instance = linker.instantiate(store, module);
            List<String> outcomes = new ArrayList<>();
            List<String> details = new ArrayList<>();
            for (Question.Call made : question.calls()) {
                try (Call call = instance.getFunc(made.function()).begin(Val.i32(made.argument()))) {
                    Outcome outcome = call.resume();
                    outcomes.add(words(outcome));
                    details.add(outcome.toString());
                }
            }
            store.setFuel(FUEL_FOR_STATE);
            Map<String, String> state = new LinkedHashMap<>();
            for (String name : question.state()) {
                state.put(
                        name,
                        Long.toString(instance.getFunc(name).call().getFirst().asLong()));
            }
            return new Answer(null, outcomes, asked, state, details);
        }
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Returned(List<Val> results) ->
                "returned " + results.getFirst().asInt();
            case Outcome.Trapped _ -> "trapped";
            case Outcome.Threw _ -> "threw";
            case Outcome.OutOfFuel _ -> OUT_OF_FUEL;
            default -> "failed: " + outcome;
        };
    }

    /** The outcome of a call that used up all that it was given. */
    public static final String OUT_OF_FUEL = "out of fuel";

    @Override
    public void close() {
        // Stores are closed where they were made.
    }
}
