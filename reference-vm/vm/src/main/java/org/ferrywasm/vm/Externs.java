package org.ferrywasm.vm;

import org.ferrywasm.runtime.FuncInst;
import org.ferrywasm.runtime.GlobalInst;
import org.ferrywasm.runtime.LinearMemory;
import org.ferrywasm.runtime.SharedMemInst;
import org.ferrywasm.runtime.TableInst;
import org.ferrywasm.runtime.TagInst;

/** Between {@link Extern}s and the instances inside a Store. */
final class Externs {
    private Externs() {}

    /** The handle of an instance. */
    static Extern of(Store<?> store, Object instance) {
        return switch (instance) {
            case FuncInst func -> new Func(store, func);
            case LinearMemory memory -> new Memory(store, memory);
            case SharedMemInst memory -> new SharedMemory(memory.backing());
            case TableInst table -> new Table(store, table);
            case GlobalInst global -> new Global(store, global);
            case TagInst tag -> new Tag(store, tag);
            default -> throw new AssertionError("not an instance: " + instance.getClass());
        };
    }

    /**
     * The instance of something that is to be used in a Store.
     *
     * @throws WrongStoreException if it belongs to another one
     */
    static Object instanceIn(Store<?> store, Extern extern, String operation) {
        if (extern instanceof Handle handle) {
            handle.checkUseIn(store, operation);
        }
        return switch (extern) {
            case Func func -> func.inst();
            case Memory memory -> memory.inst();
            case SharedMemory memory -> store.state().sharedMemory(memory.backing());
            case Table table -> table.inst();
            case Global global -> global.inst();
            case Tag tag -> tag.inst();
        };
    }
}
