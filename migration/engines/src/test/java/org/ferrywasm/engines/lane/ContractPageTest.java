package org.ferrywasm.engines.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.ferrywasm.contract.clauses.Clauses;
import org.ferrywasm.contract.clauses.ContractClause;
import org.ferrywasm.engines.wreck.Protection;
import org.junit.jupiter.api.Test;

/** That the pages are what the build makes of clauses, protections and the record, and that nothing is missing in these. */
class ContractPageTest {
    private static final Path DOCS = Path.of("..", "..", "docs");
    private static final Path RECORDED = Path.of("recorded", "peers.json");
    private static final Path STRESS = Path.of("..", "..", "stress", "jcstress", "recorded", "stress.json");

    @Test
    void thePagesAreThoseOfTheRecord() throws IOException {
        ContractPage page = ContractPage.of(RECORDED, STRESS);
        assertThat(Files.readString(DOCS.resolve("contract.md"))).isEqualTo(page.contract());
        assertThat(Files.readString(DOCS.resolve("guarantees.md"))).isEqualTo(page.guarantees());
    }

    @Test
    void theRecordHasEveryClauseAndFerryHoldsAll() throws IOException {
        Recorded recorded = Recorded.read(RECORDED);
        Set<String> ids =
                new TreeSet<>(Clauses.all().stream().map(ContractClause::id).toList());
        assertThat(recorded.engines()).containsKey("ferry").hasSizeGreaterThan(1);
        recorded.engines().forEach((engine, peer) -> {
            assertThat(new TreeSet<>(peer.contract().keySet())).as(engine).isEqualTo(ids);
            assertThat(peer.spec()).as(engine).containsKey("spec");
        });
        recorded.engines()
                .get("ferry")
                .contract()
                .forEach((id, result) -> assertThat(result.verdict()).as(id).isEqualTo("holds"));
    }

    @Test
    void everyClauseThatAsksForARefusalIsNamedByAProtection() {
        Set<String> named = new TreeSet<>();
        for (Protection protection : Protection.all()) {
            assertThat(protection.clauses()).as(protection.name()).isNotEmpty();
            assertThat(protection.removals()).as(protection.name()).isNotEmpty();
            named.addAll(protection.clauses());
        }
        List<String> negative = Clauses.all().stream()
                .filter(ContractClause::isNegative)
                .map(ContractClause::id)
                .toList();
        assertThat(negative).hasSizeGreaterThan(50);
        assertThat(named).containsAll(negative);
    }
}
