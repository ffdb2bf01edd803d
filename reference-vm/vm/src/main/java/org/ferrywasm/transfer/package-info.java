/**
 * What it takes to hand a store to another thread. {@link org.ferrywasm.transfer.Sendability} decides whether a Java value may
 * go along (contract, "Sendable"): it looks at values, by their fields, and runs no code of theirs. Imports {@code exec} and
 * the packages below it.
 */
@NullMarked
package org.ferrywasm.transfer;

import org.jspecify.annotations.NullMarked;
