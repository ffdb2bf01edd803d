/** Other engines, each in a process of its own, that are asked what Ferry was asked. */
@NullMarked
package org.ferrywasm.fuzz.peer;

import org.jspecify.annotations.NullMarked;
