package org.ferrywasm.bench;

import java.util.concurrent.TimeUnit;
import org.ferrywasm.vm.StoreParcel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A whole hand-over between two running threads: there and back through two queues, each way one operation. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HandoverBenchmark {
    private static final Object END = new Object();
    private static final long PATIENCE_MILLIS = 10_000;

    /** What is handed over. */
    @Param("STORE")
    public Cargo cargo;

    /** Through what. */
    @Param("LINKED")
    public Exchange exchange;

    private Exchange.Line there;
    private Exchange.Line back;
    private Thread partner;
    private Object object;

    /** Makes what is handed over, and starts the other thread. */
    @Setup
    public void start() {
        there = exchange.open();
        back = exchange.open();
        object = cargo == Cargo.STORE ? Freight.HOSTS_10.load().store().detach() : new Object();
        partner = Thread.ofPlatform().daemon().start(this::giveBack);
    }

    private void giveBack() {
        try {
            for (Object got = there.take(); got != END; got = there.take()) {
                back.put(receive(got));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the other thread and the Store. */
    @TearDown
    public void end() throws InterruptedException {
        there.put(END);
        partner.join(PATIENCE_MILLIS);
        if (object instanceof StoreParcel<?> parcel) {
            parcel.attach().close();
        }
    }

    /** What a thread does with what it got: it owns the Store from here to there. */
    private static Object receive(Object got) {
        return got instanceof StoreParcel<?> parcel ? parcel.attach().detach() : got;
    }

    /** There and back. */
    @Benchmark
    @OperationsPerInvocation(2)
    public Object handOver() throws InterruptedException {
        there.put(object);
        object = receive(back.take());
        return object;
    }
}
