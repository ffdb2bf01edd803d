package org.ferrywasm.engines.ferry;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.ferrywasm.contract.spi.EngineSettings;
import org.ferrywasm.contract.spi.Epochs;
import org.ferrywasm.contract.spi.FailingAllocations;
import org.ferrywasm.contract.spi.Inspectable;
import org.ferrywasm.contract.spi.Linking;
import org.ferrywasm.contract.spi.Sending;
import org.ferrywasm.contract.spi.Sharing;
import org.ferrywasm.contract.spi.Suspending;
import org.ferrywasm.contract.spi.TestedMemory;
import org.ferrywasm.contract.spi.TestedModule;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.FailingLimiter;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Owned;
import org.ferrywasm.vm.ResourceLimiter;
import org.ferrywasm.vm.Shared;
import org.ferrywasm.vm.SharedMemory;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.StoreLimits;
import org.ferrywasm.vm.Trusted;
import org.jspecify.annotations.Nullable;

/** An Engine. */
record FerryEngine(Engine engine)
        implements Suspending.Engine, Sending, Linking, Sharing, Epochs.Engine, Inspectable, FailingAllocations {
    FerryEngine(EngineSettings settings) {
        this(new Engine(Config.DEFAULT
                .consumeFuel(settings.fuel())
                .collectAlways(settings.collectAlways())
                .storeLimits(limits(settings))
                .registerImmutable(settings.shareable().toArray(Class<?>[]::new))));
    }

    private static StoreLimits limits(EngineSettings settings) {
        return settings.nestedCalls() == 0
                ? StoreLimits.DEFAULT
                : StoreLimits.DEFAULT.withNestedCalls(settings.nestedCalls());
    }

    @Override
    public TestedModule load(byte[] binary) {
        return new FerryModule(Module.fromBytes(engine, binary));
    }

    @Override
    public TestedStore newStore() {
        return newStore(null);
    }

    @Override
    public TestedStore newStore(@Nullable Object data) {
        return fuelled(new Store<>(engine, data));
    }

    @Override
    public TestedStore newSendableStore() {
        return fuelled(Store.sendable(engine, null));
    }

    /** A Store that would have no fuel could do nothing; clauses about fuel set it themselves. */
    private FerryStore fuelled(Store<@Nullable Object> store) {
        if (engine.config().consumesFuel()) {
            store.setFuel(Long.MAX_VALUE / 2);
        }
        return new FerryStore(store);
    }

    @Override
    public Object owned(Supplier<Object> supplier) {
        return Owned.of(engine, supplier::get);
    }

    @Override
    public Object contents(TestedStore store, Object owned) {
        return ((Owned<?>) owned).get(((FerryStore) store).store());
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public Object shared(Object container, Class<?> elementType) {
        return switch (container) {
            case AtomicReference<?> reference -> Shared.of((AtomicReference) reference, elementType);
            case Collection<?> collection -> Shared.of((Collection) collection, elementType);
            default -> throw new UnsupportedOperationException("the adapter shares no " + container.getClass());
        };
    }

    @Override
    public Object trusted(Object value, String reason) {
        return Trusted.of(value, reason);
    }

    @Override
    public Object handle(Object tested) {
        return Items.handle(tested);
    }

    @Override
    public TestedLinker newLinker() {
        return new FerryLinker(new Linker<>(engine));
    }

    @Override
    public TestedMemory newSharedMemory(long minimumPages, long maximumPages) {
        Limits limits = Limits.between(minimumPages, maximumPages);
        MemType type = new MemType(AddressType.I32, limits, true, MemType.DEFAULT_PAGE_SIZE_LOG2);
        return new FerrySharedMemory(SharedMemory.create(type));
    }

    @Override
    public void incrementEpoch() {
        engine.incrementEpoch();
    }

    @Override
    public Inspected inspect() {
        return new FerryInspected();
    }

    @Override
    public Failing newFailingStore(int k) {
        FailingLimiter limiter = ResourceLimiter.failingAt(k);
        return new FailingStore(
                new FerryStore(new Store<>(engine, null, StoreLimits.DEFAULT.withLimiter(limiter))), limiter);
    }

    @Override
    public void close() {
        // an Engine holds nothing that would have to be let go
    }

    private record FailingStore(TestedStore store, FailingLimiter limiter) implements Failing {
        @Override
        public boolean hasFailed() {
            return limiter.hasFailed();
        }
    }
}
