package org.ferrywasm.testing;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file with everything that is reachable in this JVM now; closing it deletes the file. */
final class HeapDump implements AutoCloseable {
    private final Path folder;

    private HeapDump(Path folder) {
        this.folder = folder;
    }

    /**
     * Collects the garbage of this JVM and writes down what is left.
     *
     * @throws UnsupportedOperationException if this JVM cannot write a heap dump
     * @throws UncheckedIOException if there is no room for it in the folder for temporary files
     */
    static HeapDump ofThisJvm() {
        return of(bean());
    }

    /** As {@link #ofThisJvm}, by means of what such a JVM offers; null if it does not. */
    static HeapDump of(@Nullable HotSpotDiagnosticMXBean hotSpot) {
        if (hotSpot == null) {
            throw new UnsupportedOperationException("LeftBehind reads a heap dump of its own JVM, and this one ("
                    + System.getProperty("java.vm.name")
                    + ") cannot write one: run the test on a HotSpot JVM, such as OpenJDK's, with the module"
                    + " jdk.management");
        }
        HeapDump dump;
        try {
            dump = new HeapDump(Files.createTempDirectory("ferry-left-behind"));
        } catch (IOException e) {
            throw failed(e);
        }
        try {
            hotSpot.dumpHeap(dump.file().toString(), true);
            return dump;
        } catch (IOException e) {
            dump.close();
            throw failed(e);
        } catch (Throwable e) {
            dump.close();
            throw e;
        }
    }

    private static @Nullable HotSpotDiagnosticMXBean bean() {
        try {
            return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        } catch (IllegalArgumentException | LinkageError e) {
            return null;
        }
    }

    private static UncheckedIOException failed(IOException cause) {
        return new UncheckedIOException(
                "no heap dump could be written to or read from " + System.getProperty("java.io.tmpdir")
                        + ": it takes as much room as the live objects of the JVM",
                cause);
    }

    /** Where it is. */
    Path file() {
        return folder.resolve("heap.hprof");
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file());
            Files.delete(folder);
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
