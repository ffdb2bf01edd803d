package org.ferrywasm.engines.ferry;

import java.util.EnumSet;
import java.util.Set;
import org.ferrywasm.contract.spi.EngineAdapter;
import org.ferrywasm.contract.spi.EngineSettings;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.vm.CallEndedException;
import org.ferrywasm.vm.CannotSuspendException;
import org.ferrywasm.vm.ClosedHandleException;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.ExpiredCallerException;
import org.ferrywasm.vm.LinkException;
import org.ferrywasm.vm.NotOrphanedException;
import org.ferrywasm.vm.NotSendableException;
import org.ferrywasm.vm.ParcelSpentException;
import org.ferrywasm.vm.StaleHandleException;
import org.ferrywasm.vm.StoreBusyException;
import org.ferrywasm.vm.StoreClosedException;
import org.ferrywasm.vm.StoreInTransitException;
import org.ferrywasm.vm.StorePoisonedException;
import org.ferrywasm.vm.Trap;
import org.ferrywasm.vm.TypeMismatchException;
import org.ferrywasm.vm.WasmException;
import org.ferrywasm.vm.WrongEngineException;
import org.ferrywasm.vm.WrongStoreException;

/** Ferry, as the kit tries it. */
public final class FerryAdapter implements EngineAdapter {
    /** Makes the adapter. */
    public FerryAdapter() {}

    @Override
    public String name() {
        return "ferry";
    }

    @Override
    public String version() {
        String version = Engine.class.getPackage().getImplementationVersion();
        return version == null ? "as built" : version;
    }

    @Override
    public Set<Feature> features() {
        return EnumSet.allOf(Feature.class);
    }

    @Override
    public TestedEngine open(EngineSettings settings) {
        return new FerryEngine(settings);
    }

    @Override
    public Failure failure(Throwable thrown) {
        return switch (thrown) {
            case WrongThreadException _ -> Failure.WRONG_THREAD;
            case StaleHandleException _ -> Failure.STALE;
            case StoreInTransitException _ -> Failure.IN_TRANSIT;
            case StoreClosedException _ -> Failure.CLOSED;
            case StoreBusyException _ -> Failure.BUSY;
            case WrongStoreException _ -> Failure.WRONG_STORE;
            case WrongEngineException _ -> Failure.WRONG_ENGINE;
            case NotSendableException _ -> Failure.NOT_SENDABLE;
            case StorePoisonedException _ -> Failure.POISONED;
            case ClosedHandleException _ -> Failure.HANDLE_CLOSED;
            case ExpiredCallerException _ -> Failure.CALLER_EXPIRED;
            case CallEndedException _ -> Failure.CALL_ENDED;
            case ParcelSpentException _ -> Failure.PARCEL_SPENT;
            case NotOrphanedException _ -> Failure.NOT_ORPHANED;
            case CannotSuspendException _ -> Failure.MUST_SUSPEND;
            case WasmException _ -> Failure.GUEST_EXCEPTION;
            case LinkException _ -> Failure.UNLINKABLE;
            case TypeMismatchException _ -> Failure.WRONG_TYPE;
            case Trap trap -> failure(trap);
            default -> Failure.UNTYPED;
        };
    }

    private static Failure failure(Trap trap) {
        return switch (trap.reason()) {
            case CALL_STACK_EXHAUSTED -> Failure.EXHAUSTED;
            case OUT_OF_FUEL -> Failure.OUT_OF_FUEL;
            case INTERRUPTED -> Failure.INTERRUPTED;
            case ALLOCATION_LIMIT -> Failure.LIMIT;
            default -> Failure.TRAP;
        };
    }
}
