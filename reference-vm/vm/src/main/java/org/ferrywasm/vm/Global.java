package org.ferrywasm.vm;

import java.util.List;
import org.ferrywasm.runtime.GlobalInst;
import org.ferrywasm.syntax.ExternType;
import org.ferrywasm.syntax.GlobalType;
import org.jspecify.annotations.Nullable;

/**
 * A global variable of a Store (specification, "Global Instances"). Two handles are equal if they are to the same global.
 */
public final class Global extends Handle implements Extern {
    private final GlobalInst inst;

    Global(Store<?> store, GlobalInst inst) {
        super(store);
        this.inst = inst;
    }

    /**
     * Makes a global.
     *
     * @throws TypeMismatchException if the value does not have the global's type
     */
    public static Global create(Store<?> store, GlobalType type, Val value) {
        store.enter("Global.create");
        store.engine().checkType(type.type(), "Global.create");
        Global global = new Global(store, new GlobalInst(type));
        long[] slots = Values.toSlots(store, new Val[] {value}, List.of(type.type()), "Global.create");
        store.state().globals().add(global.inst);
        global.put(slots);
        return global;
    }

    /** Its type. */
    public GlobalType type() {
        check("Global.type");
        return inst.type();
    }

    @Override
    public ExternType externType() {
        check("Global.externType");
        return inst.type();
    }

    /** Its value. */
    public Val get() {
        Store<?> store = enter("Global.get");
        return Values.fromSlot(store, inst.type().type(), new long[] {inst.value, inst.high}, 0);
    }

    /**
     * Sets its value.
     *
     * @throws TypeMismatchException if it is immutable, or the value does not have its type
     */
    public void set(Val value) {
        enter("Global.set");
        if (!inst.type().mutable()) {
            throw new TypeMismatchException("Global.set: the global is immutable");
        }
        put(Values.toSlots(store(), new Val[] {value}, List.of(inst.type().type()), "Global.set"));
    }

    private void put(long[] slots) {
        if (inst.isCounted()) {
            inst.setCounted(store().state(), slots[0]);
            store().settle();
            return;
        }
        inst.value = slots[0];
        if (slots.length == 2) {
            inst.high = slots[1];
        }
    }

    GlobalInst inst() {
        return inst;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Global that && inst == that.inst;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(inst);
    }

    @Override
    public String toString() {
        return "Global of Store " + store().id() + " (" + inst.type() + ")";
    }
}
