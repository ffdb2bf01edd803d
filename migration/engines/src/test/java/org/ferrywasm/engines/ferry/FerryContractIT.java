package org.ferrywasm.engines.ferry;

import java.nio.file.Path;
import org.ferrywasm.contract.junit.ContractTests;
import org.ferrywasm.contract.runner.Settings;

/** Every clause of the contract on Ferry, by name. In the build it shows what the lane has found; elsewhere it tries them. */
class FerryContractIT extends ContractTests {
    FerryContractIT() {
        super(settings());
    }

    private static Settings settings() {
        Settings settings = Settings.here("ferry", Path.of("target", "ferry-contract", "ferry"));
        String build = System.getProperty("ferry.run", "");
        return build.isEmpty() ? settings : settings.resumed(build);
    }
}
