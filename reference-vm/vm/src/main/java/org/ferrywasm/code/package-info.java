/**
 * Lowered code: validated instructions turned into instructions of a register machine over a frame's slots, with resolved
 * branches, fuel costs, byte offsets, exception handlers, and reference maps at safepoints. Imports {@code numeric},
 * {@code syntax}, {@code binary} and {@code valid}.
 */
@NullMarked
package org.ferrywasm.code;

import org.jspecify.annotations.NullMarked;
