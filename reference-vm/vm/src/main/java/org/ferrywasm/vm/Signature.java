package org.ferrywasm.vm;

import java.util.List;
import org.ferrywasm.syntax.FuncType;
import org.jspecify.annotations.Nullable;

/** The Java classes that a typed host function takes and gives, with the function type that they stand for. */
record Signature(
        FuncType type, List<Carrier> params, @Nullable Carrier result) {
    /**
     * The signature of these classes; {@code Void} is no result.
     *
     * @throws TypeMismatchException if a class carries no value type
     */
    static Signature of(Class<?> result, List<Class<?>> params) {
        List<Carrier> carriers = params.stream().map(Carrier::of).toList();
        Carrier carrier = result == Void.class || result == void.class ? null : Carrier.of(result);
        FuncType type = new FuncType(
                carriers.stream().map(Carrier::type).toList(), carrier == null ? List.of() : List.of(carrier.type()));
        return new Signature(type, carriers, carrier);
    }

    /** The arguments that stand at the beginning of an array of slots. */
    @Nullable
    Object[] arguments(Store<?> store, long[] slots) {
        @Nullable Object[] args = new @Nullable Object[params.size()];
        int slot = 0;
        for (int i = 0; i < args.length; i++) {
            Carrier carrier = params.get(i);
            args[i] = carrier.toJava(Values.fromSlot(store, carrier.type(), slots, slot));
            slot += carrier.type().slots();
        }
        return args;
    }

    /** Puts a result at the beginning of an array of slots. */
    void result(Store<?> store, @Nullable Object value, long[] slots) {
        if (result != null) {
            Values.toSlot(store, result.toVal(value), result.type(), slots, 0, "result of a host function");
        }
    }
}
