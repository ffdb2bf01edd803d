package org.ferrywasm.cli.script;

import java.util.Map;
import org.ferrywasm.vm.SharedMemory;

/**
 * What a thread is given of another thread's instance: its shared memories, since all else belongs to one thread.
 *
 * @param memories the shared memories by the names under which the instance exports them
 */
record SharedExports(Map<String, SharedMemory> memories) {
    SharedExports {
        memories = Map.copyOf(memories);
    }
}
