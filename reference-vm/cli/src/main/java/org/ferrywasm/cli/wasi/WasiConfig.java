package org.ferrywasm.cli.wasi;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/**
 * What a guest program is given.
 *
 * @param arguments its command line, beginning with the program's name
 * @param environment its environment, each entry {@code NAME=VALUE}
 * @param in its standard input
 * @param out its standard output
 * @param err its standard error
 * @param interactive whether its standard streams are said to be a terminal, by which C libraries choose their buffering
 */
public record WasiConfig(
        List<String> arguments,
        List<String> environment,
        InputStream in,
        OutputStream out,
        OutputStream err,
        boolean interactive) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if an argument or an entry of the environment holds a zero character, or an entry
     *     has no name
     */
    public WasiConfig {
        arguments = List.copyOf(arguments);
        environment = List.copyOf(environment);
        arguments.forEach(WasiConfig::requireNoZero);
        environment.forEach(WasiConfig::requireNoZero);
        for (String entry : environment) {
            if (entry.indexOf('=') <= 0) {
                throw new IllegalArgumentException("not NAME=VALUE: " + entry);
            }
        }
    }

    private static void requireNoZero(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a zero character ends a string of C: " + text);
        }
    }
}
