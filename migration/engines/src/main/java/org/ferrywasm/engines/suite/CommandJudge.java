package org.ferrywasm.engines.suite;

import java.util.List;
import org.ferrywasm.contract.spi.EngineAdapter;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.text.script.Action;
import org.ferrywasm.text.script.Command;
import org.ferrywasm.text.script.Result;
import org.ferrywasm.text.script.ScriptModule;
import org.jspecify.annotations.Nullable;

/** Carries out commands of a script, threads aside, and judges what comes of them. */
record CommandJudge(EngineAdapter adapter, Crossing crossing, ScriptState state) {
    /** Carries out a command. */
    Judgement judge(Command command) {
        try {
            return attempt(command);
        } catch (Unavailable e) {
            return e.judgement();
        } catch (RuntimeException | Error e) {
            return Judgement.failed(new Ending.Threw(e).describe());
        }
    }

    private Judgement attempt(Command command) {
        return switch (command) {
            case Command.Instantiate(var _, ScriptModule module) -> state.instantiate(module);
            case Command.Define(var _, ScriptModule module) -> state.define(module);
            case Command.InstantiateDefined(int line, var id, var definition) ->
                state.instantiateDefined(line, id, definition);
            case Command.Register(var _, String name, var instance) -> state.register(name, instance);
            case Command.Perform(var _, Action action) -> mustReturn(action, null);
            case Command.AssertReturn(var _, Action action, List<Result> results) -> mustReturn(action, results);
            case Command.AssertTrap(var _, Action action, String message) -> mustFail(action, Failure.TRAP, message);
            case Command.AssertExhaustion(var _, Action action, String message) ->
                mustFail(action, Failure.EXHAUSTED, message);
            case Command.AssertException(var _, Action action) -> mustFail(action, Failure.GUEST_EXCEPTION, "");
            case Command.AssertInstantiationTrap(var _, ScriptModule module, String message) ->
                mustFail(state.probe(module), Failure.TRAP, message);
            case Command.AssertUnlinkable(var _, ScriptModule module, String message) ->
                mustFail(state.probe(module), Failure.UNLINKABLE, message);
            case Command.AssertMalformed(var _, ScriptModule module, String message, boolean custom) ->
                mustRefuseMalformed(module, message, custom);
            case Command.AssertInvalid(var _, ScriptModule module, String message, boolean custom) ->
                custom ? customSections() : mustRefuse(Guest.read(module).binary(), message);
            case Command.Thread _, Command.Wait _ -> throw new AssertionError("threads are the runner's");
        };
    }

    private Judgement mustReturn(Action action, @Nullable List<Result> results) {
        state.require(action);
        crossing.require(action);
        if (results != null) {
            crossing.require(results);
        }
        return switch (state.perform(action)) {
            case Ending.Returned(Object[] values) ->
                results == null ? Judgement.PASSED : state.values().judge(values, results);
            case Ending.Threw threw -> Judgement.failed(threw.describe());
        };
    }

    private Judgement mustFail(Action action, Failure kind, String message) {
        state.require(action);
        crossing.require(action);
        return mustFail(state.perform(action), kind, message);
    }

    private Judgement mustFail(Ending ending, Failure kind, String message) {
        return switch (ending) {
            case Ending.Returned(Object[] values) ->
                Judgement.failed("expected " + kind + " (" + message + "), got " + ScriptValues.show(values));
            case Ending.Threw threw when threw.is(kind, message, adapter) -> Judgement.PASSED;
            case Ending.Threw threw ->
                Judgement.failed("expected " + kind + " (" + message + "), got " + threw.describe());
        };
    }

    private Judgement mustRefuseMalformed(ScriptModule module, String message, boolean custom) {
        if (custom) {
            return customSections();
        }
        if (!(module instanceof ScriptModule.Binary(var _, var _, byte[] bytes))) {
            return Judgement.skipped("is about the text format, and engines take the binary one");
        }
        return mustRefuse(bytes, message);
    }

    private Judgement mustRefuse(byte[] binary, String message) {
        return switch (state.validate(binary, adapter)) {
            case Ending.Returned _ -> Judgement.failed("expected a refusal (" + message + "), but it loads");
            case Ending.Threw threw when threw.isRefusal(adapter) -> Judgement.PASSED;
            case Ending.Threw threw -> Judgement.failed("breaks down instead of refusing it: " + threw.describe());
        };
    }

    private static Judgement customSections() {
        return Judgement.skipped("engines need not look into custom sections");
    }
}
