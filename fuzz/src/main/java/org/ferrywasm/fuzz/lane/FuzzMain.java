package org.ferrywasm.fuzz.lane;

import java.util.Objects;
import java.util.function.Supplier;
import org.ferrywasm.fuzz.oracle.Oracle;

/** The program that tries one oracle, on whatever VM its class path has. */
public final class FuzzMain {
    /** The status where something does not hold. */
    static final int BROKEN = 3;

    private static final double NANOS = 1e9;

    private FuzzMain() {}

    /**
     * Tries it, and says what came of it.
     *
     * @param arguments the oracle's name, a seed, how many seconds
     */
    public static void main(String[] arguments) {
        Supplier<Oracle> oracle = Objects.requireNonNull(Oracles.ALL.get(arguments[0]), "no such oracle");
        Oracle tried = oracle.get();
        Campaign campaign = new Campaign(tried);
        campaign.run(Long.parseLong(arguments[1]), (long) (Double.parseDouble(arguments[2]) * NANOS));
        Campaign.Failure failure = campaign.failure();
        tried.close();
        if (failure == null) {
            System.out.println("holds after " + campaign.tries() + " tries: "
                    + campaign.statistics().counts());
            System.exit(0);
        }
        System.out.println("broken after " + campaign.tries() + " tries: " + failure.message());
        System.exit(BROKEN);
    }
}
