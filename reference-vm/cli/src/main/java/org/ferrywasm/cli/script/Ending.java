package org.ferrywasm.cli.script;

import java.util.List;
import org.ferrywasm.vm.Val;

/** How something that a script asked for ended, by the kinds that the scripts' assertions tell apart. */
sealed interface Ending {

    /** {@return what it is called in a reason} */
    String describe();

    /** It went through, with these results. */
    record Returned(List<Val> results) implements Ending {
        public Returned {
            results = List.copyOf(results);
        }

        @Override
        public String describe() {
            return "returned " + Shown.values(results);
        }
    }

    /** It failed in one of the ways that scripts expect. */
    record Failed(Kind kind, String message) implements Ending {
        @Override
        public String describe() {
            return kind.text() + ": " + message;
        }
    }

    /** It ended in a way that no program may cause. */
    record Crashed(Throwable cause) implements Ending {
        @Override
        public String describe() {
            StackTraceElement[] stack = cause.getStackTrace();
            return "crashed: " + cause + (stack.length == 0 ? "" : " at " + stack[0]);
        }
    }

    /** The ways to fail that scripts expect. */
    enum Kind {
        MALFORMED("malformed"),
        INVALID("invalid"),
        UNLINKABLE("unlinkable"),
        TRAP("trap"),
        EXHAUSTION("exhaustion"),
        EXCEPTION("exception"),
        /** The script asks for an instance, definition, export or thread that is not there. */
        SCRIPT("script error");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}
