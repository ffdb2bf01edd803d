package org.ferrywasm.engines.lane;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ferrywasm.contract.clauses.Clauses;
import org.ferrywasm.contract.clauses.ContractClause;
import org.ferrywasm.engines.wreck.Protection;
import org.ferrywasm.results.VerdictResult;

/**
 * The pages {@code docs/contract.md} and {@code docs/guarantees.md}: made from the clauses, from what they mean to embedders, from the
 * list of protections, and from what was recorded.
 */
final class ContractPage {
    private static final Map<Character, String> GROUPS = groups();

    private final Recorded recorded;
    private final StressColumn stress;
    private final Map<String, String> meanings;

    private ContractPage(Recorded recorded, StressColumn stress, Map<String, String> meanings) {
        this.recorded = recorded;
        this.stress = stress;
        this.meanings = meanings;
    }

    /**
     * Writes both pages.
     *
     * @param arguments the file of what was recorded of engines, that of the stress tests, the folder of documents
     * @throws IOException if files cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        Path docs = Path.of(arguments[2]);
        ContractPage page = of(Path.of(arguments[0]), Path.of(arguments[1]));
        Files.writeString(docs.resolve("contract.md"), page.contract());
        Files.writeString(docs.resolve("guarantees.md"), page.guarantees());
    }

    /** The pages of what was recorded. */
    static ContractPage of(Path recorded, Path stress) throws IOException {
        return new ContractPage(Recorded.read(recorded), StressColumn.read(stress), meanings());
    }

    private static Map<Character, String> groups() {
        Map<Character, String> groups = new LinkedHashMap<>();
        groups.put('A', "Confinement: a Store belongs to one thread");
        groups.put('B', "What is shared");
        groups.put('C', "Counts of host objects");
        groups.put('D', "Host objects");
        groups.put('E', "Transfer");
        groups.put('F', "Suspended calls");
        groups.put('G', "Shared memory");
        groups.put('H', "The end");
        groups.put('I', "Messages");
        return groups;
    }

