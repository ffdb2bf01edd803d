/** Ferry for the contract kit. */
@NullMarked
package org.ferrywasm.engines.ferry;

import org.jspecify.annotations.NullMarked;
