package org.ferrywasm.fuzz.lane;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.ferrywasm.fuzz.generate.Corpus;
import org.ferrywasm.fuzz.oracle.Arithmetic;
import org.ferrywasm.fuzz.oracle.Classifier;
import org.ferrywasm.fuzz.oracle.Differential;
import org.ferrywasm.fuzz.oracle.HostileInput;
import org.ferrywasm.fuzz.oracle.MovedAnywhere;
import org.ferrywasm.fuzz.oracle.Oracle;
import org.ferrywasm.fuzz.oracle.RoundTrip;
import org.ferrywasm.fuzz.oracle.StoreModel;
import org.ferrywasm.fuzz.oracle.Vectors;
import org.ferrywasm.fuzz.peer.Peers;

/** The oracles by their names. */
final class Oracles {
    /** How to make each; an oracle belongs to the thread that made it. */
    static final Map<String, Supplier<Oracle>> ALL = all();

    private Oracles() {}

    /**
     * Those whose seeds are the same in each build: what they try depends on what others make of it too, and a difference that
     * another engine comes up with must not stop whoever builds this one. Long runs, and runs with a given seed, try anything.
     */
    static boolean isFixed(String name) {
        return name.equals("differential");
    }

    private static Oracle differential() {
        try {
            return new Differential(new Peers(Files.createTempDirectory("ferry-peers")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Supplier<Oracle>> all() {
        Map<String, Supplier<Oracle>> all = new LinkedHashMap<>();
        all.put("movedAnywhere", MovedAnywhere::new);
        all.put("roundTrip", RoundTrip::new);
        all.put("differential", Oracles::differential);
        all.put("arithmetic", Arithmetic::new);
        all.put("vectors", Vectors::new);
        all.put("hostileInput", () -> new HostileInput(Corpus.read()));
        all.put("storeModel", StoreModel::new);
        all.put("classifier", Classifier::new);
        return all;
    }
}
