package org.ferrywasm.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program of its own that says how much of the Java heap a loaded module keeps alive: what is in use after a collection with the module
 * loaded, less what was in use before its bytes were read. An engine that keeps the bytes pays for them.
 */
final class HeapProbe {
    private HeapProbe() {}

    /** Arguments: the name of a {@link Competitor}, then the module's file. Prints one number, in bytes. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        try (BenchEngine engine = Competitor.valueOf(arguments[0]).open()) {
            // the engine's own classes and caches are not the module's
            engine.load(Assembler.assemble(Resource.text("modules/small.wat")));
            long before = usedBytes();
            BenchModule module = engine.load(Files.readAllBytes(file));
            try {
                System.out.println(usedBytes() - before);
            } finally {
                Reference.reachabilityFence(module);
            }
        }
    }

    private static long usedBytes() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
