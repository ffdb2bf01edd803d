package org.ferrywasm.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.HostFunction;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.SharedMemory;
import org.ferrywasm.vm.Config;
import org.junit.jupiter.api.Test;

class SharedTypesTest {
    @Test
    void x() {
        SharedTypes walk = new SharedTypes(Map.of());
        walk.walk(Engine.class);
        walk.walk(Module.class);
        walk.walk(Config.class);
        walk.walk(HostFunction.class);
        assertThat(walk.faults()).isEmpty();
    }
    @Test
    void y() {
        SharedTypes walk = new SharedTypes(Map.of("SharedMemInst.store", "not shared:"));
        walk.walk(SharedMemory.class);
        assertThat(walk.faults()).isEmpty();
    }
}
