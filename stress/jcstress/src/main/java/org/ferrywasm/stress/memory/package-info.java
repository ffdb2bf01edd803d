/**
 * Shared memory (group G): litmus shapes, widths that overlap, growth, waiting and notifying. The actors are guests that the VM
 * runs, each in a Store of its own; what they share is one memory.
 */
@NullMarked
package org.ferrywasm.stress.memory;

import org.jspecify.annotations.NullMarked;
