package org.ferrywasm.cli.script;

import org.ferrywasm.cli.script.Ending.Kind;
import org.ferrywasm.text.script.Command;
import org.jspecify.annotations.Nullable;

/** Holds what a command led to against what it must lead to: the kind of the ending, its message, its results. */
final class Judgement {
    private Judgement() {}

    /**
     * Carries out a command that needs no other thread.
     *
     * @return why it failed, or null if it held
     */
    static @Nullable String of(Command command, ScriptStore store) {
        return switch (command) {
            case Command.Instantiate(var _, var module) -> mustReturn(store.instantiate(module));
            case Command.Define(var _, var module) -> mustReturn(store.define(module));
            case Command.InstantiateDefined(var _, var id, var definition) ->
                mustReturn(store.instantiateDefined(id, definition));
            case Command.Register(var _, var name, var instance) -> mustReturn(store.register(name, instance));
            case Command.Perform(var _, var action) -> mustReturn(store.perform(action));
            case Command.AssertReturn(var _, var action, var results) -> {
                Ending ending = store.perform(action);
                yield ending instanceof Ending.Returned(var values)
                        ? ResultMatcher.mismatch(values, results)
                        : mustReturn(ending);
            }
            case Command.AssertTrap(var _, var action, var message) ->
                mustFail(store.perform(action), Kind.TRAP, message);
            case Command.AssertInstantiationTrap(var _, var module, var message) ->
                mustFail(store.probe(module), Kind.TRAP, message);
            case Command.AssertExhaustion(var _, var action, var message) ->
                mustFail(store.perform(action), Kind.EXHAUSTION, message);
            case Command.AssertException(var _, var action) -> mustFail(store.perform(action), Kind.EXCEPTION, "");
            case Command.AssertMalformed(var _, var module, var message, var _) ->
                mustFail(store.validate(module), Kind.MALFORMED, message);
            case Command.AssertInvalid(var _, var module, var message, var _) ->
                mustFail(store.validate(module), Kind.INVALID, message);
            case Command.AssertUnlinkable(var _, var module, var message) ->
                mustFail(store.probe(module), Kind.UNLINKABLE, message);
            case Command.Thread _, Command.Wait _ -> throw new AssertionError("threads are the runner's");
        };
    }

    private static @Nullable String mustReturn(Ending ending) {
        return ending instanceof Ending.Returned ? null : ending.describe();
    }

    private static @Nullable String mustFail(Ending ending, Kind kind, String message) {
        if (ending instanceof Ending.Failed(Kind actual, String words) && actual == kind && words.contains(message)) {
            return null;
        }
        return "expected " + kind.text() + (message.isEmpty() ? "" : ": " + message) + "; but " + ending.describe();
    }
}
