/**
 * Wreck, the kit's control engine: Ferry with one protection removed, by rewriting its class files when they are loaded. What no
 * clause sees there, no clause would see in another engine.
 */
@NullMarked
package org.ferrywasm.engines.wreck;

import org.jspecify.annotations.NullMarked;
