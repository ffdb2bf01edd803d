package org.ferrywasm.engines.graalwasm;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.ferrywasm.engines.graalwasm.GraalWasmEngine.GraalWasmModule;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Value;
import org.graalvm.polyglot.proxy.ProxyObject;

/**
 * A Context, which several threads may use at once: GraalWasm allows it, and nothing was switched on for that.
 *
 * @param context the Context
 * @param api the functions that GraalWasm exports for hosts, after the JavaScript interface
 */
record GraalWasmStore(Context context, Value api) implements Creating {
    @Override
    public TestedInstance instantiate(TestedModule module, List<HostImport> imports) {
        Map<String, Map<String, Object>> modules = new HashMap<>();
        for (HostImport value : imports) {
            modules.computeIfAbsent(value.module(), name -> new HashMap<>()).put(value.name(), guestValue(value));
        }
        Map<String, Object> importObject = new HashMap<>();
        modules.forEach((name, members) -> importObject.put(name, ProxyObject.fromMap(members)));
        Value loaded = context.eval(((GraalWasmModule) module).source());
        Value exports = loaded.newInstance(ProxyObject.fromMap(importObject)).getMember("exports");
        return new GraalWasmInstance(this, loaded, exports);
    }

    private Object guestValue(HostImport value) {
        return switch (value) {
            case HostImport.Function function ->
                new GraalWasmHostFunction(new GraalWasmValues(this), function.signature(), function.code());
            case HostImport.AsyncFunction _ ->
                throw new UnsupportedOperationException("GraalWasm has no asynchronous host functions");
            case HostImport.Item(var _, var _, GraalWasmItem item) -> item.value();
            case HostImport.Item item ->
                throw new IllegalArgumentException(item.item() + " is not one of this adapter's");
        };
    }

    /** Calls one of the functions for hosts. */
    Value host(String function, Object... arguments) {
        return api.getMember(function).execute(arguments);
    }

    @Override
    public TestedReference reference(Object host) {
        return new GraalWasmReference(new GraalWasmReference.Held(host));
    }

    @Override
    public TestedMemory newMemory(long minimumPages, long maximumPages) {
        return new GraalWasmMemory(this, host("mem_alloc", (int) minimumPages, (int) maximumPages));
    }

    @Override
    public TestedTable newTable(long minimum, long maximum) {
        Value none = api.getMember("ref_null");
        return new GraalWasmTable(this, host("table_alloc", (int) minimum, (int) maximum, "externref", none));
    }

    @Override
    public TestedGlobal newGlobal(int value) {
        return new GraalWasmGlobal(this, host("global_alloc", "i32", true, value), "i32");
    }

    @Override
    public TestedFunction newFunction(Signature signature, HostCode code) {
        throw new UnsupportedOperationException(
                "GraalWasm knows host code as imports only, not as functions of its own");
    }

    @Override
    public List<Operation> doorsForTypes(TestedEngine foreign) {
        // Types are names to the host, which belong to no Engine.
        return List.of();
    }

    @Override
    public void close() {
        context.close();
    }
}
