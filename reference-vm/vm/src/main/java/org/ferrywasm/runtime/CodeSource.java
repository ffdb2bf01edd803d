package org.ferrywasm.runtime;

import org.ferrywasm.code.Code;

/** Where the lowered bodies of a module's functions come from; shared by all instances of the module and by all threads. */
@FunctionalInterface
public interface CodeSource {
    /** The lowered body of a function that the module defines, by its index in the function index space. */
    Code code(int funcIndex);
}
