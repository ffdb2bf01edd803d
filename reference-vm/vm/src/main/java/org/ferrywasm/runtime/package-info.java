/**
 * Runtime structure (specification, "Runtime Structure"): the store with its instances by address, the heap of structures,
 * arrays and exceptions, the table of host objects, and calls in flight as data. Nothing here executes code. Imports
 * {@code numeric}, {@code syntax}, {@code binary}, {@code valid} and {@code code}.
 */
@NullMarked
package org.ferrywasm.runtime;

import org.jspecify.annotations.NullMarked;
