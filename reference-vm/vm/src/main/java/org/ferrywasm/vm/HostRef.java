package org.ferrywasm.vm;

import org.ferrywasm.runtime.Ref;

/**
 * A host object as a reference of the {@code any} hierarchy: what {@code any.convert_extern} makes of an {@link ExternRef}.
 */
public final class HostRef extends Rooted implements AnyRef {
    HostRef(Store<?> store, long ref) {
        super(store, ref);
    }

    /** The object. */
    public Object value() {
        return enter("HostRef.value").state().hosts().get(Ref.address(ref()));
    }

    /** The same reference in the {@code extern} hierarchy, as {@code extern.convert_any} makes it. */
    public ExternRef toExtern() {
        return new ExternRef(enter("HostRef.toExtern"), ref());
    }
}
