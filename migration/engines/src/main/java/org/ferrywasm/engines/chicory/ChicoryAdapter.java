package org.ferrywasm.engines.chicory;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.TrapException;
import com.dylibso.chicory.runtime.WasmException;
import com.dylibso.chicory.runtime.WasmRuntimeException;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.InvalidException;
import com.dylibso.chicory.wasm.MalformedException;
import com.dylibso.chicory.wasm.UninstantiableException;
import com.dylibso.chicory.wasm.UnlinkableException;
import java.util.EnumSet;
import java.util.Set;
import org.ferrywasm.contract.spi.EngineAdapter;
import org.ferrywasm.contract.spi.EngineSettings;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.engines.EngineVersions;

/** The adapter of Chicory's compiler. */
public final class ChicoryAdapter implements EngineAdapter {
    /** For {@link java.util.ServiceLoader}. */
    public ChicoryAdapter() {}

    @Override
    public String name() {
        return "chicory";
    }

    @Override
    public String version() {
        return EngineVersions.of("chicory");
    }

    @Override
    public Set<Feature> features() {
        // Vectors are for its interpreter alone, and compiled tail calls use up the stack.
        return EnumSet.complementOf(EnumSet.of(Feature.SIMD, Feature.TAIL_CALLS));
    }

    @Override
    public TestedEngine open(EngineSettings settings) {
        if (settings.fuel()) {
            throw new UnsupportedOperationException("Chicory has no fuel");
        }
        if (settings.collectAlways()) {
            throw new UnsupportedOperationException("Chicory collects when it likes to");
        }
        return new ChicoryEngine();
    }

    @Override
    public Failure failure(Throwable thrown) {
        return switch (thrown) {
            case WasmException _ -> Failure.GUEST_EXCEPTION;
            case ChicoryInterruptedException _ -> Failure.INTERRUPTED;
            case TrapException _, WasmRuntimeException _, UninstantiableException _ -> Failure.TRAP;
            case UnlinkableException _ -> Failure.UNLINKABLE;
            case InvalidException _, MalformedException _ -> Failure.WRONG_TYPE;
            // The base of them all says what happened by its cause, if at all.
            case ChicoryException e when e.getCause() instanceof StackOverflowError -> Failure.EXHAUSTED;
            default -> Failure.UNTYPED;
        };
    }
}
