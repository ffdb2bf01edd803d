package org.ferrywasm.cli;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where a command reads and writes: the process's three standard streams, or what a test puts in their place.
 *
 * @param in standard input
 * @param out standard output: results, and nothing else
 * @param err standard error: messages
 * @param interactive whether a person sits at the other end of standard output
 */
public record Terminal(InputStream in, PrintStream out, PrintStream err, boolean interactive) {
    private static final int BUFFER_BYTES = 1 << 16;

    /** {@return the standard streams of this process, in UTF-8; output is buffered until {@link #flush}} */
    @SuppressWarnings("SystemConsoleNull") // it is null on JDK 25 where a stream is redirected
    public static Terminal ofProcess() {
        Console console = System.console();
        return new Terminal(
                new BufferedInputStream(new FileInputStream(FileDescriptor.in)),
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                console != null && console.isTerminal());
    }

    /** Writes out what is buffered. */
    public void flush() {
        out.flush();
        err.flush();
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor), BUFFER_BYTES),
                false,
                StandardCharsets.UTF_8);
    }
}
