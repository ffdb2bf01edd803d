package org.ferrywasm.contract.trial;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ferrywasm.contract.spi.Counting;
import org.ferrywasm.contract.spi.Fuelled;
import org.ferrywasm.contract.spi.Picturing;

/** What a canary's Store is like: as much of it as the engine can tell. Equal if nothing has changed. */
public final class Condition {
    private Condition() {}

    /** Asks the Store, on its owner. */
    public static List<String> of(Canary canary) {
        List<String> condition = new ArrayList<>();
        if (canary.seesTables()) {
            condition.add("table of " + canary.functions.size());
        }
        condition.add(
                "memory of " + canary.memory.pages() + " pages: " + Arrays.hashCode(canary.memory.read(0, 1 << 16)));
        condition.add("counter " + canary.call("count"));
        if (canary.references != null) {
            condition.add("table of references of " + canary.table().size());
        }
        if (canary.store instanceof Counting counting) {
            condition.add("host objects " + counting.hostObjects());
            condition.add("audit " + counting.audit());
        }
        if (canary.store instanceof Fuelled fuelled && canary.isFuelled()) {
            condition.add("fuel " + fuelled.fuel());
        }
        if (canary.store instanceof Picturing picturing) {
            condition.addAll(picturing.picture());
        }
        return condition;
    }
}
