package sample;

import java.util.List;
import java.util.Set;
import org.ferrywasm.contract.clauses.Clauses;
import org.ferrywasm.contract.clauses.ContractClause;
import org.ferrywasm.contract.junit.ContractTests;

/** The clauses that this engine means to keep, each as a test. Leave the method out to try all. */
class SampleContractTest extends ContractTests {
    private static final Set<String> KEPT = Set.of("B-01", "B-04", "B-11", "E-01", "I-06");

    SampleContractTest() {
        super("sample");
    }

    @Override
    protected List<ContractClause> clauses() {
        return Clauses.all().stream()
                .filter(clause -> KEPT.contains(clause.id()))
                .toList();
    }
}
