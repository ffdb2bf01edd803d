/**
 * What moving a store takes: the audit, which counts everything again. A store that passes it is whole. Imports every package
 * above it, {@code numeric} to {@code exec}.
 */
@NullMarked
package org.ferrywasm.transfer;

import org.jspecify.annotations.NullMarked;
