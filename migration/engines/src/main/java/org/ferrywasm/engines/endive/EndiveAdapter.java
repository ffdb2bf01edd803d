package org.ferrywasm.engines.endive;

import java.util.EnumSet;
import java.util.Set;
import org.ferrywasm.contract.spi.EngineAdapter;
import org.ferrywasm.contract.spi.EngineSettings;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.engines.EngineVersions;
import run.endive.runtime.TrapException;
import run.endive.runtime.WasmException;
import run.endive.runtime.WasmInterruptedException;
import run.endive.runtime.WasmRuntimeException;
import run.endive.wasm.InvalidException;
import run.endive.wasm.MalformedException;
import run.endive.wasm.UninstantiableException;
import run.endive.wasm.UnlinkableException;
import run.endive.wasm.WasmEngineException;

/** The adapter of Endive's interpreter. */
public final class EndiveAdapter implements EngineAdapter {
    /** For {@link java.util.ServiceLoader}. */
    public EndiveAdapter() {}

    @Override
    public String name() {
        return "endive";
    }

    @Override
    public String version() {
        return EngineVersions.of("endive");
    }

    @Override
    public Set<Feature> features() {
        return EnumSet.allOf(Feature.class);
    }

    @Override
    public TestedEngine open(EngineSettings settings) {
        if (settings.fuel()) {
            throw new UnsupportedOperationException("Endive has no fuel");
        }
        if (settings.collectAlways()) {
            throw new UnsupportedOperationException("Endive leaves collecting to the JVM");
        }
        return new EndiveEngine();
    }

    @Override
    public Failure failure(Throwable thrown) {
        return switch (thrown) {
            case WasmException _ -> Failure.GUEST_EXCEPTION;
            case WasmInterruptedException _ -> Failure.INTERRUPTED;
            case TrapException _, WasmRuntimeException _, UninstantiableException _ -> Failure.TRAP;
            case UnlinkableException _ -> Failure.UNLINKABLE;
            case InvalidException _, MalformedException _ -> Failure.WRONG_TYPE;
            // The base of them all says what happened by its cause, if at all.
            case WasmEngineException e when e.getCause() instanceof StackOverflowError -> Failure.EXHAUSTED;
            default -> Failure.UNTYPED;
        };
    }
}
