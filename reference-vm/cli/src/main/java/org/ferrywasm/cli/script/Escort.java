package org.ferrywasm.cli.script;

import java.util.List;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Val;

/**
 * Who brings the calls of a script that are run in slices to their ends. Tests have escorts that move the Store on the way. It
 * is called on the thread of the script, which owns the Store before and after.
 */
public interface Escort {
    /** Resumes a call until it is over, on the thread that has begun it. */
    Escort RESUMES = (call, slice, party) -> {
        Outcome outcome = call.resume(slice);
        while (!outcome.isEnd()) {
            await(outcome);
            outcome = call.resume(slice);
        }
        return outcome;
    };

    /**
     * Brings a call to its end.
     *
     * @param call the call, at its beginning
     * @param slice how much fuel it gets at a time
     * @param party what belongs together
     * @return how it ended
     */
    Outcome finish(Call call, long slice, Party party);

    /** A Store, and the handles into it that the script still needs. */
    interface Party {
        /** The Store. */
        Store<?> store();

        /** The handles, the call itself apart. */
        List<Object> handles();
    }

    /** Waits until it is worth while to resume a call. */
    static void await(Outcome outcome) {
        switch (outcome) {
            case Outcome.OutOfFuel _ -> {}
            case Outcome.AwaitingNotify(var ready) ->
                ready.toCompletableFuture().join();
            case Outcome.AwaitingHost _ -> throw new AssertionError("a script has no asynchronous host functions");
            case Outcome.Interrupted _ -> throw new AssertionError("nobody interrupts a script's calls");
            case Outcome.Returned _, Outcome.Trapped _, Outcome.Threw _ ->
                throw new AssertionError("the call is over: " + outcome);
        }
    }

    /** The results of a call; throws what it has thrown. */
    static List<Val> results(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Returned(List<Val> results) -> results;
            case Outcome.Trapped(var trap) -> throw trap;
            case Outcome.Threw(var exception) -> throw exception;
            case Outcome.OutOfFuel _, Outcome.AwaitingHost _, Outcome.AwaitingNotify _, Outcome.Interrupted _ ->
                throw new AssertionError("the call is not over: " + outcome);
        };
    }
}
