package org.ferrywasm.lint.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.concurrent.CompletableFuture;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Func;
import org.ferrywasm.vm.Linker;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.Store;
import org.ferrywasm.vm.Val;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConnectedHandleInStaticExample {
    private static final String PRICES = """
        (module (func (export "gross") (param i32) (result i32)
          (i32.div_s (i32.mul (local.get 0) (i32.const 119)) (i32.const 100))))
        """;

    private final CompletableFuture<WrongThreadException> refused = new CompletableFuture<>();
    private final CompletableFuture<Integer> answer = new CompletableFuture<>();

    @Test
    void whatItWarnsOfIsRefusedToOtherThreads() throws InterruptedException {
        // @start region="bad"
        final class Prices {
            private static final Engine ENGINE = new Engine();
            private static final Module MODULE = Module.fromText(ENGINE, PRICES);
            private static final Func GROSS = // warns: `GROSS` is static and holds a Func
                    new Linker<@Nullable Void>(ENGINE)
                            .instantiate(Store.of(ENGINE), MODULE)
                            .getFunc("gross");

            static int gross(int net) {
                return GROSS.call(Val.i32(net)).getFirst().asInt(); // by the thread that came first, and no other
            }
        }
        // @end
        assertThat(Prices.gross(100)).isEqualTo(119);
        Thread.ofVirtual()
                .start(() ->
                        refused.complete(catchThrowableOfType(WrongThreadException.class, () -> Prices.gross(100))))
                .join();
        assertThat(refused).isCompletedWithValueMatching(e -> e.getMessage().startsWith("Func.call"));
    }

    @Test
    void theMendWorks() throws InterruptedException {
        // @start region="good"
        final class Prices {
            private static final Engine ENGINE = new Engine();
            private static final Module MODULE = Module.fromText(ENGINE, PRICES); // compiled once, for all threads

            static int gross(int net) {
                try (Store<@Nullable Void> store = Store.of(ENGINE)) {
                    Func gross = new Linker<@Nullable Void>(ENGINE)
                            .instantiate(store, MODULE)
                            .getFunc("gross");
                    return gross.call(Val.i32(net)).getFirst().asInt();
                }
            }
        }
        // @end
        Thread.ofVirtual().start(() -> answer.complete(Prices.gross(100))).join();
        assertThat(answer).isCompletedWithValue(119);
        assertThat(Prices.gross(200)).isEqualTo(238);
    }
}
