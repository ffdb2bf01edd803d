package org.ferrywasm.text.script;

import java.util.List;

/**
 * A script: commands to be carried out in order.
 *
 * @param name what messages call it: its file's name
 * @param commands the commands
 */
public record Script(String name, List<Command> commands) {
    public Script {
        commands = List.copyOf(commands);
    }
}
