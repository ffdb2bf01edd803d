package org.ferrywasm.vm;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import org.ferrywasm.exec.Calls;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.HostFunc;
import org.ferrywasm.runtime.WasmFunc;
import org.jspecify.annotations.Nullable;

/**
 * The events that the VM gives to JDK Flight Recorder, all in the category Ferry. Whether an event is recorded is asked of an
 * instance that is made once: where it is not, nothing is allocated and no clock is read.
 */
final class Events {
    private static final InstantiateEvent INSTANTIATE = new InstantiateEvent();
    private static final CallEvent CALL = new CallEvent();
    private static final TrapEvent TRAP = new TrapEvent();
    private static final SuspendEvent SUSPEND = new SuspendEvent();
    private static final ResumeEvent RESUME = new ResumeEvent();
    private static final GrowEvent GROW = new GrowEvent();
    private static final DetachEvent DETACH = new DetachEvent();
    private static final AttachEvent ATTACH = new AttachEvent();
    private static final CollectEvent COLLECT = new CollectEvent();

    private Events() {}

    /** An instantiation that begins; null if it is not recorded. */
    static @Nullable InstantiateEvent instantiating() {
        if (!INSTANTIATE.isEnabled()) {
            return null;
        }
        InstantiateEvent event = new InstantiateEvent();
        event.begin();
        return event;
    }

    /** An instantiation that has ended. */
    static void instantiated(InstantiateEvent event, Store<?> store, Module module, boolean hasSucceeded) {
        event.storeId = store.id();
        event.module = module.name().orElse(null);
        event.instances = store.state().modules().size();
        event.succeeded = hasSucceeded;
        event.commit();
    }

    /** A call from the host that begins or goes on, with no other one around it; null if it is not recorded. */
    static @Nullable CallEvent calling(Execution x) {
        if (!CALL.isEnabled()) {
            return null;
        }
        CallEvent event = new CallEvent();
        event.func = x.depth == 0 ? null : x.frameFuncs[0];
        event.host = x.host;
        event.begin();
        return event;
    }

    /**
     * A call that has left the Java stack.
     *
     * @param exit why, or null if something was thrown through it
     */
    static void called(CallEvent event, long storeId, Calls.@Nullable Exit exit) {
        event.end();
        if (event.shouldCommit()) {
            event.storeId = storeId;
            event.function = Traps.entry(event.func, event.host);
            event.outcome = exit == null ? "FAILED" : exit.name();
            event.commit();
        }
    }

    /** Records a trap, and gives it back to be thrown. */
    static Trap trapped(long storeId, Trap trap) {
        if (TRAP.isEnabled()) {
            TrapEvent event = new TrapEvent();
            event.storeId = storeId;
            event.reason = trap.reason().toString();
            event.message = trap.getMessage();
            event.function =
                    trap.frames().isEmpty() ? null : trap.frames().getFirst().toString();
            event.commit();
        }
        return trap;
    }

    /** A call that is suspended. */
    static void suspended(long storeId, Execution x, Calls.Exit exit) {
        if (SUSPEND.isEnabled()) {
            SuspendEvent event = new SuspendEvent();
            event.storeId = storeId;
            event.function = Traps.entry(x);
            event.reason = exit.name();
            event.depth = x.depth;
            event.commit();
        }
    }

    /** A call that is resumed, with so much fuel, {@link Long#MAX_VALUE} being any amount. */
    static void resumed(long storeId, Execution x, long allowance) {
        if (RESUME.isEnabled()) {
            ResumeEvent event = new ResumeEvent();
            event.storeId = storeId;
            event.function = Traps.entry(x);
            event.fuel = allowance == Long.MAX_VALUE ? -1 : allowance;
            event.commit();
        }
    }

    /** A memory or a table that has grown, or may not. */
    static void grew(long storeId, String kind, long oldSize, long newSize, boolean isRefused) {
        if (GROW.isEnabled()) {
            GrowEvent event = new GrowEvent();
            event.storeId = storeId;
            event.kind = kind;
            event.oldSize = oldSize;
            event.newSize = newSize;
            event.refused = isRefused;
            event.commit();
        }
    }

    /** A collection that begins; null if it is not recorded. */
    static @Nullable CollectEvent collecting() {
        if (!COLLECT.isEnabled()) {
            return null;
        }
        CollectEvent event = new CollectEvent();
        event.begin();
        return event;
    }

    /** A collection that has ended. */
    static void collected(
            CollectEvent event, long storeId, long bytesBefore, long bytesAfter, int objectsBefore, int objectsAfter) {
        event.storeId = storeId;
        event.bytesBefore = bytesBefore;
        event.bytesAfter = bytesAfter;
        event.objectsBefore = objectsBefore;
        event.objectsAfter = objectsAfter;
        event.commit();
    }

