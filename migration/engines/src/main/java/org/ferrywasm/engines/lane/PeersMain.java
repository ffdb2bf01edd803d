package org.ferrywasm.engines.lane;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ferrywasm.contract.ClauseResult;
import org.ferrywasm.contract.Verdict;
import org.ferrywasm.contract.clauses.Clauses;
import org.ferrywasm.contract.clauses.ContractClause;
import org.ferrywasm.contract.runner.Adapters;
import org.ferrywasm.contract.runner.KitRun;
import org.ferrywasm.contract.runner.Settings;
import org.ferrywasm.engines.suite.EngineSuite;
import org.ferrywasm.engines.suite.SuiteMain;
import org.ferrywasm.results.VerdictResult;

/** The program that tries all clauses and the official suites on the other engines, and on Ferry in the same way. */
public final class PeersMain {
    private static final List<String> ENGINES = List.of("ferry", "endive", "chicory", "graalwasm", "wasmtime-java");

    /** What holds in one run may be luck, where threads race: it must hold in so many. */
    private static final int RUNS = 3;

    private final Path work;

    private PeersMain(Path work) {
        this.work = work;
    }

    /**
     * Runs it.
     *
     * @param arguments the command that is recorded, the folder for work, the file for what was found; and, to try only some
     *     anew and keep what the file has of the others, their names with commas between
     * @throws IOException if files cannot be read or written
     * @throws InterruptedException if somebody stops it
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PeersMain main = new PeersMain(Path.of(arguments[1]));
        Path found = Path.of(arguments[2]);
        boolean isPart = arguments.length > 3;
        Map<String, Recorded.Peer> engines =
                new LinkedHashMap<>(isPart ? Recorded.read(found).engines() : Map.of());
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        for (String engine : isPart ? List.of(arguments[3].split(",", -1)) : ENGINES) {
            engines.put(engine, main.peer(engine));
            new Recorded(today, Runtime.version().toString(), arguments[0], engines).write(found);
        }
        System.exit(0);
    }

    private Recorded.Peer peer(String engine) throws IOException, InterruptedException {
        String version = new Adapters().get(engine).version();
        Map<String, VerdictResult> contract = new LinkedHashMap<>();
        Settings settings = Settings.here(engine, work.resolve(engine));
        try (KitRun kit = new KitRun(settings, version, Clauses.all())) {
            for (ContractClause clause : Clauses.all()) {
                kit.result(clause);
            }
            for (ContractClause clause : Clauses.all()) {
                ClauseResult result = kit.result(clause);
                for (int again = 1; again < RUNS && result.verdict() == Verdict.HOLDS; again++) {
                    result = ContractLane.once(settings, clause);
                }
                contract.put(clause.id(), ContractLane.verdict(result));
                System.out.println(engine + " " + clause.id() + " " + result.verdict());
            }
        }
        Path suites = work.resolve("suites");
        SuiteMain.main(new String[] {engine, suites.toString()});
        EngineSuite found = EngineSuite.read(suites, engine);
        Map<String, Recorded.Assertions> spec = new LinkedHashMap<>();
        found.suites().forEach((name, totals) -> spec.put(name, Recorded.Assertions.of(totals)));
        Map<String, String> files = new TreeMap<>();
        found.files().forEach((name, script) -> files.put(name, script.passed() + "/" + script.assertions()));
        return new Recorded.Peer(version, contract, spec, files);
    }
}
