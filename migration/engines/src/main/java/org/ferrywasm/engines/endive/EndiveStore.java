package org.ferrywasm.engines.endive;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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
import org.ferrywasm.engines.endive.EndiveEngine.EndiveModule;
import run.endive.runtime.ByteArrayMemory;
import run.endive.runtime.GlobalInstance;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.runtime.TableInstance;
import run.endive.wasm.types.MemoryLimits;
import run.endive.wasm.types.MutabilityType;
import run.endive.wasm.types.Table;
import run.endive.wasm.types.TableLimits;
import run.endive.wasm.types.ValType;
import run.endive.wasm.types.Value;

/**
 * What stands for a Store. Any instance of Endive's can import from any other, so that there is nothing to be kept but the
 * instances that are to be closed; Endive's own class of that name only remembers by what names things can be imported.
 */
final class EndiveStore implements Creating {
    private final Queue<Instance> instances = new ConcurrentLinkedQueue<>();

    @Override
    public TestedInstance instantiate(TestedModule module, List<HostImport> imports) {
        ImportValues.Builder values = ImportValues.builder();
        for (HostImport value : imports) {
            switch (value) {
                case HostImport.Function function ->
                    values.addFunction(EndiveHostFunction.of(
                            function.module(), function.name(), function.signature(), function.code()));
                case HostImport.AsyncFunction _ ->
                    throw new UnsupportedOperationException("Endive has no asynchronous host functions");
                case HostImport.Item(String from, String name, EndiveItem item) -> item.addTo(values, from, name);
                case HostImport.Item item ->
                    throw new IllegalArgumentException(item.item() + " is not one of this adapter's");
            }
        }
        Instance instance = Instance.builder(((EndiveModule) module).module())
                .withImportValues(values.build())
                .build();
        instances.add(instance);
        return new EndiveInstance(instance);
    }

    @Override
    public TestedReference reference(Object host) {
        return new EndiveReference(host);
    }

    @Override
    public TestedMemory newMemory(long minimumPages, long maximumPages) {
        return new EndiveMemory(new ByteArrayMemory(new MemoryLimits((int) minimumPages, (int) maximumPages)));
    }

    @Override
    public TestedTable newTable(long minimum, long maximum) {
        return new EndiveTable(new TableInstance(
                new Table(ValType.ExternRef, new TableLimits(minimum, maximum)), Value.REF_NULL_VALUE));
    }

    @Override
    public TestedGlobal newGlobal(int value) {
        return new EndiveGlobal(GlobalInstance.builder()
                .value(Value.i32(value))
                .mutabilityType(MutabilityType.Var)
                .build());
    }

    @Override
    public TestedFunction newFunction(Signature signature, HostCode code) {
        throw new UnsupportedOperationException(
                "Endive knows host code as imports only, not as functions of their own");
    }

    @Override
    public List<Operation> doorsForTypes(TestedEngine foreign) {
        // Types are plain values, and there are no engines that they could belong to.
        return List.of();
    }

    @Override
    public void close() {
        instances.forEach(Instance::close);
    }
}
