package org.ferrywasm.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One run of the command line inside the test's own process.
 *
 * @param status what it would have ended with
 * @param outBytes what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Invocation(int status, byte[] outBytes, String err) {

    static Invocation of(Object... arguments) {
        return withInput("", arguments);
    }

    static Invocation withInput(String input, Object... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                false);
        int status = Main.run(
                terminal, Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
        terminal.flush();
        return new Invocation(status, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
    }

    String out() {
        return new String(outBytes, StandardCharsets.UTF_8);
    }
}
