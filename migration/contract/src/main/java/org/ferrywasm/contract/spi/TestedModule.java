package org.ferrywasm.contract.spi;

/** A loaded module. The contract has it that threads may share it. */
public interface TestedModule {}
