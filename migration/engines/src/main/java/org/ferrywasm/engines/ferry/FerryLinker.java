package org.ferrywasm.engines.ferry;

import org.ferrywasm.contract.spi.HostImport;
import org.ferrywasm.contract.spi.Linking;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedModule;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.vm.FrozenLinker;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Store;
import org.jspecify.annotations.Nullable;

/** A Linker, of one thread. */
record FerryLinker(Linker<@Nullable Object> linker) implements Linking.TestedLinker {
    @Override
    public void define(HostImport item) {
        switch (item) {
            case HostImport.Function function ->
                linker.func(function.module(), function.name(), Items.function(function.signature(), function.code()));
            case HostImport.AsyncFunction function ->
                linker.func(function.module(), function.name(), Items.function(function));
            case HostImport.Item given -> linker.define(given.module(), given.name(), Items.extern(given.item()));
        }
    }

    @Override
    public TestedInstance instantiate(TestedStore store, TestedModule module) {
        return new FerryInstance(linker.instantiate(store(store), ((FerryModule) module).module()));
    }

    @Override
    public Linking.TestedLinker freeze() {
        return new Frozen(linker.freeze());
    }

    private static Store<@Nullable Object> store(TestedStore store) {
        return ((FerryStore) store).store();
    }

    private record Frozen(FrozenLinker<@Nullable Object> linker) implements Linking.TestedLinker {
        @Override
        public void define(HostImport item) {
            throw new UnsupportedOperationException("a frozen linker takes nothing in");
        }

        @Override
        public TestedInstance instantiate(TestedStore store, TestedModule module) {
            return new FerryInstance(linker.instantiate(store(store), ((FerryModule) module).module()));
        }

        @Override
        public Linking.TestedLinker freeze() {
            return this;
        }
    }
}
