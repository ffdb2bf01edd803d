package org.ferrywasm.contract.junit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ferrywasm.contract.ClauseResult;
import org.ferrywasm.contract.clauses.Clauses;
import org.ferrywasm.contract.clauses.ContractClause;
import org.ferrywasm.contract.runner.Adapters;
import org.ferrywasm.contract.runner.KitRun;
import org.ferrywasm.contract.runner.Settings;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * The clauses as tests of JUnit, one each, for builds and IDEs: extend it, give it the name of an engine. Needs {@code junit-jupiter-api}
 * on the class path. What an engine lacks is an aborted test with its reason.
 */
public abstract class ContractTests {
    private final Settings settings;

    /**
     * Tests of an engine whose adapter is on the class path.
     *
     * @param engine its name
     */
    protected ContractTests(String engine) {
        this(Settings.here(engine, Path.of("target", "ferry-contract", engine)));
    }

    /** Tests that are run in a certain way. */
    protected ContractTests(Settings settings) {
        this.settings = settings;
    }

    /** The clauses that are tried; all, unless overridden. */
    protected List<ContractClause> clauses() {
        return Clauses.all();
    }

    /** A test for each clause. */
    @TestFactory
    Stream<DynamicTest> clausesOfTheContract() throws IOException {
        KitRun run = new KitRun(settings, new Adapters().get(settings.engine()).version(), clauses());
        return clauses().stream()
                .map(clause -> DynamicTest.dynamicTest(
                        clause.id() + " " + clause.promise(), () -> expectHolds(run.result(clause))))
                .onClose(run::close);
    }

    private void expectHolds(ClauseResult result) {
        String text = result.clause() + " " + result.verdict() + ": " + result.detail();
        switch (result.verdict()) {
            case HOLDS -> {
                // as it must be
            }
            case UNSUPPORTED -> throw new TestAbortedException(text);
            default -> throw new AssertionFailedError(text);
        }
    }
}
