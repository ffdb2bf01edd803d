package org.ferrywasm.fuzz.oracle;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ferrywasm.fuzz.choice.ChoiceSource;
import org.ferrywasm.fuzz.choice.TextReducer;
import org.ferrywasm.fuzz.generate.Language;
import org.ferrywasm.fuzz.generate.ModuleGenerator;
import org.ferrywasm.fuzz.peer.Answer;
import org.ferrywasm.fuzz.peer.FerryPeer;
import org.ferrywasm.fuzz.peer.Peer;
import org.ferrywasm.fuzz.peer.Peers;
import org.ferrywasm.fuzz.peer.Question;
import org.ferrywasm.syntax.Feature;
import org.jspecify.annotations.Nullable;

/** Other engines come to what Ferry comes to, with modules of what they have; but for differences that are known by name. */
public final class Differential implements Oracle {
    private static final String PEER = "engine.txt";
    private static final String MODULE = "module.wat";
    private static final String CALLS = "calls.txt";
    private static final String DIFFERENCE = "difference.txt";
    private static final int REDUCTIONS = 10_000;
    private static final Pattern VALUES = Pattern.compile("-?[0-9]+");

    private final FerryPeer ferry = new FerryPeer();
    private final Peers peers;
    private final Map<Set<Feature>, Set<String>> languages = new LinkedHashMap<>();

    /**
     * Compares with these.
     *
     * @param peers belongs to it from now on
     */
    public Differential(Peers peers) {
        this.peers = peers;
        for (Peers.Found each : peers.found()) {
            languages.put(each.features(), new HashSet<>());
        }
        // a module is given to all that have its language, so it must avoid what is known of each of them
        languages.forEach((features, without) -> peers.found().stream()
                .filter(each -> each.features().containsAll(features))
                .forEach(each ->
                        without.addAll(KnownDifferences.wordsOf(each.peer().name()))));
    }

    @Override
    public String name() {
        return "differential";
    }

    @Override
    public void check(ChoiceSource choices, Statistics statistics) {
        if (languages.isEmpty()) {
            return;
        }
        List<Set<Feature>> all = new ArrayList<>(languages.keySet());
        Set<Feature> features = EnumSet.copyOf(choices.of(all));
        Set<String> without = languages.getOrDefault(features, Set.of());
        // no engine but Ferry takes both in one module
        if (features.contains(Feature.EXCEPTIONS) && features.contains(Feature.LEGACY_EXCEPTIONS)) {
            features.remove(choices.below(3) == 0 ? Feature.EXCEPTIONS : Feature.LEGACY_EXCEPTIONS);
        }
        ModuleGenerator.Generated generated =
                ModuleGenerator.generate(choices, new Language(features, without, /* isComparable= */ true));
        compare(generated, choices, features, statistics);
    }

    private void compare(
            ModuleGenerator.Generated generated, ChoiceSource choices, Set<Feature> features, Statistics statistics) {
        List<Question.Call> calls = new ArrayList<>();
        for (ModuleGenerator.Run run : generated.runs()) {
            calls.add(new Question.Call(run.name(), (int) choices.bits()));
        }
        Question question = Modules.question(generated.text(), calls);
        Answer ours = ferry.ask(question);
        if (ours.outcomes().contains(FerryPeer.OUT_OF_FUEL)) {
            statistics.count("modules that do not end");
            return;
        }
        statistics.count("modules");
        for (Peers.Found each : peers.found()) {
            if (each.features().containsAll(features)) {
                statistics.count("asked of " + each.peer().name());
                String difference = difference(each.peer(), question, ours);
                if (difference != null) {
                    throw new Broken(
                            "ferry and " + each.peer().name() + " differ: " + difference,
                            Map.of(
                                    PEER,
                                    each.peer().name(),
                                    MODULE,
                                    generated.text(),
                                    CALLS,
                                    lines(calls),
                                    DIFFERENCE,
                                    difference));
                }
            }
        }
    }

    private static @Nullable String difference(Peer peer, Question question, Answer ours) {
        return ours.difference(KnownDifferences.corrected(peer.name(), peer.ask(question)));
    }

    /** The smallest module found that shows a difference of the same kind. */
    @Override
    public Map<String, String> reduced(Map<String, String> files) {
        String kind = kind(files.getOrDefault(DIFFERENCE, ""));
        List<Question.Call> calls = calls(files.getOrDefault(CALLS, ""));
        Map<String, String> less = new HashMap<>(files);
        for (Peers.Found each : peers.found()) {
            if (each.peer().name().equals(files.get(PEER))) {
                less.computeIfPresent(
                        MODULE,
                        (file, text) -> TextReducer.reduce(
                                text, smaller -> kind.equals(kind(each.peer(), smaller, calls)), REDUCTIONS));
            }
        }
        return less;
    }

    private @Nullable String kind(Peer peer, String text, List<Question.Call> calls) {
        try {
            Question question = Modules.question(text, calls);
            String seen = difference(peer, question, ferry.ask(question));
            return seen == null ? null : kind(seen);
        } catch (RuntimeException e) {
            // left out too much: the module is not valid, or does not instantiate
            return null;
        }
    }

    private static List<Question.Call> calls(String lines) {
        return lines.lines()
                .map(line -> line.split(" ", -1))
                .map(words -> new Question.Call(words[0], Integer.parseInt(words[1])))
                .toList();
    }

    /** What a difference is about, without values. */
    private static String kind(String difference) {
        return VALUES.matcher(difference).replaceAll("N");
    }

    private static String lines(List<Question.Call> calls) {
        return calls.stream()
                .map(call -> call.function() + " " + call.argument() + "\n")
                .collect(Collectors.joining());
    }

    /** Stops the engines. */
    @Override
    public void close() {
        peers.close();
    }
}
