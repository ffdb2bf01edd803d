package org.ferrywasm.engines.ferry;

import org.ferrywasm.contract.spi.TestedModule;
import org.ferrywasm.vm.Module;

/** A module. */
record FerryModule(Module module) implements TestedModule {}
