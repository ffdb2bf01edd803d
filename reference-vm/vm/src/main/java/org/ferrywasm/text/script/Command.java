package org.ferrywasm.text.script;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One command of a script. Identifiers stand without their dollar sign; where one is null, the instance that was made last
 * is meant. An expected message is the beginning of the message that the reference interpreter gives.
 */
public sealed interface Command {

    /** The line it begins on, counted from 1. */
    int line();

    /** Define a module and instantiate it; instance and definition go by the module's identifier, if it has one. */
    record Instantiate(int line, ScriptModule module) implements Command {}

    /** Define a module under its identifier, and do not instantiate it. */
    record Define(int line, ScriptModule module) implements Command {}

    /**
     * Instantiate a module that is defined already.
     *
     * @param id what the instance goes by, or null
     * @param definition the identifier of the definition; null for the last one
     */
    record InstantiateDefined(
            int line, @Nullable String id, @Nullable String definition) implements Command {}

    /** Make the exports of an instance importable under a module name. */
    record Register(int line, String name, @Nullable String instance) implements Command {}

    /** Perform an action; its results do not matter. */
    record Perform(int line, Action action) implements Command {}

    /** The action must return these results. */
    record AssertReturn(int line, Action action, List<Result> results) implements Command {
        public AssertReturn {
            results = List.copyOf(results);
        }
    }

    /** The action must trap. */
    record AssertTrap(int line, Action action, String message) implements Command {}

    /** The module must be linkable, and its instantiation must trap. */
    record AssertInstantiationTrap(int line, ScriptModule module, String message) implements Command {}

    /** The action must exhaust the call stack. */
    record AssertExhaustion(int line, Action action, String message) implements Command {}

    /** The action must end in an exception that nobody catches. */
    record AssertException(int line, Action action) implements Command {}

    /**
     * Reading the module must fail.
     *
     * @param custom whether it need fail only where custom sections and annotations are looked into
     */
    record AssertMalformed(int line, ScriptModule module, String message, boolean custom) implements Command {}

    /**
     * The module must be readable, and its validation must fail.
     *
     * @param custom whether it need fail only where custom sections and annotations are looked into
     */
    record AssertInvalid(int line, ScriptModule module, String message, boolean custom) implements Command {}

    /** The module must be valid, and its imports must not be resolvable. */
    record AssertUnlinkable(int line, ScriptModule module, String message) implements Command {}

    /**
     * Start a thread that carries out commands of its own, with instances and registered names of its own.
     *
     * @param id what it goes by, or null
     * @param shared the identifiers of the instances that the thread is given at its start, under the same identifiers
     * @param commands what it does
     */
    record Thread(int line, @Nullable String id, List<String> shared, List<Command> commands) implements Command {
        public Thread {
            shared = List.copyOf(shared);
            commands = List.copyOf(commands);
        }
    }

    /** Wait for the end of a thread; a failure in it counts as its own. */
    record Wait(int line, String thread) implements Command {}
}
