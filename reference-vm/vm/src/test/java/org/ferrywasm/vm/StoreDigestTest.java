package org.ferrywasm.vm;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoreDigestTest {
    private static final long FAR = 3 * 65_536 + 17;

    private static StoreDigest digest(int... writes) {
        Engine engine = new Engine();
        try (Store<@Nullable Void> store = Store.of(engine)) {
            Memory memory = new Linker<@Nullable Void>(engine)
                    .instantiate(store, Module.fromText(engine, "(module (memory (export \"m\") 4))"))
                    .getMemory("m");
            for (int value : writes) {
                memory.writeInt(FAR, value);
            }
            return StoreDigest.of(store);
        }
    }

    @Test
    void zerosAreTheSameWhetherTheyWereWrittenOrNot() {
        assertThat(digest(1, 0).difference(digest(), true)).isNull();
        assertThat(digest(0).difference(digest(), true)).isNull();
    }

    @Test
    void anythingElseIsNot() {
        assertThat(digest(1).difference(digest(), true)).startsWith("memory 0");
        assertThat(digest(1 << 24).difference(digest(1 << 25), true)).startsWith("memory 0");
    }
}
