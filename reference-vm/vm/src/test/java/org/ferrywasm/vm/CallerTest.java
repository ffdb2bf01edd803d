package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallerTest {
    private final Engine engine = new Engine();
    private final Store<String> store = new Store<>(engine, "data");
    private final List<Caller<String>> kept = new ArrayList<>();

    private Instance guest(HostFunction<String> function) {
        return new Linker<String>(engine).func("host", "f", function).instantiate(store, Module.fromText(engine, """
            (module (import "host" "f" (func $f))
              (memory (export "memory") 1) (data (i32.const 0) "hello")
              (func (export "f") (call $f))
              (func (export "tail") (return_call $f)))
            """));
    }

    @Test
    void seesStoreDataAndExportsOfTheCallingInstance() {
        List<Object> seen = new ArrayList<>();
        Instance guest = guest(HostFunction.of(Void.class, caller -> {
            seen.add(caller.store());
            seen.add(caller.data());
            seen.add(caller.getMemory("memory").readString(0, 5));
            seen.add(caller.getExport("none"));
            seen.add(caller.instance().orElseThrow());
            return null;
        }));

        guest.getFunc("f").call();

        assertThat(seen).containsExactly(store, "data", "hello", Optional.empty(), guest);
    }

    @Test
    void seesTheInstanceThatMakesATailCall() {
        Instance guest = guest(HostFunction.of(Void.class, caller -> {
            assertThat(caller.getMemory("memory").readString(0, 5)).isEqualTo("hello");
            assertThat(caller.instance()).isPresent();
            return null;
        }));

        assertThat(guest.getFunc("tail").call()).isEmpty();
    }

    @Test
    void hasNoInstanceWhereTheHostCallsItself() {
        Func func = Func.of(store, HostFunction.<String, Integer>of(Integer.class, caller -> {
            assertThat(caller.getExport("memory")).isEmpty();
            return caller.instance().isPresent() ? 1 : 0;
        }));

        assertThat(func.call()).containsExactly(Val.i32(0));
    }

    @Test
    void isRefusedAfterItsCall() {
        guest(HostFunction.of(Void.class, caller -> {
                    kept.add(caller);
                    return null;
                }))
                .getFunc("f")
                .call();

        assertThatThrownBy(() -> kept.getFirst().data())
                .isInstanceOf(ExpiredCallerException.class)
                .hasMessage("Caller.data: the host call that this Caller was made for has ended");
    }

    @Test
    void isRefusedAfterACallThatFailed() {
        Func func = guest(HostFunction.of(Void.class, caller -> {
                    kept.add(caller);
                    throw new IllegalStateException("failed");
                }))
                .getFunc("f");

        assertThatThrownBy(func::call).hasMessage("failed");
        assertThatThrownBy(() -> kept.getFirst().store()).isInstanceOf(ExpiredCallerException.class);
    }

    @Test
    void isRefusedToAnotherThreadDuringItsCall() {
        Func func = guest(HostFunction.of(Void.class, caller -> {
                    OtherThread.call("intruder", caller::data);
                    return null;
                }))
                .getFunc("f");

        assertThatThrownBy(func::call).isInstanceOf(WrongThreadException.class).hasMessageContaining("intruder");
    }

    @Test
    void anUnknownMemoryIsAnsweredWithTheKnownExports() {
        Func func = guest(HostFunction.of(Void.class, caller -> {
                    caller.getMemory("mem");
                    return null;
                }))
                .getFunc("f");

        assertThatThrownBy(func::call)
                .isInstanceOf(UnknownExportException.class)
                .hasMessage("unknown export: no memory \"mem\"; the module exports \"memory\", \"f\", \"tail\"");
    }
}
