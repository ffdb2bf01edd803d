package org.ferrywasm.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.ferrywasm.syntax.AddressType;
import org.ferrywasm.syntax.Limits;
import org.ferrywasm.syntax.MemType;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Instance;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Memory;
import org.ferrywasm.vm.MemoryView;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.SharedMemory;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemoryExample {
    private final Engine engine = new Engine();

    @Test
    void hostAndGuestExchangeBytes() {
        Module module = Module.fromText(engine, """
            (module
              (memory (export "memory") 1)
              (func (export "allocate") (param i32) (result i32) (i32.const 1024))
              (func (export "handle") (param $address i32) (param $length i32) (result i32)
                (i32.store8 (local.get $address) (i32.const 0x48))
                (local.get $length)))
            """);
        // @start region="exchange"
        byte[] request = "hello".getBytes(StandardCharsets.UTF_8);
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Instance instance = new Linker<@Nullable Void>(engine).instantiate(store, module);
            Memory memory = instance.getMemory("memory");
            Val address =
                    instance.getFunc("allocate").call(Val.i32(request.length)).getFirst();

            long offset = Integer.toUnsignedLong(address.asInt());
            memory.write(offset, request); // copied in
            List<Val> length = instance.getFunc("handle").call(address, Val.i32(request.length));
            String response = memory.readString(offset, length.getFirst().asInt()); // copied out

            assertThat(response).isEqualTo("Hello");
        }
        // @end
    }

    @Test
    void theHostMakesTheMemory() {
        Module module = Module.fromText(engine, """
            (module
              (import "env" "memory" (memory 1 16))
              (func (export "first") (result i32) (i32.load (i32.const 0))))
            """);
        // @start region="create"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Memory memory = Memory.create(store, MemType.of(Limits.between(1, 16))); // pages of 64 KiB
            memory.writeInt(0, 42);
            Instance instance = new Linker<@Nullable Void>(engine)
                    .define("env", "memory", memory)
                    .instantiate(store, module);
            assertThat(instance.getFunc("first").call()).containsExactly(Val.i32(42));
        }
        // @end
    }

    @Test
    void threadsShareAMemory() throws InterruptedException {
        // @start region="shared"
        MemType type = new MemType(AddressType.I32, Limits.between(1, 1), true, MemType.DEFAULT_PAGE_SIZE_LOG2);
        SharedMemory counters = SharedMemory.create(type); // belongs to no Store
        Module module = Module.fromText(engine, """
            (module
              (import "env" "counters" (memory 1 1 shared))
              (func (export "count")
                (drop (i32.atomic.rmw.add (i32.const 0) (i32.const 1)))))
            """);

        Runnable worker = () -> {
            try (Store<@Nullable Void> store = Store.of(engine)) { // each thread has its own
                Linker<@Nullable Void> linker = new Linker<>(engine);
                linker.define("env", "counters", counters);
                linker.instantiate(store, module).getFunc("count").call();
            }
        };
        Thread first = Thread.startVirtualThread(worker);
        Thread second = Thread.startVirtualThread(worker);
        first.join();
        second.join();
        assertThat(counters.readInt(0)).isEqualTo(2);
        // @end
    }

    @Test
    void aHeaderIsReadAndWrittenInPlace() {
        // @start region="view"
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Memory memory = Memory.create(store, MemType.of(Limits.atLeast(1)));
            try (MemoryView header = memory.view(0x100, 16)) { // open until it is closed
                header.writeInt(0, 0xCAFE);
                header.writeLong(8, header.readLong(8) + 1); // no copy
            }
            assertThat(memory.readLong(0x108)).isEqualTo(1);
        }
        // @end
    }
}
