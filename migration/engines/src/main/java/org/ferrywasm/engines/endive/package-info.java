/** Endive's interpreter, as its runtime artifact comes. */
@NullMarked
package org.ferrywasm.engines.endive;

import org.jspecify.annotations.NullMarked;
