package org.ferrywasm.fuzz.oracle;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.fuzz.choice.ChoiceSource;
import org.ferrywasm.fuzz.generate.ModuleGenerator;
import org.ferrywasm.fuzz.replay.Hops;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.StoreParcel;
import org.jspecify.annotations.Nullable;

/**
 * A run that is cut into slices and moved between threads, platform and virtual, with collections, interrupts and waiting between,
 * comes to the same as one that is not: outcomes, what the host is asked, memories, tables, globals, heap, counts and fuel.
 */
public final class MovedAnywhere implements Oracle {
    private static final int THREADS = 4;
    private static final int MOST_SLICES = 40_000;
    private static final String HELD = "held by a handle alone";

    private final Engine engine = new Engine(Config.DEFAULT.consumeFuel(true));

    /** For any number of tries. */
    public MovedAnywhere() {}

    @Override
    public String name() {
        return "movedAnywhere";
    }

    @Override
    public void check(ChoiceSource choices, Statistics statistics) {
        ModuleGenerator.Generated generated = ModuleGenerator.generate(choices);
        Module module = Modules.compile(engine, generated.text());
        statistics.count("modules");
        int[] arguments = new int[generated.runs().size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = (int) choices.bits();
        }
        Specimen.Seen unmoved = unmoved(module, generated, arguments, statistics);
        Specimen.Seen moved;
        try {
            moved = moved(module, generated, arguments, choices, statistics);
        } catch (Broken e) {
            throw e;
        } catch (RuntimeException | AssertionError e) {
            throw new Broken("the moved run fails where the unmoved one does not", e);
        }
        String difference = unmoved.difference(moved);
        if (difference != null) {
            throw new Broken("unmoved and moved differ: " + difference);
        }
    }

    private Specimen.Seen unmoved(
            Module module, ModuleGenerator.Generated generated, int[] arguments, Statistics statistics) {
        Specimen specimen = new Specimen(engine, module, false);
        try {
            List<String> outcomes = new ArrayList<>();
            for (int i = 0; i < arguments.length; i++) {
                ModuleGenerator.Run run = generated.runs().get(i);
                try (Call call = specimen.begin(run.name(), arguments[i])) {
                    outcomes.add(Specimen.words(call.resume()));
                }
                statistics.count(kind(outcomes.getLast()));
                statistics.executed(run.executed(specimen.progress()));
            }
            specimen.store.audit();
            return specimen.seen(outcomes, false);
        } finally {
            specimen.store.close();
        }
    }

    /** The kind of an outcome, without its values. */
    private static String kind(String outcome) {
        return outcome.startsWith("trapped: ")
                ? outcome.substring(0, outcome.indexOf(" at "))
                : outcome.split(" ", -1)[0];
    }

    /** What travels together. */
    private record Journey(
            StoreParcel<@Nullable Void> parcel, @Nullable String end) {}

    private Specimen.Seen moved(
            Module module,
            ModuleGenerator.Generated generated,
            int[] arguments,
            ChoiceSource choices,
            Statistics statistics) {
        Specimen specimen = new Specimen(engine, module, true);
        try (Hops hops = new Hops()) {
            List<String> outcomes = new ArrayList<>();
            boolean isCollected = choices.below(2) == 0;
            for (int i = 0; i < arguments.length; i++) {
                Call call = specimen.begin(generated.runs().get(i).name(), arguments[i]);
                String end = end(specimen, call.resume(choices.below(8)));
                for (int slices = 0; end == null; slices++) {
                    if (slices == MOST_SLICES) {
                        throw new Broken("it does not end");
                    }
                    statistics.count("yields");
                    long fuel = choices.below(30) == 0 ? 2_000 : 1 + choices.below(12);
                    between(specimen, call, choices, isCollected);
                    if (isCollected && choices.below(4) == 0) {
                        carry(hops, choices.below(THREADS), specimen, call, statistics);
                    }
                    end = choices.below(3) == 0
                            ? end(specimen, call.resume(fuel))
                            : hop(hops, choices.below(THREADS), specimen, call, fuel, statistics);
                }
                outcomes.add(end);
                call.close();
            }
            specimen.store.audit();
            Specimen.Seen seen = specimen.seen(outcomes, isCollected);
            specimen.store.close();
            return seen;
        }
    }

    /**
     * What became of the call if it is over, or else null. To be asked before the Store moves on: what was thrown stays behind. Out
     * of fuel is the end only if the Store has none left; else it was the slice's.
     */
    private static @Nullable String end(Specimen specimen, Outcome outcome) {
        boolean isOver = outcome.isEnd() || (outcome instanceof Outcome.OutOfFuel && specimen.store.getFuel() <= 0);
        return isOver ? Specimen.words(outcome) : null;
    }

    private static void between(Specimen specimen, Call call, ChoiceSource choices, boolean mayCollect) {
        specimen.answer();
        if (mayCollect && choices.below(2) == 0) {
            specimen.store.gc();
        }
        switch (choices.below(6)) {
            case 1 -> call.interruptHandle().interrupt();
            case 2 -> call.frames();
            default -> {
                // straight on
            }
        }
    }

    /** There and back. */
    private static @Nullable String hop(
            Hops hops, int which, Specimen specimen, Call call, long fuel, Statistics statistics) {
        StoreParcel<@Nullable Void> there = specimen.store.detach(call, specimen.instance);
        statistics.add("moves", 2);
        Journey back = hops.on(which, () -> {
            there.attach();
            String end = end(specimen, call.resume(fuel));
            return new Journey(specimen.store.detach(call, specimen.instance), end);
        });
        back.parcel().attach();
        return back.end();
    }

    /** There, with a handle to an object that nothing else holds, a collection, and back. */
    private static void carry(Hops hops, int which, Specimen specimen, Call call, Statistics statistics) {
        ExternRef held = ExternRef.of(specimen.store, HELD);
        StoreParcel<@Nullable Void> there = specimen.store.detach(call, specimen.instance, held);
        statistics.add("moves", 2);
        hops.on(which, () -> {
                    there.attach();
                    specimen.store.gc();
                    return specimen.store.detach(call, specimen.instance, held);
                })
                .attach();
        if (!held.value().equals(HELD)) {
            throw new Broken("a handle that travelled refers to " + held.value());
        }
        held.close();
    }
}
