package org.ferrywasm.engines.ferry;

import org.ferrywasm.contract.spi.TestedItem;
import org.ferrywasm.vm.Tag;

/** A tag. */
record FerryTag(Tag tag) implements TestedItem {}
