package org.ferrywasm.fuzz.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ferrywasm.fuzz.choice.ChoiceSource;
import org.ferrywasm.fuzz.generate.HostObjects;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.NotSendableException;
import org.ferrywasm.vm.SendabilityReport;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Violation;

/**
 * What may not go to another thread is found, all of it and nothing else, wherever it is in what; no code of the objects is run; and
 * a Store moves if and only if there is nothing.
 */
public final class Classifier implements Oracle {
    private static final int MOST_OBJECTS = 4;

    private final Engine engine;

    /** For any number of tries. */
    public Classifier() {
        this(Config.DEFAULT);
    }

    /** With an Engine that is told something else, for canaries. */
    public Classifier(Config config) {
        engine = new Engine(config);
    }

    @Override
    public String name() {
        return "classifier";
    }

    @Override
    public void check(ChoiceSource choices, Statistics statistics) {
        HostObjects objects = new HostObjects(choices);
        Object data = objects.make();
        try (Store<Object> store = new Store<>(engine, data)) {
            List<ExternRef> held = new ArrayList<>();
            for (int i = choices.below(MOST_OBJECTS); i > 0; i--) {
                held.add(ExternRef.of(store, objects.make()));
            }
            List<String> expected = objects.bad().stream()
                    .map(object -> object.getClass().getTypeName())
                    .sorted()
                    .toList();
            SendabilityReport report = store.sendability();
            same("sendability", expected, report.violations(), objects.isShared());
            statistics.count(expected.isEmpty() ? "fit" : "unfit");
            statistics.add("violations", expected.size());
            moves(store, held, expected, objects.isShared());
        } catch (AssertionError e) {
            throw new Broken("code of an object was run", e);
        }
    }

    private static void moves(Store<Object> store, List<ExternRef> held, List<String> expected, boolean isShared) {
        try {
            Store<?> back = store.detach(held.toArray()).attach();
            if (!expected.isEmpty() || back != store) {
                throw new Broken("it moved, and " + expected + " with it");
            }
        } catch (NotSendableException e) {
            same("detach", expected, e.violations(), isShared);
        }
    }

    /** What is in several places may be found in each. */
    private static void same(String operation, List<String> expected, List<Violation> violations, boolean isShared) {
        List<String> found =
                violations.stream().map(Violation::className).sorted().toList();
        boolean isSame = isShared
                ? found.size() >= expected.size() && Set.copyOf(found).equals(Set.copyOf(expected))
                : found.equals(expected);
        if (!isSame) {
            throw new Broken(operation + " finds " + violations + ", and should find " + expected);
        }
    }

    /** An Engine that trusts what it must not. */
    public static Classifier trusting(Class<?> type) {
        return new Classifier(Config.DEFAULT.registerImmutable(type));
    }
}
