package org.ferrywasm.contract.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls as values, suspended and resumed: the capability {@code suspending}. */
public final class Suspending {
    private Suspending() {}

    /** An engine with asynchronous host functions and calls that can be suspended. */
    public interface Engine extends TestedEngine {}

    /** A Store in which an instantiation is a call. */
    public interface Store extends TestedStore {
        /** Begins an instantiation; its call returns the {@link TestedInstance} as its one result. */
        TestedCall beginInstantiation(TestedModule module, List<HostImport> imports);
    }

    /** A function whose calls can be suspended. */
    public interface Function extends TestedFunction {
        /** Begins a call, which has not done anything yet. */
        TestedCall begin(@Nullable Object... arguments);
    }
}