    private static Map<String, String> meanings() throws IOException {
        Map<String, String> meanings = new LinkedHashMap<>();
        try (InputStream in = ContractPage.class.getResourceAsStream("meanings.txt")) {
            if (in == null) {
                throw new IllegalStateException("the list of meanings is not there");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            lines.lines().forEach(line -> {
                int bar = line.indexOf(" | ");
                meanings.put(line.substring(0, bar), line.substring(bar + 3));
            });
        }
        return meanings;
    }

    /** The page for embedders: what each clause means, and which engine keeps it. */
    String contract() {
        StringBuilder page = new StringBuilder("""
            # The thread contract, engine by engine

            What each clause means if you embed an engine, and which engines keep it. Made by the build from the kit
            (`migration/contract`) and from a recorded run; [kit.md](kit.md) tells how to run it on your engine.

            """);
        page.append("Recorded on %s, Java %s: `%s`. In `mvn verify` only Ferry is tried anew.%n%n"
                .formatted(recorded.date(), recorded.jdk(), recorded.command()));
        page.append("""
            `+` holds, `-` broken, `!` crashed, `~` hangs, `=` serialised by a hidden lock, a dot: unsupported, the engine lacks what the
            clause is about. Where a clause is broken, the recorded file (`migration/engines/recorded/peers.json`) says what was seen.

            """);
        summary(page);
        GROUPS.forEach((group, title) -> {
            page.append("\n## ").append(group).append(". ").append(title).append("\n\n| |");
            recorded.engines()
                    .keySet()
                    .forEach(engine -> page.append(' ').append(engine).append(" |"));
            page.append(" what it means |\n|---|");
            recorded.engines().keySet().forEach(engine -> page.append("---|"));
            page.append("---|\n");
            for (ContractClause clause : Clauses.all()) {
                if (clause.id().charAt(0) == group) {
                    row(page, clause);
                }
            }
        });
        return page.toString();
    }

    private void summary(StringBuilder page) {
        page.append("| engine | version | holds | broken | crashed, hangs, serialised | unsupported | official suite:"
                + " passed of all |\n");
        page.append("|---|---|---|---|---|---|---|\n");
        recorded.engines().forEach((name, peer) -> {
            int holds = count(peer, "holds");
            int broken = count(peer, "broken");
            int unsupported = count(peer, "unsupported");
            int others = peer.contract().size() - holds - broken - unsupported;
            Recorded.Assertions spec = peer.spec().get("spec");
            String suite = spec == null
                    ? ""
                    : String.format(
                            Locale.ROOT, "%,d of %,d, %,d not tried", spec.passed(), spec.assertions(), spec.skipped());
            page.append("| %s | %s | %d | %d | %d | %d | %s |%n"
                    .formatted(name, peer.version(), holds, broken, others, unsupported, suite));
        });
    }

    private static int count(Recorded.Peer peer, String verdict) {
        return (int) peer.contract().values().stream()
                .filter(result -> result.verdict().equals(verdict))
                .count();
    }

    private void row(StringBuilder page, ContractClause clause) {
        page.append("| ").append(clause.id()).append(" |");
        recorded.engines().values().forEach(peer -> {
            VerdictResult result = peer.contract().get(clause.id());
            page.append(' ')
                    .append(sign(result == null ? "" : result.verdict()))
                    .append(" |");
        });
        page.append(' ').append(meanings.getOrDefault(clause.id(), "")).append(" |\n");
    }

    private static String sign(String verdict) {
        return switch (verdict) {
            case "holds" -> "+";
            case "broken" -> "-";
            case "crashed" -> "!";
            case "hangs" -> "~";
            case "serialised" -> "=";
            case "unsupported" -> "·";
            default -> "?";
        };
    }

    /** The list of guarantees: each clause, what is sabotaged so that it must be seen, and where else it was seen not to hold. */
    String guarantees() {
        StringBuilder page = new StringBuilder("""
            # What Ferry guarantees

            Every clause of the thread contract, by the id under which Javadoc, tests and reports cite it. A test that shows a clause bears its
            id: `@Clause("A-06")`; `EveryClauseTest` reads this file: each clause has a test among those of `reference-vm/vm`. The kit
            (`migration/contract`) tries each on Ferry in `mvn verify`, lane `contract`.

            *Sabotage* names the protections of which at least this clause sees that they are gone (Wreck, in the same lane:
            `wreck:NAME`), and the engines on which it was seen not to hold; a clause that asks for a refusal has one or the other.
            *Seconds* is how long the kit takes to try the clause on Ferry, its JVM included, as it was recorded with the others.

            *Stress* names the tests of `stress/jcstress` that try the clause under real reordering, and for each a canary with what it
            showed: a part of the VM that was taken out, or a broken twin. [stress-record.md](stress-record.md) has them all.
            """);
        GROUPS.forEach((group, title) -> {
            page.append("\n## ").append(group).append(". ").append(title).append("\n\n");
            page.append("| id | promise | sabotage | seconds | stress |\n|---|---|---|---|---|\n");
            for (ContractClause clause : Clauses.all()) {
                if (clause.id().charAt(0) == group) {
                    page.append("| %s | %s | %s | %s | %s |%n"
                            .formatted(
                                    clause.id(),
                                    clause.promise(),
                                    sabotage(clause),
                                    seconds(clause),
                                    stress.of(clause.id())));
                }
            }
        });
        return page.toString();
    }

    private String sabotage(ContractClause clause) {
        List<String> seen = new ArrayList<>();
        Protection.all().stream()
                .filter(protection -> protection.clauses().contains(clause.id()))
                .map(Protection::name)
                .forEach(seen::add);
        seen.addAll(brokenOn(clause));
        return String.join(", ", seen);
    }

    /** The engines on which a clause was seen not to hold. */
    List<String> brokenOn(ContractClause clause) {
        List<String> engines = new ArrayList<>();
        recorded.engines().forEach((name, peer) -> {
            VerdictResult result = peer.contract().get(clause.id());
            if (result != null
                    && !result.verdict().equals("holds")
                    && !result.verdict().equals("unsupported")) {
                engines.add(name);
            }
        });
        return engines;
    }

    private String seconds(ContractClause clause) {
        Recorded.Peer ferry = recorded.engines().get("ferry");
        VerdictResult result = ferry == null ? null : ferry.contract().get(clause.id());
        return result == null ? "" : String.format(Locale.ROOT, "%.1f", result.seconds());
    }
}
