/** Wasmtime 7 through its Java binding, which loads a native library from its jar. */
@NullMarked
package org.ferrywasm.engines.wasmtime;

import org.jspecify.annotations.NullMarked;
