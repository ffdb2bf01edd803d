package org.ferrywasm.fuzz.peer;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ferrywasm.contract.spi.EngineAdapter;
import org.ferrywasm.contract.spi.EngineSettings;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.HostImport;
import org.ferrywasm.contract.spi.Signature;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.contract.spi.ValueType;
import org.ferrywasm.fuzz.generate.ModuleGenerator;

/** An engine with an adapter for the contract kit. */
final class AdaptedPeer implements Peer {
    private final EngineAdapter adapter;
    private final TestedEngine engine;

    AdaptedPeer(EngineAdapter adapter) {
        this.adapter = adapter;
        engine = adapter.open(new EngineSettings(false, false, 0, Set.of()));
    }

    @Override
    public String name() {
        return adapter.name();
    }

    @Override
    public Answer ask(Question question) {
        List<Integer> asked = new ArrayList<>();
        try (TestedStore store = engine.newStore()) {
            TestedInstance instance =
                    store.instantiate(engine.load(Base64.getDecoder().decode(question.module())), imports(asked));
            List<String> outcomes = new ArrayList<>();
            List<String> details = new ArrayList<>();
            for (Question.Call made : question.calls()) {
                call(instance, made, outcomes, details);
            }
            Map<String, String> state = new LinkedHashMap<>();
            for (String name : question.state()) {
                state.put(name, sum(instance, name));
            }
            return new Answer(null, outcomes, asked, state, details);
        } catch (RuntimeException | Error e) {
            return Answer.none(words(e));
        }
    }

    private static List<HostImport> imports(List<Integer> asked) {
        return List.of(
                new HostImport.Function(
                        ModuleGenerator.HOST,
                        "ask",
                        new Signature(List.of(ValueType.I32), List.of(ValueType.I32)),
                        (caller, arguments) -> {
                            int n = arguments[0] instanceof Integer given ? given : 0;
                            asked.add(n);
                            return new Object[] {FerryPeer.answerTo(n)};
                        }),
                new HostImport.Function(
                        ModuleGenerator.HOST, "note", new Signature(List.of(), List.of()), (caller, arguments) -> {
                            asked.add(0);
                            return new Object[0];
                        }));
    }

    private void call(TestedInstance instance, Question.Call made, List<String> outcomes, List<String> details) {
        try {
            TestedFunction function = (TestedFunction) instance.export(made.function());
            outcomes.add("returned " + function.call(made.argument())[0]);
            details.add("");
        } catch (RuntimeException | Error e) {
            Failure failure = adapter.failure(e);
            outcomes.add(
                    switch (failure) {
                        case TRAP -> "trapped";
                        case GUEST_EXCEPTION -> "threw";
                        default -> "failed: " + words(e);
                    });
            details.add(words(e));
        }
    }

    private static String sum(TestedInstance instance, String name) {
        try {
            return String.valueOf(((TestedFunction) instance.export(name)).call()[0]);
        } catch (RuntimeException | Error e) {
            return words(e);
        }
    }

    private static String words(Throwable thrown) {
        Throwable last = thrown;
        while (last.getCause() != null && last.getCause() != last) {
            last = last.getCause();
        }
        String what = String.valueOf(last).replace('\n', ' ');
        return last == thrown ? what : thrown.getClass().getSimpleName() + ": " + what;
    }

    @Override
    public void close() {
        engine.close();
    }
}
