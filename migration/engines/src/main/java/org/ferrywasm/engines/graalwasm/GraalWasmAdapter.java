package org.ferrywasm.engines.graalwasm;

import java.util.EnumSet;
import java.util.Set;
import org.ferrywasm.contract.spi.EngineAdapter;
import org.ferrywasm.contract.spi.EngineSettings;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.engines.EngineVersions;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;

/**
 * The adapter of GraalWasm. Its variant {@value #UNSAFE} keeps memories outside the heap of the JVM, without which GraalWasm has
 * neither 64-bit addresses nor shared memories.
 */
public final class GraalWasmAdapter implements EngineAdapter {
    private static final String UNSAFE = "unsafe-memory";

    private final boolean unsafeMemory;

    /** For {@link java.util.ServiceLoader}. */
    public GraalWasmAdapter() {
        this(/* unsafeMemory= */ false);
    }

    private GraalWasmAdapter(boolean unsafeMemory) {
        this.unsafeMemory = unsafeMemory;
    }

    @Override
    public String name() {
        return unsafeMemory ? "graalwasm-" + UNSAFE : "graalwasm";
    }

    @Override
    public String version() {
        return EngineVersions.of("graalwasm");
    }

    @Override
    public Set<Feature> features() {
        // With unsafe memory there are atomic accesses too, but waiting and notifying are left to a host from
        // JavaScript.
        return EnumSet.of(Feature.BULK_MEMORY, Feature.REFERENCE_TYPES, Feature.MULTI_VALUE, Feature.SIMD);
    }

    @Override
    public EngineAdapter variant(String variant) {
        if (!variant.equals(UNSAFE)) {
            throw new IllegalArgumentException("no variant \"" + variant + "\"; there is: " + UNSAFE);
        }
        return new GraalWasmAdapter(/* unsafeMemory= */ true);
    }

    @Override
    public TestedEngine open(EngineSettings settings) {
        if (settings.fuel()) {
            throw new UnsupportedOperationException("GraalWasm has no fuel");
        }
        if (settings.collectAlways()) {
            throw new UnsupportedOperationException("GraalWasm leaves collecting to the JVM");
        }
        return GraalWasmEngine.open(unsafeMemory);
    }

    @Override
    public Failure failure(Throwable thrown) {
        return switch (thrown) {
            case PolyglotException e when e.isInterrupted() -> Failure.INTERRUPTED;
            case PolyglotException e when e.isCancelled() -> Failure.CLOSED;
            case PolyglotException e when e.isResourceExhausted() -> Failure.EXHAUSTED;
            case PolyglotException e when e.isSyntaxError() -> Failure.WRONG_TYPE;
            case PolyglotException e when e.isGuestException() -> ofGuest(e);
            // As Context and Value document it.
            case IllegalStateException _ -> Failure.CLOSED;
            case IllegalArgumentException _ -> Failure.WRONG_TYPE;
            default -> Failure.UNTYPED;
        };
    }

    /** What a member of GraalWasm's exceptions says, which programs in other languages rely on. */
    private static Failure ofGuest(PolyglotException thrown) {
        Value exception = thrown.getGuestObject();
        try {
            return exception != null && exception.hasMember("failureType")
                    ? ofType(exception.getMember("failureType").asString())
                    : Failure.UNTYPED;
        } catch (IllegalStateException e) {
            // The Context has been closed since, and nobody can look into the exception any more.
            return Failure.UNTYPED;
        }
    }

    private static Failure ofType(String type) {
        return switch (type) {
            case "trap" -> Failure.TRAP;
            case "exhaustion" -> Failure.EXHAUSTED;
            case "unlinkable" -> Failure.UNLINKABLE;
            case "malformed", "invalid" -> Failure.WRONG_TYPE;
            default -> Failure.UNTYPED;
        };
    }
}
