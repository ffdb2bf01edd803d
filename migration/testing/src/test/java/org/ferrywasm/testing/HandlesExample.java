package org.ferrywasm.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.ferrywasm.vm.ExternRef;
import org.ferrywasm.vm.Store;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

// @start region="strict"
class HandlesExample {
    @RegisterExtension
    static final FerryExtension FERRY = new FerryExtension().requireClosedHandles();

    @Test
    void closesItsHandles(Stores stores) {
        Store<@Nullable Void> store = stores.open();
        try (ExternRef ref = ExternRef.of(store, "an object")) { // else the test would fail
            assertThat(ref.value()).isEqualTo("an object");
        }
    }
}
// @end