    /** A Store that was packed into a parcel. */
    static void detached(long storeId, Inspection inspection) {
        if (DETACH.isEnabled()) {
            DetachEvent event = new DetachEvent();
            event.storeId = storeId;
            event.handles = inspection.travellers().size();
            event.calls = inspection.callCount();
            event.examined = inspection.examined();
            event.commit();
        }
    }

    /** A Store that has a new owner. */
    static void attached(long storeId) {
        if (ATTACH.isEnabled()) {
            AttachEvent event = new AttachEvent();
            event.storeId = storeId;
            event.commit();
        }
    }

    /** What all have in common. */
    @Category("Ferry")
    @StackTrace(false)
    abstract static class StoreEvent extends Event {
        @Label("Store")
        long storeId;
    }

    /** {@code org.ferrywasm.Instantiate}. */
    @Name("org.ferrywasm.Instantiate")
    @Label("Instantiation")
    @Description("A module was instantiated, its start function included; without duration if that may be suspended")
    static final class InstantiateEvent extends StoreEvent {
        @Label("Module")
        @Nullable
        String module;

        @Label("Instances in the Store")
        int instances;

        @Label("Succeeded")
        boolean succeeded;
    }

    /** {@code org.ferrywasm.Call}. */
    @Name("org.ferrywasm.Call")
    @Label("Call")
    @Description("A call from the host, or the part of it between two suspensions, with no other call around it")
    @Threshold("20 ms")
    static final class CallEvent extends StoreEvent {
        @Label("Function")
        @Nullable
        String function;

        @Label("Outcome")
        @Nullable
        String outcome;

        private transient @Nullable WasmFunc func;
        private transient @Nullable HostFunc host;
    }

    /** {@code org.ferrywasm.Trap}. */
    @Name("org.ferrywasm.Trap")
    @Label("Trap")
    @Description("A call has trapped")
    @StackTrace(true)
    static final class TrapEvent extends StoreEvent {
        @Label("Reason")
        @Nullable
        String reason;

        @Label("Message")
        @Nullable
        String message;

        @Label("Function")
        @Nullable
        String function;
    }

    /** {@code org.ferrywasm.Suspend}. */
    @Name("org.ferrywasm.Suspend")
    @Label("Suspension")
    @Description("A call was suspended")
    static final class SuspendEvent extends StoreEvent {
        @Label("Function")
        @Nullable
        String function;

        @Label("Reason")
        @Nullable
        String reason;

        @Label("Frames")
        int depth;
    }

    /** {@code org.ferrywasm.Resume}. */
    @Name("org.ferrywasm.Resume")
    @Label("Resumption")
    @Description("A call that stands at its beginning or was suspended goes on")
    static final class ResumeEvent extends StoreEvent {
        @Label("Function")
        @Nullable
        String function;

        @Label("Fuel")
        @Description("How much it may spend; -1 for any amount")
        long fuel;
    }

    /** {@code org.ferrywasm.Grow}. */
    @Name("org.ferrywasm.Grow")
    @Label("Growth")
    @Description("A memory or a table has grown, or was refused to")
    static final class GrowEvent extends StoreEvent {
        @Label("Kind")
        @Nullable
        String kind;

        @Label("Old Size")
        @Description("Pages of a memory, elements of a table")
        long oldSize;

        @Label("New Size")
        @Description("Pages of a memory, elements of a table")
        long newSize;

        @Label("Refused")
        boolean refused;
    }

    /** {@code org.ferrywasm.Detach}. */
    @Name("org.ferrywasm.Detach")
    @Label("Detachment")
    @Description("A Store has left its thread, in a parcel")
    static final class DetachEvent extends StoreEvent {
        @Label("Handles")
        @Description("How many handles travel")
        int handles;

        @Label("Calls")
        @Description("How many suspended calls travel")
        int calls;

        @Label("Examined")
        @Description("How many Java values were looked at to see that all may go")
        int examined;
    }

    /** {@code org.ferrywasm.Attach}. */
    @Name("org.ferrywasm.Attach")
    @Label("Attachment")
    @Description("A Store has got the thread of this event as its owner, from a parcel")
    static final class AttachEvent extends StoreEvent {}

    /** {@code org.ferrywasm.Collect}. */
    @Name("org.ferrywasm.Collect")
    @Label("Collection")
    @Description("A Store's heap was collected")
    static final class CollectEvent extends StoreEvent {
        @Label("Bytes Before")
        @DataAmount
        long bytesBefore;

        @Label("Bytes After")
        @DataAmount
        long bytesAfter;

        @Label("Objects Before")
        int objectsBefore;

        @Label("Objects After")
        int objectsAfter;
    }
}
