package org.ferrywasm.vm;

import java.util.List;
import org.ferrywasm.exec.Instantiation;
import org.ferrywasm.runtime.Execution;

/**
 * The instantiation of a module as a call: it allocates, copies the active segments and runs the start function, and may be
 * suspended like any call from the segments on. {@link Linker#begin} makes one. If it traps before the start function runs,
 * nothing of the instance stays, unless something else can refer to it already (specification, "Instantiation").
 *
 * {@snippet class="org.ferrywasm.examples.CallExample" region="instantiation"}
 */
public final class InstantiationCall extends Call {
    private final Instantiation instantiation;
    private boolean hasReturned;

    InstantiationCall(Store<?> store, Execution execution, Instantiation instantiation) {
        super(store, execution, List.of());
        this.instantiation = instantiation;
    }

    /**
     * The instance.
     *
     * @throws IllegalStateException if instantiation has not ended well: there is no instance before it has
     */
    public Instance instance() {
        check("InstantiationCall.instance");
        if (!hasReturned) {
            throw new IllegalStateException(
                    "InstantiationCall.instance: the call has not returned; resume it until it has");
        }
        return new Instance(store(), instantiation.instance());
    }

    @Override
    List<Val> returned(Execution x) {
        hasReturned = true;
        Events.InstantiateEvent event = Events.instantiating();
        if (event != null) {
            Events.instantiated(event, store(), ModuleCode.moduleOf(instantiation.instance()), true);
        }
        return List.of();
    }
}
