package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Errors of the JVM inside calls. */
class PoisonedCallTest {
    private static final String GUEST = """
        (module
          (import "host" "f" (func $f))
          (func (export "run") (call $f))
          (func (export "endless") (loop $again (br $again))))
        """;

    private static MeteredGuest throwing(AtomicReference<Throwable> error) {
        return new MeteredGuest(GUEST, Map.of("f", HostFunction.of(Void.class, caller -> {
            throw error.get();
        })));
    }

    @Test
    void anErrorOfTheJvmPoisonsTheStoreAndArrivesAsItIs() {
        for (VirtualMachineError error : List.of(new StackOverflowError("deep"), new OutOfMemoryError("full"))) {
            try (MeteredGuest guest = throwing(new AtomicReference<>(error))) {
                Call suspended = guest.begin("endless");
                suspended.resume(10);
                Call call = guest.begin("run");

                assertThat(catchThrowable(call::resume)).isSameAs(error);

                for (Runnable operation : List.<Runnable>of(
                        call::resume,
                        suspended::resume,
                        suspended::close,
                        () -> guest.call("run"),
                        guest.store::getFuel,
                        guest.store::gc)) {
                    assertThatThrownBy(operation::run)
                            .isInstanceOf(StorePoisonedException.class)
                            .hasMessageContaining("Store " + guest.store.id())
                            .hasCause(error);
                }
                assertThatCode(guest.store::close).doesNotThrowAnyException();
                assertThatThrownBy(suspended::resume).isInstanceOf(StoreClosedException.class);
            }
        }
    }

    @Test
    void insideANestedCallItGoesThroughAllOfThem() {
        StackOverflowError error = new StackOverflowError();
        AtomicReference<@Nullable Instance> self = new AtomicReference<>();
        AtomicReference<Integer> depth = new AtomicReference<>(0);
        HostFunction<@Nullable Void> nesting = HostFunction.of(Void.class, caller -> {
            if (depth.updateAndGet(n -> n + 1) == 4) {
                throw error;
            }
            self.get().getFunc("run").begin().resume();
            return null;
        });
        try (MeteredGuest guest = new MeteredGuest(GUEST, Map.of("f", nesting))) {
            self.set(guest.instance);

            assertThat(catchThrowable(guest.begin("run")::resume)).isSameAs(error);

            assertThatThrownBy(guest.store::getFuel).isInstanceOf(StorePoisonedException.class);
            assertThatCode(guest.store::close).doesNotThrowAnyException();
        }
    }

    @Test
    void otherErrorsEndTheCallAlone() {
        AtomicReference<Throwable> error = new AtomicReference<>(new AssertionError("mine"));
        try (MeteredGuest guest = throwing(error)) {
            Call call = guest.begin("run");
            assertThat(catchThrowable(call::resume)).isSameAs(error.get());
            assertThat(call.isEnded()).isTrue();

            error.set(new Exception("checked"));
            assertThat(catchThrowable(() -> guest.call("run"))).isSameAs(error.get());
            assertThat(guest.begin("endless").resume(5)).isInstanceOf(Outcome.OutOfFuel.class);
        }
    }

    @Test
    void anotherThreadIsRefusedAsBefore() {
        try (MeteredGuest guest = throwing(new AtomicReference<>(new StackOverflowError()))) {
            assertThatThrownBy(() -> guest.call("run")).isInstanceOf(StackOverflowError.class);

            assertThatThrownBy(() -> OtherThread.call("intruder", () -> {
                        guest.store.close();
                        return 0;
                    }))
                    .isInstanceOf(WrongThreadException.class);
        }
    }
}
