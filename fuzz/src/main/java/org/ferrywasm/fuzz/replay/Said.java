package org.ferrywasm.fuzz.replay;

import java.util.List;
import java.util.stream.Collectors;
import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Rooted;
import org.ferrywasm.vm.Trap;
import org.ferrywasm.vm.Val;

/** Outcomes and values in the words of schedules. The handles among them are given back. */
final class Said {
    private Said() {}

    static String of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Returned(List<Val> results) ->
                ("returned " + results.stream().map(Said::of).collect(Collectors.joining(" "))).strip();
            case Outcome.Trapped(Trap trap) -> "trapped: " + trap.reason();
            case Outcome.Threw(var exception) -> {
                exception.exception().close();
                yield "threw";
            }
            case Outcome.OutOfFuel _ -> "out of fuel";
            case Outcome.AwaitingHost _ -> "awaits the host";
            case Outcome.AwaitingNotify _ -> "awaits a notification";
            case Outcome.Interrupted _ -> "interrupted";
        };
    }

    /** What a value is; a handle among them is given back. */
    static String of(Val value) {
        String said = switch (value) {
            case Val.I32(int number) -> Integer.toString(number);
            case Val.I64(long number) -> Long.toString(number);
            case Val.Null _ -> "null";
            case ExternRef reference when reference.isHostObject() -> String.valueOf(reference.value());
            case Func _ -> "a function";
            default -> value instanceof Val.RefVal ? "a reference" : value.toString();
        };
        if (value instanceof Rooted handle) {
            handle.close();
        }
        return said;
    }
}
