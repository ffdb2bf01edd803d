package org.ferrywasm.fuzz.oracle;

import java.util.List;
import org.ferrywasm.fuzz.generate.ModuleGenerator;
import org.ferrywasm.fuzz.replay.Questions;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreDigest;
import org.ferrywasm.vm.Trap;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;

/**
 * A module in a Store of its own, with the host that it asks, and what was seen of it. It belongs to the Store's owner.
 */
final class Specimen {
    /** Enough for what is made, and too little for a function that calls itself for ever. */
    static final long FUEL = 40_000;

    final Store<@Nullable Void> store;
    final Instance instance;
    private final Module module;
    private final Questions questions = new Questions();

    /**
     * Instantiates it.
     *
     * @param answersLater whether the host makes the guest wait
     */
    Specimen(Engine engine, Module module, boolean answersLater) {
        this.module = module;
        store = Store.of(engine);
        store.setFuel(FUEL);
        Questions host = questions;
        Linker<@Nullable Void> linker = new Linker<>(engine);
        linker.func(
                ModuleGenerator.HOST,
                "ask",
                answersLater
                        ? HostFunction.async(Integer.class, Integer.class, (caller, n) -> host.askLater(n))
                        : HostFunction.of(Integer.class, Integer.class, (caller, n) -> host.ask(n)));
        linker.func(
                ModuleGenerator.HOST,
                "note",
                HostFunction.<@Nullable Void>of(FuncType.of(List.of(), List.of()), (caller, arguments) -> {
                    host.note();
                    return List.of();
                }));
        instance = linker.instantiate(store, module);
    }

    /** Answers what the guest waits for. */
    void answer() {
        questions.answer();
    }

    Call begin(String function, int argument) {
        return instance.getFunc(function).begin(Val.i32(argument));
    }

    /** How far the function came: the statements before it were executed. */
    int progress() {
        return instance.getGlobal("progress").get().asInt();
    }

    /** What became of a call, as far as it must be the same however it was run. */
    static String words(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Returned(List<Val> results) -> "returned " + results;
            case Outcome.Trapped(Trap trap) -> "trapped: " + trap.reason() + " at " + trap.frames();
            case Outcome.Threw(var exception) -> "threw " + exception.tag().type() + " " + exception.fields();
            case Outcome.OutOfFuel _ -> "out of fuel";
            default -> "not over: " + outcome;
        };
    }

    /**
     * All that can be seen of it.
     *
     * @param isCollected whether the run collected when the other did not: then objects lie elsewhere
     */
    Seen seen(List<String> outcomes, boolean isCollected) {
        StoreDigest digest = isCollected ? null : StoreDigest.of(store);
        return new Seen(
                List.copyOf(outcomes), questions.all(), store.getFuel(), GuestGraph.of(module, instance), digest);
    }

    /**
     * What was seen of a specimen.
     *
     * @param outcomes what became of each call
     * @param asked what the host was asked
     * @param fuel what is left
     * @param graph what the instance exports
     * @param digest the whole Store, if it can be compared
     */
    record Seen(
            List<String> outcomes,
            List<Integer> asked,
            long fuel,
            List<String> graph,
            @Nullable StoreDigest digest) {
        /** What differs, or null. */
        @Nullable
        String difference(Seen other) {
            if (!outcomes.equals(other.outcomes)) {
                return "outcomes " + outcomes + " and " + other.outcomes;
            }
            if (!asked.equals(other.asked)) {
                return "the host was asked " + asked + " and " + other.asked;
            }
            if (fuel != other.fuel) {
                return "fuel left " + fuel + " and " + other.fuel;
            }
            for (int i = 0; i < Math.min(graph.size(), other.graph.size()); i++) {
                if (!graph.get(i).equals(other.graph.get(i))) {
                    return graph.get(i) + " and " + other.graph.get(i);
                }
            }
            return digest == null || other.digest == null ? null : digest.difference(other.digest, true);
        }
    }
}
