package org.ferrywasm.fuzz.lane;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.ferrywasm.fuzz.oracle.Arithmetic;
import org.ferrywasm.fuzz.oracle.Classifier;
import org.ferrywasm.fuzz.oracle.HostileInput;
import org.ferrywasm.fuzz.oracle.MovedAnywhere;
import org.ferrywasm.fuzz.oracle.Oracle;
import org.ferrywasm.fuzz.oracle.RoundTrip;
import org.ferrywasm.fuzz.oracle.StoreModel;

/** The oracles by their names. */
final class Oracles {
    /** How to make each; an oracle belongs to the thread that made it. */
    static final Map<String, Supplier<Oracle>> ALL = all();

    private Oracles() {}

    private static Map<String, Supplier<Oracle>> all() {
        Map<String, Supplier<Oracle>> all = new LinkedHashMap<>();
        all.put("movedAnywhere", MovedAnywhere::new);
        all.put("roundTrip", RoundTrip::new);
        all.put("arithmetic", Arithmetic::new);
        all.put("hostileInput", HostileInput::new);
        all.put("storeModel", StoreModel::new);
        all.put("classifier", Classifier::new);
        return all;
    }
}
