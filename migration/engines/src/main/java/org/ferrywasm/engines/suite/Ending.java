package org.ferrywasm.engines.suite;

import org.ferrywasm.contract.spi.EngineAdapter;
import org.ferrywasm.contract.spi.Failure;
import org.jspecify.annotations.Nullable;

/** How something that a script asked for ended. */
sealed interface Ending {
    /** It returned. */
    record Returned(@Nullable Object[] results) implements Ending {}

    /** It threw. */
    record Threw(Throwable thrown) implements Ending {
        /**
         * Whether this is a failure of a kind: by what the adapter says or, where that says nothing, by the engine's own words. The
         * words are the suite's business: its messages are what the reference interpreter says.
         */
        boolean is(Failure kind, String message, EngineAdapter adapter) {
            Failure actual = adapter.failure(thrown);
            return actual == kind
                    || (isVague(actual) && isOfTheEngine() && !message.isEmpty() && words().contains(message));
        }

        /** Whether an engine refused a module, rather than break down over it. */
        boolean isRefusal(EngineAdapter adapter) {
            Failure actual = adapter.failure(thrown);
            return actual == Failure.WRONG_TYPE || (isVague(actual) && isOfTheEngine() && !words().startsWith("java."));
        }

        /** What was thrown, in a line. */
        String describe() {
            String text = thrown.toString().lines().findFirst().orElse("");
            StackTraceElement[] stack = thrown.getStackTrace();
            return isOfTheEngine() || stack.length == 0 ? text : text + " at " + stack[0];
        }

        /** The kinds that engines without classes of their own for everything come out as. */
        private static boolean isVague(Failure kind) {
            return kind == Failure.UNTYPED || kind == Failure.WRONG_TYPE;
        }

        private boolean isOfTheEngine() {
            return !thrown.getClass().getName().startsWith("java.");
        }

        private String words() {
            return String.valueOf(thrown.getMessage());
        }
    }
}
