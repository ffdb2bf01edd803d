package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TrustedTest {
    private final Engine engine = new Engine();

    @Test
    void letsAnythingIntoASendableStoreAndIsListedWithItsReason() {
        try (Store<Trusted<int[]>> store =
                Store.sendable(engine, Trusted.of(new int[] {1}, "written before the Store is made, never after"))) {
            assertThat(store.data().value()).containsExactly(1);
            SendabilityReport report = store.sendability();
            assertThat(report.isSendable()).isTrue();
            assertThat(report.promises())
                    .containsExactly(new SendabilityReport.Promise(
                            "data -> org.ferrywasm.vm.Trusted", "written before the Store is made, never after"));
        }
    }

    @Test
    void needsAReason() {
        assertThatThrownBy(() -> Trusted.of("value", " \t"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a reason is needed");
    }

    @Test
    void saysItsReason() {
        Trusted<String> trusted = Trusted.of("value", "it is a string");

        assertThat(trusted.reason()).isEqualTo("it is a string");
        assertThat(trusted).hasToString("Trusted: it is a string");
    }
}
