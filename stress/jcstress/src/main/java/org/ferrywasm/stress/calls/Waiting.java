package org.ferrywasm.stress.calls;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.ferrywasm.stress.Session;
import org.ferrywasm.vm.Call;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.InterruptHandle;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Outcome;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreParcel;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;

/**
 * A Store with a call that waits for an answer of the host, which another thread gives. The Store belongs to the thread that made
 * it; the answer and the handle to interrupt with are for anybody.
 */
final class Waiting {
    private static final int MOST_RESUMES = 1_000_000;
    private static final long FUEL = 1L << 40;
    private static final Module GUEST = Module.fromText(Session.ENGINE, """
        (module (import "host" "ask" (func $ask (result i32)))
          (func (export "run") (result i32) (i32.add (call $ask) (i32.const 1)))
          (func (export "spin") (param $times i32) (result i32)
            (loop $again
              (br_if $again (local.tee $times (i32.sub (local.get $times) (i32.const 1)))))
            (local.get $times)))\
        """);

    final CompletableFuture<Integer> answer = new CompletableFuture<>();
    final Store<@Nullable Void> store = Store.of(Session.ENGINE);
    final Call call;
    final InterruptHandle handle;
    private final Instance instance;

    Waiting() {
        store.setFuel(FUEL);
        CompletableFuture<Integer> stage = answer;
        instance = new Linker<@Nullable Void>(Session.ENGINE)
                .func("host", "ask", HostFunction.async(Integer.class, caller -> stage))
                .instantiate(store, GUEST);
        call = instance.getFunc("run").begin();
        handle = call.interruptHandle();
    }

    /** Runs the call to where it waits. */
    boolean waits() {
        return call.resume() instanceof Outcome.AwaitingHost;
    }

    /** Another call of the same Store, which runs for a while. */
    String another() {
        return instance.getFunc("spin").call(Val.i32(20)).equals(List.of(Val.i32(0))) ? "undisturbed" : "wrong";
    }

    /** Another call, which has yet to begin to run. */
    Call spins(int times) {
        return instance.getFunc("spin").begin(Val.i32(times));
    }

    /** Resumes the call until it is over or nothing comes of it; says what became of it. */
    String settle() {
        for (int i = 0; i < MOST_RESUMES; i++) {
            switch (call.resume()) {
                case Outcome.Returned(List<Val> results) -> {
                    return results.equals(List.of(Val.i32(42))) ? "answered" : "wrong answer";
                }
                case Outcome.Interrupted _ -> {
                    return "interrupted";
                }
                case Outcome.AwaitingHost _, Outcome.OutOfFuel _ -> Thread.onSpinWait();
                case Outcome.Trapped _, Outcome.Threw _, Outcome.AwaitingNotify _ -> {
                    return "something else";
                }
            }
        }
        return "still waiting";
    }

    /** Moves the Store, with the call, to whoever attaches the parcel. */
    StoreParcel<?> depart() {
        return store.detach(call, instance);
    }
}
