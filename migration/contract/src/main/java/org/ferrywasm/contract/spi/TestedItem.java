package org.ferrywasm.contract.spi;

/** Something that instances export and import. */
public interface TestedItem {}
