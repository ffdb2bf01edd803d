package org.ferrywasm.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.InvalidException;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.syntax.ModuleLimits.Limit;
import org.ferrywasm.vm.Config;
import org.ferrywasm.vm.Engine;
import org.ferrywasm.vm.Features;
import org.ferrywasm.vm.Module;
import org.ferrywasm.vm.StoreLimits;
import org.junit.jupiter.api.Test;

class ConfigExample {
    @Test
    void anEngineForUntrustedScripts() {
        // @start region="untrusted"
        Config config = Config.DEFAULT
                .consumeFuel(true) // scripts run in slices of fuel
                .canonicaliseNans(true) // and give the same results everywhere
                .features(Features.all().without(Feature.THREADS))
                .moduleLimits(ModuleLimits.DEFAULT.with(Limit.MODULE_BYTES, 10 << 20))
                .storeLimits(StoreLimits.DEFAULT.withMemoryBytes(64 << 20));
        Engine engine = new Engine(config);
        // @end
        assertThat(engine.config().consumesFuel()).isTrue();
        assertThatThrownBy(() -> Module.fromText(engine, "(module (memory 1 1 shared))"))
                .isInstanceOf(InvalidException.class);
    }

    @Test
    void theLanguageThatAnApplicationHasAgreedOn() {
        // @start region="features"
        Features agreed = Features.ofNames(List.of("mutable-globals", "multi-value", "bulk-memory"));
        Engine engine = new Engine(Config.DEFAULT.features(agreed.with(Feature.SIMD)));
        // @end
        assertThat(engine.config().features().contains(Feature.SIMD)).isTrue();
        assertThat(engine.config().features().contains(Feature.GC)).isFalse();
        Module.fromText(engine, "(module (func (result v128) (v128.const i64x2 0 0)))");
        assertThatThrownBy(() -> Module.fromText(engine, "(module (type (struct)))"))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("gc");
    }

    @Test
    void aFeatureIsKnownByName() {
        // @start region="feature"
        String option = "relaxed-simd"; // from a command line
        Features features = Feature.ofName(option)
                .filter(Feature::isSupported)
                .map(feature -> Features.all().without(feature))
                .orElseThrow(() -> new IllegalArgumentException("no feature " + option));
        // @end
        assertThat(features.contains(Feature.RELAXED_SIMD)).isFalse();
    }

    @Test
    void modulesThatAreTooLargeAreRefused() {
        // @start region="module-limits"
        ModuleLimits small = ModuleLimits.DEFAULT.with(Limit.FUNCTIONS, 1_000).with(Limit.BODY_BYTES, 64 << 10);
        Engine engine = new Engine(Config.DEFAULT.moduleLimits(small));
        // @end
        assertThatThrownBy(() -> Module.fromText(engine, "(module " + "(func)".repeat(1_001) + ")"))
                .hasMessageContaining("too many functions");
    }
}
