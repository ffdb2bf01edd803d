package sample;

import java.util.EnumSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.ferrywasm.contract.spi.EngineAdapter;
import org.ferrywasm.contract.spi.EngineSettings;
import org.ferrywasm.contract.spi.Failure;
import org.ferrywasm.contract.spi.Feature;
import org.ferrywasm.contract.spi.HostImport;
import org.ferrywasm.contract.spi.TestedCaller;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedGlobal;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedItem;
import org.ferrywasm.contract.spi.TestedMemory;
import org.ferrywasm.contract.spi.TestedModule;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.contract.spi.TestedTable;
import run.endive.runtime.ExportFunction;
import run.endive.runtime.GlobalInstance;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.runtime.TableInstance;
import run.endive.runtime.TrapException;
import run.endive.runtime.WasmRuntimeException;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.Export;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.ValType;

/**
 * An engine's adapter in one class: as little as the kit needs, for Endive's interpreter and functions of {@code i32}. What it
 * does not offer, the kit calls unsupported. It adds nothing of its own, and lets every exception through.
 */
public final class SampleAdapter implements EngineAdapter {
    /** The kit finds it by {@link java.util.ServiceLoader}. */
    public SampleAdapter() {}

    @Override
    public String name() {
        return "sample";
    }

    @Override
    public String version() {
        return String.valueOf(Instance.class.getPackage().getImplementationVersion());
    }

    @Override
    public Set<Feature> features() {
        return EnumSet.of(Feature.MULTI_VALUE);
    }

    @Override
    public TestedEngine open(EngineSettings settings) {
        if (settings.fuel()) {
            throw new UnsupportedOperationException("there is no fuel");
        }
        return new Engine();
    }

    @Override
    public Failure failure(Throwable thrown) {
        return thrown instanceof TrapException || thrown instanceof WasmRuntimeException
                ? Failure.TRAP
                : Failure.UNTYPED;
    }

    private static final class Engine implements TestedEngine {
        @Override
        public TestedModule load(byte[] binary) {
            return new Module(Parser.parse(binary));
        }

        @Override
        public TestedStore newStore() {
            return new Store();
        }

        @Override
        public void close() {
            // there is nothing to let go of
        }
    }

    private record Module(WasmModule module) implements TestedModule {}

    private static final class Store implements TestedStore {
        @Override
        public TestedInstance instantiate(TestedModule module, List<HostImport> imports) {
            ImportValues.Builder values = ImportValues.builder();
            for (HostImport given : imports) {
                if (!(given instanceof HostImport.Function function)) {
                    throw new UnsupportedOperationException("the sample imports functions only");
                }
                values.addFunction(hostFunction(function));
            }
            WasmModule parsed = ((Module) module).module();
            return new Guest(
                    Instance.builder(parsed).withImportValues(values.build()).build());
        }

        private static HostFunction hostFunction(HostImport.Function function) {
            List<ValType> parameters = types(function.signature().parameters().size());
            List<ValType> results = types(function.signature().results().size());
            FunctionType type = FunctionType.of(parameters, results);
            return new HostFunction(function.module(), function.name(), type, (instance, arguments) -> {
                TestedCaller caller = new Guest(instance)::export;
                try {
                    return longs(function.code().call(caller, objects(arguments, arguments.length)));
                } catch (Exception e) {
                    throw SampleAdapter.<RuntimeException>asItIs(e);
                }
            });
        }

        private static List<ValType> types(int count) {
            return java.util.Collections.nCopies(count, ValType.I32);
        }

        @Override
        public TestedReference reference(Object host) {
            throw new UnsupportedOperationException("the sample has no references to host objects");
        }

        @Override
        public void close() {
            // the JVM collects what nobody refers to
        }
    }

    private record Guest(Instance instance) implements TestedInstance {
        @Override
        public TestedItem export(String name) {
            for (int i = 0; i < instance.module().exportSection().exportCount(); i++) {
                Export export = instance.module().exportSection().getExport(i);
                if (export.name().equals(name)) {
                    return switch (export.exportType()) {
                        case FUNCTION -> new Function(instance.export(name));
                        case MEMORY -> new LinearMemory(instance.exports().memory(name));
                        case GLOBAL -> new Global(instance.exports().global(name));
                        case TABLE -> new Table(instance.exports().table(name));
                        default -> throw new UnsupportedOperationException("the sample has no " + export.exportType());
                    };
                }
            }
            throw new NoSuchElementException("no export " + name);
        }
    }

    private record Function(ExportFunction function) implements TestedFunction {
        @Override
        public Object[] call(Object... arguments) {
            long[] results = function.apply(longs(arguments));
            return objects(results, results == null ? 0 : results.length);
        }
    }

    private record LinearMemory(Memory memory) implements TestedMemory {
        @Override
        public long pages() {
            return memory.pages();
        }

        @Override
        public long grow(long pages) {
            return memory.grow((int) pages);
        }

        @Override
        public byte[] read(long address, int lengthBytes) {
            return memory.readBytes((int) address, lengthBytes);
        }

        @Override
        public void write(long address, byte[] source) {
            memory.write((int) address, source);
        }
    }

    private record Global(GlobalInstance global) implements TestedGlobal {
        @Override
        public Object get() {
            return (int) global.getValue();
        }

        @Override
        public void set(Object value) {
            global.setValue((Integer) value);
        }
    }

    private record Table(TableInstance table) implements TestedTable {
        @Override
        public long size() {
            return table.size();
        }

        @Override
        public long grow(long elements, Object value) {
            throw new UnsupportedOperationException("the sample does not grow tables");
        }

        @Override
        public Object get(long index) {
            throw new UnsupportedOperationException("the sample does not read tables");
        }

        @Override
        public void set(long index, Object value) {
            throw new UnsupportedOperationException("the sample does not set tables");
        }
    }

    private static long[] longs(Object[] values) {
        long[] longs = new long[values.length];
        for (int i = 0; i < longs.length; i++) {
            longs[i] = (Integer) values[i];
        }
        return longs;
    }

    private static Object[] objects(long[] longs, int count) {
        Object[] values = new Object[count];
        for (int i = 0; i < count; i++) {
            values[i] = (int) longs[i];
        }
        return values;
    }

    /** What a host function throws must come out as the same object. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E asItIs(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
