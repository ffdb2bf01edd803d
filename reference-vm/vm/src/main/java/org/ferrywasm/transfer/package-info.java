/**
 * What moving a store takes. {@link org.ferrywasm.transfer.StoreAudit} counts everything again: a store that passes it is whole.
 * {@link org.ferrywasm.transfer.Sendability} decides whether a Java value may go to another thread (contract, "Sendable"): it looks
 * at values, by their fields, and runs no code of theirs. Imports every package above it, {@code numeric} to {@code exec}.
 */
@NullMarked
package org.ferrywasm.transfer;

import org.jspecify.annotations.NullMarked;
