package org.ferrywasm.vm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.FuncInst;
import org.ferrywasm.runtime.HostTable;
import org.ferrywasm.runtime.MemInst;
import org.ferrywasm.runtime.StoreState;
import org.jspecify.annotations.Nullable;

/** Everything in a Store, to be compared with what is in it later. It looks past all checks. */
record StoreSnapshot(List<String> facts) {
    /** What is in a Store now. */
    static StoreSnapshot of(Store<?> store) {
        List<String> facts = new ArrayList<>();
        StoreState state = store.state();
        facts.add("tenancy " + identity(store.uncheckedTenancy()));
        facts.add("fuel " + store.calls().fuel());
        facts.add("nested " + store.calls().nested());
        state.mems().forEach(memory -> facts.add("memory " + memory.sizePages() + " " + contents(memory)));
        state.globals().forEach(global -> facts.add("global " + global.value));
        state.tables().forEach(table -> facts.add("table " + Arrays.toString(table.elements)));
        facts.add("functions " + state.funcs().size());
        facts.add("roots " + state.roots().size());
        for (int i = 0; i < state.roots().end(); i++) {
            facts.add("root " + state.roots().get(i) + " " + state.roots().generation(i));
        }
        addHosts(facts, state.hosts());
        facts.add("heap " + state.heap().size() + " " + state.heap().usedBytes() + " "
                + Arrays.deepHashCode(state.heap().objects));
        state.executions().forEach(call -> addCall(facts, call));
        facts.add("waiters " + state.waiters());
        return new StoreSnapshot(facts);
    }

    private static int contents(MemInst memory) {
        byte[] bytes = new byte[256];
        memory.read(0, bytes, 0, bytes.length);
        return Arrays.hashCode(bytes);
    }

    private static void addHosts(List<String> facts, HostTable hosts) {
        for (int address = 0; address < hosts.end(); address++) {
            if (hosts.isLive(address)) {
                facts.add("host " + address + " " + identity(hosts.get(address)) + " counted " + hosts.count(address)
                        + " with " + hosts.actions(address).size());
            }
        }
    }

    private static void addCall(List<String> facts, Execution call) {
        facts.add("call " + identity(call) + " depth " + call.depth + " fuel " + call.fuel + " of " + call.allowance
                + " awaits " + identity(call.awaited) + " host " + identity(call.host));
        facts.add("slots " + Arrays.hashCode(call.stack) + " pcs "
                + Arrays.toString(Arrays.copyOf(call.framePcs, call.depth)) + " of "
                + Arrays.stream(call.frameFuncs, 0, call.depth)
                        .map(FuncInst::address)
                        .toList());
    }

    private static String identity(@Nullable Object object) {
        return object == null ? "nothing" : Integer.toHexString(System.identityHashCode(object));
    }

    /** Requires that a Store is what it was. */
    void requireSame(Store<?> store) {
        List<String> now = of(store).facts;
        if (!now.equals(facts)) {
            List<String> gone = new ArrayList<>(facts);
            gone.removeAll(now);
            List<String> come = new ArrayList<>(now);
            come.removeAll(facts);
            throw new AssertionError("the Store has changed: " + gone + " became " + come);
        }
    }
}
