package org.ferrywasm.engines.chicory;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.GlobalInstance;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.MutabilityType;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TableLimits;
import com.dylibso.chicory.wasm.types.ValType;
import com.dylibso.chicory.wasm.types.Value;
import java.util.List;
import org.ferrywasm.contract.spi.Creating;
import org.ferrywasm.contract.spi.HostCode;
import org.ferrywasm.contract.spi.HostImport;
import org.ferrywasm.contract.spi.Operation;
import org.ferrywasm.contract.spi.Signature;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedGlobal;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedMemory;
import org.ferrywasm.contract.spi.TestedModule;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.spi.TestedTable;
import org.ferrywasm.engines.chicory.ChicoryEngine.ChicoryModule;

/**
 * What stands for a Store: the host objects whose numbers its guests know. Any instance of Chicory's can import from any other,
 * so that nothing else is to be kept; Chicory's own class of that name only remembers by what names things can be imported.
 */
final class ChicoryStore implements Creating {
    private final HostObjects objects = new HostObjects();

    @Override
    public boolean holdsHostObjects() {
        return false;
    }

    @Override
    public TestedInstance instantiate(TestedModule module, List<HostImport> imports) {
        ImportValues.Builder values = ImportValues.builder();
        for (HostImport value : imports) {
            switch (value) {
                case HostImport.Function function ->
                    values.addFunction(ChicoryHostFunction.of(
                            function.module(), function.name(), function.signature(), function.code(), objects));
                case HostImport.AsyncFunction _ ->
                    throw new UnsupportedOperationException("Chicory has no asynchronous host functions");
                case HostImport.Item(String from, String name, ChicoryItem item) -> item.addTo(values, from, name);
                case HostImport.Item item ->
                    throw new IllegalArgumentException(item.item() + " is not one of this adapter's");
            }
        }
        ChicoryModule loaded = (ChicoryModule) module;
        Instance instance = Instance.builder(loaded.module())
                .withImportValues(values.build())
                .withMachineFactory(loaded.compiled())
                .build();
        return new ChicoryInstance(instance, objects);
    }

    @Override
    public TestedReference reference(Object host) {
        return new ChicoryReference(objects.add(host), objects);
    }

    @Override
    public TestedMemory newMemory(long minimumPages, long maximumPages) {
        return new ChicoryMemory(new ByteArrayMemory(new MemoryLimits((int) minimumPages, (int) maximumPages)));
    }

    @Override
    public TestedTable newTable(long minimum, long maximum) {
        TableInstance table = new TableInstance(
                new Table(ValType.ExternRef, new TableLimits(minimum, maximum)), Value.REF_NULL_VALUE);
        return new ChicoryTable(table, objects);
    }

    @Override
    public TestedGlobal newGlobal(int value) {
        return new ChicoryGlobal(new GlobalInstance(Value.i32(value), MutabilityType.Var), objects);
    }

    @Override
    public TestedFunction newFunction(Signature signature, HostCode code) {
        throw new UnsupportedOperationException(
                "Chicory knows host code as imports only, not as functions of their own");
    }

    @Override
    public List<Operation> doorsForTypes(TestedEngine foreign) {
        // Types are plain values, and there are no engines that they could belong to.
        return List.of();
    }

    @Override
    public void close() {
        // Chicory has nothing that could be closed.
    }
}
