package org.ferrywasm.cli.wasi;

import java.util.Arrays;
import java.util.List;
import org.ferrywasm.syntax.DefType;
import org.ferrywasm.syntax.ExternType;
import org.ferrywasm.syntax.FuncExtern;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.ValType;
import org.ferrywasm.vm.Caller;
import org.ferrywasm.vm.Extern;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Global;
import org.ferrywasm.vm.ImportType;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Memory;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.SharedMemory;
import org.ferrywasm.vm.Table;
import org.ferrywasm.vm.Tag;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;

/** WASI preview 1 as host functions. A program that calls a function which is not there is answered {@code ENOSYS}. */
public final class Wasi {
    /** The module name under which programs import it. */
    public static final String MODULE = "wasi_snapshot_preview1";

    private static final String MEMORY = "memory";

    private Wasi() {}

    /**
     * Defines all that a module imports of WASI.
     *
     * @param linker where to define it
     * @param module the program
     * @param config what the program is given
     */
    public static <T extends @Nullable Object> void link(Linker<T> linker, Module module, WasiConfig config) {
        WasiProgram program = new WasiProgram(config);
        module.imports().stream()
                .filter(item -> item.module().equals(MODULE))
                .filter(item -> item.type() instanceof FuncExtern)
                .map(ImportType::name)
                .distinct()
                .forEach(name -> define(linker, module, name, program));
    }

    private static <T extends @Nullable Object> void define(
            Linker<T> linker, Module module, String name, WasiProgram program) {
        WasiFunction function = WasiFunction.byName().get(name);
        if (function == null) {
            FuncType type = importedType(module, name);
            linker.func(MODULE, name, type, (caller, args) -> notThere(type));
            return;
        }
        linker.rawFunc(MODULE, name, type(function), (caller, slots) -> {
            long[] arguments = Arrays.copyOf(slots, function.parameters().length());
            Errno errno = function.call(program, memory(caller), arguments);
            if (function.answers()) {
                slots[0] = errno.code();
            }
        });
    }

    private static FuncType type(WasiFunction function) {
        List<ValType> parameters = function.parameters()
                .chars()
                .mapToObj(letter -> letter == 'I' ? (ValType) NumType.I64 : NumType.I32)
                .toList();
        return FuncType.of(parameters, function.answers() ? List.of(NumType.I32) : List.of());
    }

    private static FuncType importedType(Module module, String name) {
        for (ImportType item : module.imports()) {
            ExternType type = item.type();
            if (item.module().equals(MODULE)
                    && item.name().equals(name)
                    && type instanceof FuncExtern(DefType defined)) {
                return (FuncType) defined.expand();
            }
        }
        throw new AssertionError("not imported: " + name);
    }

    private static List<Val> notThere(FuncType type) {
        return type.results().equals(List.of(NumType.I32)) ? List.of(Val.i32(Errno.NOSYS.code())) : List.of();
    }

    /** The memory that the calling instance exports; one without any bytes if it exports none. */
    private static GuestMemory memory(Caller<?> caller) {
        Extern export = caller.getExport(MEMORY).orElse(null);
        return switch (export) {
            case Memory memory -> new Unshared(memory);
            case SharedMemory memory -> new Shared(memory);
            case Func _, Table _, Global _, Tag _ -> new None();
            case null -> new None();
        };
    }

    private record Unshared(Memory memory) implements GuestMemory {
        @Override
        public long lengthBytes() {
            return memory.sizeBytes();
        }

        @Override
        public void get(long offset, byte[] target, int start, int length) {
            memory.read(offset, target, start, length);
        }

        @Override
        public void put(long offset, byte[] source, int start, int length) {
            memory.write(offset, source, start, length);
        }
    }

    private record Shared(SharedMemory memory) implements GuestMemory {
        @Override
        public long lengthBytes() {
            return memory.sizeBytes();
        }

        @Override
        public void get(long offset, byte[] target, int start, int length) {
            memory.read(offset, target, start, length);
        }

        @Override
        public void put(long offset, byte[] source, int start, int length) {
            memory.write(offset, source, start, length);
        }
    }

    /** No memory. An access of no bytes at pointer 0 lies within it. */
    private record None() implements GuestMemory {
        @Override
        public long lengthBytes() {
            return 0;
        }

        @Override
        public void get(long offset, byte[] target, int start, int length) {}

        @Override
        public void put(long offset, byte[] source, int start, int length) {}
    }
}
