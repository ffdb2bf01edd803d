/**
 * What an engine implements so that the kit can try it: {@link org.ferrywasm.contract.spi.EngineAdapter} and the few types behind it.
 *
 * <p>The types called {@code Tested…} are what every engine has. The others are capabilities: an engine has one if the object
 * that it belongs to implements its interface, and whatever needs it is {@code unsupported} where it does not.
 *
 * <p>An adapter adds nothing of its own: no lock, no check, no catch. It passes each operation on to the engine on the thread
 * that called it, and whatever the engine throws to the kit. Its objects may be called by any thread at any time, since that is
 * what the kit does to engines; so they have final fields and no state.
 */
@NullMarked
package org.ferrywasm.contract.spi;

import org.jspecify.annotations.NullMarked;
