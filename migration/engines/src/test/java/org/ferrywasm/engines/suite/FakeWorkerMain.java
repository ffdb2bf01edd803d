package org.ferrywasm.engines.suite;

import java.io.IOException;

/** The program of a JVM that runs scripts on the engine of {@link FakeAdapter}. */
final class FakeWorkerMain {
    private FakeWorkerMain() {}

    public static void main(String[] arguments) throws IOException {
        WorkerMain.serve(new FakeAdapter());
    }
}
