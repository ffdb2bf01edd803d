package org.ferrywasm.vm;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;
import org.ferrywasm.runtime.GlobalInst;
import org.ferrywasm.runtime.LinearMemory;
import org.ferrywasm.runtime.MemInst;
import org.ferrywasm.runtime.Ref;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.runtime.TableInst;

/**
 * A checksum of what guests can see of a Store: memories, globals, tables, and the fuel that is left. Two runs of the same
 * commands have the same footprints. It looks into the VM, since a script's handles do not lead to all of it.
 */
public final class Footprint {
    /** How many of the youngest memories and tables are looked at every time: the others are seldom written any more. */
    private static final int YOUNGEST = 3;

    private static final long SHARED_BYTES = 1 << 16;

    private final CRC32C crc = new CRC32C();
    private final StoreState state;

    private Footprint(StoreState state) {
        this.state = state;
    }

    /**
     * The checksum, by the owner.
     *
     * @param isWhole whether to look at all memories and tables, and to audit the Store
     */
    public static long of(Store<?> store, boolean isWhole) {
        Footprint footprint = new Footprint(store.state());
        if (isWhole) {
            store.audit();
        }
        footprint.add(store.getFuel());
        footprint.addGlobals();
        youngest(footprint.state.mems(), isWhole).forEach(footprint::add);
        youngest(footprint.state.tables(), isWhole).forEach(footprint::add);
        return footprint.crc.getValue();
    }

    private static <T> List<T> youngest(List<T> all, boolean isWhole) {
        return isWhole ? all : all.subList(Math.max(0, all.size() - YOUNGEST), all.size());
    }

    private void add(long value) {
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(value).flip());
    }

    private void addGlobals() {
        for (GlobalInst global : state.globals()) {
            add(global.type().type().isRef() ? stable(global.value) : global.value);
        }
    }

    private void add(MemInst memory) {
        add(memory.sizeBytes());
        if (memory instanceof LinearMemory linear) {
            crc.update(linear.bytes());
            return;
        }
        for (long address = 0; address < Math.min(memory.sizeBytes(), SHARED_BYTES); address += Long.BYTES) {
            add(memory.load64(address));
        }
    }

    private void add(TableInst table) {
        add(table.size());
        for (int i = 0; i < table.size(); i++) {
            add(stable(table.elements[i]));
        }
    }

    /** A reference by what does not depend on when the heap was collected. */
    private long stable(long ref) {
        return switch (Ref.tag(ref)) {
            case Ref.FUNC, Ref.I31 -> ref;
            case Ref.HOST -> state.hosts().get(Ref.address(ref)).hashCode();
            default -> Ref.tag(ref);
        };
    }
}
