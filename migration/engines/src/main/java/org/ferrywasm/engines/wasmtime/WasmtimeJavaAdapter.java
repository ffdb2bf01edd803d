package org.ferrywasm.engines.wasmtime;

import io.github.kawamuray.wasmtime.WasmFunctionError.TrapError;
import java.util.EnumSet;
import java.util.Set;
import org.ferrywasm.contract.spi.EngineAdapter;
import org.ferrywasm.contract.spi.EngineSettings;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.engines.EngineVersions;

/** The adapter of wasmtime's Java binding. */
public final class WasmtimeJavaAdapter implements EngineAdapter {
    /** For {@link java.util.ServiceLoader}. */
    public WasmtimeJavaAdapter() {}

    @Override
    public String name() {
        return "wasmtime-java";
    }

    @Override
    public String version() {
        return EngineVersions.of("wasmtime-java");
    }

    @Override
    public Set<Feature> features() {
        // What guests may use among themselves: references, vectors and shared memories do not cross the binding.
        return EnumSet.of(
                Feature.BULK_MEMORY, Feature.REFERENCE_TYPES, Feature.MULTI_VALUE, Feature.SIMD, Feature.THREADS);
    }

    @Override
    public TestedEngine open(EngineSettings settings) {
        if (settings.fuel()) {
            throw new UnsupportedOperationException("wasmtime-java has no switch for wasmtime's fuel");
        }
        if (settings.collectAlways()) {
            throw new UnsupportedOperationException("wasmtime-java cannot have each safepoint collect");
        }
        return WasmtimeEngine.open();
    }

    @Override
    public Failure failure(Throwable thrown) {
        if (!(thrown instanceof TrapError trap)) {
            return Failure.UNTYPED;
        }
        return switch (trap.trap()) {
            case STACK_OVERFLOW -> Failure.EXHAUSTED;
            case INTERRUPT -> Failure.INTERRUPTED;
            case OUF_OF_FUEL -> Failure.OUT_OF_FUEL;
            case UNKNOWN -> Failure.UNTYPED;
            case MEMORY_OUT_OF_BOUNDS,
                    HEAP_MISALIGNED,
                    TABLE_OUT_OF_BOUNDS,
                    INDIRECT_CALL_TO_NULL,
                    BAD_SIGNATURE,
                    INTEGER_OVERFLOW,
                    INTEGER_DIVISION_BY_ZERO,
                    BAD_CONVERSION_TO_INTEGER,
                    UNREACHABLE_CODE_REACHED,
                    ALWAYS_TRAP_ADAPTER -> Failure.TRAP;
        };
    }
}
