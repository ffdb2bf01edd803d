package org.ferrywasm.engines.suite;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import org.ferrywasm.binary.ModuleDecoder;
import org.ferrywasm.contract.spi.EngineAdapter;
import org.ferrywasm.contract.spi.EngineSettings;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.HostImport;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedGlobal;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedItem;
import org.ferrywasm.contract.spi.TestedModule;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.syntax.Import;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.ModuleException;
import org.ferrywasm.syntax.ModuleLimits;
import org.jspecify.annotations.Nullable;

/** An engine that looks at the names of exports alone: a function does what its name says. */
final class FakeAdapter implements EngineAdapter {
    /** A NaN with the topmost payload bit and another one: arithmetic, not canonical. */
    private static final int ARITHMETIC_NAN = 0x7FC0_0001;

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public String version() {
        return "1.0.0";
    }

    @Override
    public Set<Feature> features() {
        return Set.of();
    }

    @Override
    public TestedEngine open(EngineSettings settings) {
        return new FakeEngine();
    }

    @Override
    public Failure failure(Throwable thrown) {
        return thrown instanceof FakeFailure failure ? failure.kind : Failure.UNTYPED;
    }

    private static @Nullable Object[] call(String name, @Nullable Object... arguments) {
        return switch (name) {
            case "seven" -> new Object[] {7};
            case "same" -> arguments;
            case "nan" -> new Object[] {Float.intBitsToFloat(ARITHMETIC_NAN)};
            case "nothing", "constant" -> new Object[0];
            case "there and back" -> {
                // Vectors and host objects cross; a null function does not.
                yield new Object[] {Objects.requireNonNull(arguments[0])};
            }
            case "trap" -> throw new FakeFailure(Failure.TRAP, "integer divide by zero");
            case "exhaust" -> throw new FakeFailure(Failure.EXHAUSTED, "call stack exhausted");
            case "throw" -> throw new FakeFailure(Failure.GUEST_EXCEPTION, "exception");
            case "vague" -> throw new FakeFailure(Failure.UNTYPED, "unaligned atomic: somewhere");
            case "break" -> throw new IndexOutOfBoundsException("integer divide by zero");
            case "halt" -> {
                Runtime.getRuntime().halt(3);
                yield arguments;
            }
            case "hang" -> {
                while (true) {
                    Thread.onSpinWait();
                }
            }
            default -> throw new FakeFailure(Failure.UNTYPED, "no such function");
        };
    }

    /** What this engine throws. */
    static final class FakeFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Failure kind;

        FakeFailure(Failure kind, String message) {
            super(message);
            this.kind = kind;
        }
    }

    private record FakeModule(Module syntax) implements TestedModule {}

    private record FakeFunction(String name) implements TestedFunction {
        @Override
        public @Nullable Object[] call(@Nullable Object... arguments) {
            return FakeAdapter.call(name, arguments);
        }
    }

    private record FakeGlobal() implements TestedGlobal {
        @Override
        public Object get() {
            return 666;
        }

        @Override
        public void set(@Nullable Object value) {
            throw new UnsupportedOperationException();
        }
    }

    private record FakeReference(Object host) implements TestedReference {
        @Override
        public void close() {
            // Holds nothing.
        }
    }

    private record FakeInstance(Module syntax) implements TestedInstance {
        @Override
        public TestedItem export(String name) {
            if (syntax.exports().stream().noneMatch(export -> export.name().equals(name))) {
                throw new NoSuchElementException(name);
            }
            return name.equals("global") ? new FakeGlobal() : new FakeFunction(name);
        }
    }

    private static final class FakeEngine implements TestedEngine {
        @Override
        public TestedModule load(byte[] binary) {
            Module syntax;
            try {
                syntax = ModuleDecoder.decode(binary, ModuleLimits.DEFAULT);
            } catch (ModuleException e) {
                throw new FakeFailure(Failure.WRONG_TYPE, "malformed");
            }
            for (var export : syntax.exports()) {
                switch (export.name()) {
                    case "invalid" -> throw new FakeFailure(Failure.WRONG_TYPE, "type mismatch");
                    case "breaks the validator" -> throw new IndexOutOfBoundsException("type mismatch");
                    default -> {}
                }
            }
            return new FakeModule(syntax);
        }

        @Override
        public TestedStore newStore() {
            return new FakeStore();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    private static final class FakeStore implements TestedStore {
        @Override
        public TestedInstance instantiate(TestedModule module, List<HostImport> imports) {
            Module syntax = ((FakeModule) module).syntax();
            for (Import wanted : syntax.imports()) {
                if (imports.stream()
                        .noneMatch(given -> given.module().equals(wanted.module())
                                && given.name().equals(wanted.name()))) {
                    throw new FakeFailure(Failure.UNLINKABLE, "unknown import");
                }
            }
            for (var export : syntax.exports()) {
                switch (export.name()) {
                    case "found late" -> throw new FakeFailure(Failure.WRONG_TYPE, "duplicate export name");
                    case "traps at start" -> throw new FakeFailure(Failure.TRAP, "unreachable");
                    default -> {}
                }
            }
            return new FakeInstance(syntax);
        }

        @Override
        public TestedReference reference(Object host) {
            return new FakeReference(host);
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
