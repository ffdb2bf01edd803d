package org.ferrywasm.cli.script;

import org.ferrywasm.text.script.Action;
import org.ferrywasm.text.script.Command;

/** What reports call the commands of scripts: the keywords they begin with. */
final class CommandName {
    private CommandName() {}

    static String of(Command command) {
        return switch (command) {
            case Command.Instantiate _ -> "module";
            case Command.Define _ -> "module definition";
            case Command.InstantiateDefined _ -> "module instance";
            case Command.Register _ -> "register";
            case Command.Perform(var _, Action.Invoke _) -> "invoke";
            case Command.Perform(var _, Action.Get _) -> "get";
            case Command.AssertReturn _ -> "assert_return";
            case Command.AssertTrap _ -> "assert_trap";
            case Command.AssertInstantiationTrap _ -> "assert_trap";
            case Command.AssertExhaustion _ -> "assert_exhaustion";
            case Command.AssertException _ -> "assert_exception";
            case Command.AssertMalformed assertion ->
                assertion.custom() ? "assert_malformed_custom" : "assert_malformed";
            case Command.AssertInvalid assertion -> assertion.custom() ? "assert_invalid_custom" : "assert_invalid";
            case Command.AssertUnlinkable _ -> "assert_unlinkable";
            case Command.Thread _ -> "thread";
            case Command.Wait _ -> "wait";
        };
    }
}
