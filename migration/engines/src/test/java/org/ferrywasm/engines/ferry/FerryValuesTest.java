package org.ferrywasm.engines.ferry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.ferrywasm.binary.ModuleEncoder;
import org.ferrywasm.contract.spi.EngineSettings;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedReference;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.text.Parser;
import org.junit.jupiter.api.Test;

/** The kit has one kind of host reference, and Ferry two. */
class FerryValuesTest {
    private static final String EXTERNALIZE = """
        (module (func (export "externalize") (param anyref) (result externref) (extern.convert_any (local.get 0))))\
        """;

    @Test
    void hostReferencesGoWhereAnyIsAskedFor() {
        EngineSettings settings = new EngineSettings(
                /* fuel= */ false, /* collectAlways= */ false, /* nestedCalls= */ 0, Set.of(String.class));
        try (TestedEngine engine = new FerryAdapter().open(settings);
                TestedStore store = engine.newStore()) {
            byte[] binary = ModuleEncoder.encode(Parser.parseModule(EXTERNALIZE.getBytes(StandardCharsets.UTF_8)));
            TestedFunction externalize = (TestedFunction)
                    store.instantiate(engine.load(binary), List.of()).export("externalize");

            Object[] results = externalize.call(store.reference("object"));

            assertThat(((TestedReference) results[0]).host()).isEqualTo("object");
        }
    }
}
