package org.ferrywasm.runtime;

import java.util.concurrent.atomic.AtomicReference;
import org.ferrywasm.code.Code;
import org.jspecify.annotations.Nullable;

/** Where the lowered bodies of a module's functions come from; shared by all instances of the module and by all threads. */
public interface CodeSource {
    /** The lowered body of a function that the module defines, by its index in the function index space. */
    Code code(int funcIndex);

    /** The operations that occur in the bodies lowered so far, as bits by number. */
    long[] operations();

    /** The copy of the interpreter's loop that the module has for itself; null while it uses the common one. */
    AtomicReference<@Nullable Loop> loop();
}
