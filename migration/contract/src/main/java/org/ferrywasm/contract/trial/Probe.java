package org.ferrywasm.contract.trial;

import java.util.concurrent.atomic.AtomicLong;
import org.ferrywasm.contract.spi.HostCode;
import org.ferrywasm.contract.spi.TestedCaller;
import org.jspecify.annotations.Nullable;

/**
 * What a clause's host functions do and notice. Shared by all threads, and engines that judge host objects are told so
 * ({@link org.ferrywasm.contract.spi.EngineSettings#shareable}).
 */
public final class Probe {
    private static final HostCode ECHO = (caller, arguments) -> arguments;

    private final AtomicLong calls = new AtomicLong();
    private volatile HostCode behaviour = ECHO;
    private volatile @Nullable Thread lastThread;

    /** Makes one whose host functions give back what they are given. */
    public Probe() {}

    /** A host function that does as the probe is told. */
    public HostCode code() {
        return this::run;
    }

    /** Tells what host functions do from now on. */
    public void behave(HostCode newBehaviour) {
        behaviour = newBehaviour;
    }

    /** Has host functions give back what they are given. */
    public void echo() {
        behaviour = ECHO;
    }

    /** How often they were called. */
    public long calls() {
        return calls.get();
    }

    /** The thread that they were last called on; null before. */
    public @Nullable Thread lastThread() {
        return lastThread;
    }

    private @Nullable Object[] run(TestedCaller caller, @Nullable Object[] arguments) throws Exception {
        calls.incrementAndGet();
        lastThread = Thread.currentThread();
        return behaviour.call(caller, arguments);
    }
}
