package org.ferrywasm.engines.ferry;

import java.util.List;
import org.ferrywasm.contract.spi.Inspectable;
import org.ferrywasm.contract.spi.Operation;
import org.ferrywasm.contract.spi.TestedParcel;
import org.ferrywasm.vm.Connected;

/** A Store with one object of each connected type. */
final class FerryInspected implements Inspectable.Inspected {
    private final Connected connected = new Connected();

    @Override
    public List<Operation> operations() {
        return connected.operations().stream()
                .map(deed -> new Operation(deed.name(), deed.isSafe(), deed.isOfStore(), () -> {
                    Throwable thrown = deed.attempt().call();
                    if (thrown != null) {
                        throw thrown;
                    }
                }))
                .toList();
    }

    @Override
    public void duringHostCall(Operation.Attempt attempt) {
        connected.duringHostCall(() -> {
            try {
                attempt.run();
            } catch (Throwable e) {
                throw FerryInspected.<RuntimeException>rethrown(e);
            }
        });
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E rethrown(Throwable thrown) throws E {
        throw (E) thrown;
    }

    @Override
    public List<String> picture() {
        return connected.picture();
    }

    @Override
    public boolean isSound() {
        return connected.isSound();
    }

    @Override
    public TestedParcel detach() {
        return new FerryParcel(connected.detach());
    }

    @Override
    public void close() {
        connected.close();
    }
}
