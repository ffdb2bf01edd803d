package org.ferrywasm.exec;

import java.util.List;
import org.ferrywasm.runtime.CodeSource;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.ModuleInst;
import org.ferrywasm.runtime.StoreState;
import org.ferrywasm.valid.ValidModule;

/** Makes instances, below the embedding API. */
final class Instances {
    private Instances() {}

    /** An instance of a module without a start function. */
    static ModuleInst instantiate(StoreState store, ValidModule module, CodeSource codeSource, List<?> imports) {
        Execution x = store.begin();
        x.fuel = Long.MAX_VALUE;
        try {
            Instantiation instantiation = new Instantiation(store, module, codeSource, imports);
            while (!instantiation.resume(x)) {
                store.heap().collect();
            }
            return instantiation.instance();
        } finally {
            store.end(x);
        }
    }
}
