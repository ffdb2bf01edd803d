/**
 * The embedding API, which reads like wasmtime's: an {@link org.ferrywasm.vm.Engine} compiles {@link org.ferrywasm.vm.Module}s,
 * a {@link org.ferrywasm.vm.Store} owns everything that runs, a {@link org.ferrywasm.vm.Linker} joins modules to host
 * functions and to one another, and {@link org.ferrywasm.vm.Instance}, {@link org.ferrywasm.vm.Func} and their kin are
 * handles into a Store. Engines and modules are shared by all threads; a Store and its handles belong to one thread, and
 * every operation on them begins by asking whether the caller is that thread. The chapter of the specification is the
 * appendix "Embedding". Imports every package below it.
 */
@NullMarked
package org.ferrywasm.vm;

import org.jspecify.annotations.NullMarked;
