package org.ferrywasm.contract.runner;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.ferrywasm.contract.ClauseResult;
import org.ferrywasm.contract.Verdict;
import org.ferrywasm.contract.clauses.Clauses;
import org.ferrywasm.contract.clauses.ContractClause;
import org.ferrywasm.contract.trial.Guests;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command line of the kit: tries clauses on an engine, or shows them. */
@Command(
        name = "ferry-contract",
        description = "Tries the clauses of the thread contract on a WebAssembly engine.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:no clause that the engine supports is broken", "1:some are", "2:bad use"})
public final class Main {
    private static final int HELD = 0;
    private static final int FAILED = 1;
    private static final int BAD_USE = 2;

    private final PrintStream out;
    private final PrintStream err;

    @Option(names = "--engine", paramLabel = "NAME", description = "The engine; NAME:VARIANT for a variant of one.")
    private @Nullable String engine;

    @Option(
            names = "--clause",
            paramLabel = "ID",
            split = ",",
            description = "A clause, such as A-01, or a group, such as A; all if not given. May be repeated.")
    private List<String> wanted = new ArrayList<>();

    @Option(
            names = "--json",
            description = "Results as one JSON object on standard output; all else on standard error.")
    private boolean json;

    @Option(names = "--list", description = "List the clauses and the engines that are there.")
    private boolean list;

    @Option(names = "--describe", description = "Show the clauses with their guests, and run nothing.")
    private boolean describe;

    @Option(
            names = "--engine-path",
            paramLabel = "PATH",
            description = "Jars, folders of jars or of classes with adapters and their engines; by default the folder"
                    + " engines beside this jar.")
    private @Nullable String enginePath;

    @Option(
            names = "--java",
            paramLabel = "FILE",
            description = "The java command that runs the clauses; by default this one.")
    private @Nullable Path java;

    @Option(
            names = "--jvm",
            paramLabel = "ARG",
            description = "An argument for the JVMs of the clauses. May be repeated.")
    private List<String> jvmArguments = new ArrayList<>();

    @Option(
            names = "--results",
            paramLabel = "DIR",
            description = "Where results and logs go; by default ferry-contract-results.")
    private Path results = Path.of("ferry-contract-results");

    @Option(
            names = "--resume",
            description = "Let results stand that an earlier run with the same engine has left there.")
    private boolean resume;

    @Option(names = "--race", paramLabel = "MS", description = "How many milliseconds clauses race; by default 1000.")
    private long raceMillis = Settings.RACE_TIME.toMillis();

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many clauses run at a time; by default one a processor.")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--limit",
            paramLabel = "SECONDS",
            description = "How long a clause may take at most; by default as long as it says.")
    private int limitSeconds = Integer.MAX_VALUE;

    @Option(names = "--debug", description = "Show the Java stack of a failure.")
    private boolean debug;

    private Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the command line and ends the process with its exit status.
     *
     * @param arguments what the user typed after the name of the jar
     */
    public static void main(String[] arguments) {
        int status = run(System.out, System.err, arguments);
        System.out.flush();
        System.exit(status);
    }

    /**
     * Runs the command line.
     *
     * @return the exit status
     */
    public static int run(PrintStream out, PrintStream err, String... arguments) {
        Main main = new Main(out, err);
        CommandLine line = new CommandLine(main);
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setParameterExceptionHandler((e, rest) -> badUse(err, e));
        line.setExecutionStrategy(parsed -> {
            Integer helped = CommandLine.executeHelpRequest(parsed);
            return helped == null ? main.guarded() : helped;
        });
        return line.execute(arguments);
    }

    private static int badUse(PrintStream err, ParameterException e) {
        err.println("ferry-contract: " + oneLine(String.valueOf(e.getMessage())) + " (see ferry-contract --help)");
        return BAD_USE;
    }

    private int guarded() {
        try {
            return execute();
        } catch (KitFailure e) {
            return report(String.valueOf(e.getMessage()), e, BAD_USE);
        } catch (IOException e) {
            return report(String.valueOf(e), e, BAD_USE);
        } catch (RuntimeException | Error e) {
            return report("internal error, see --debug: " + e, e, FAILED);
        }
    }

    private int report(String message, Throwable cause, int status) {
        err.println("ferry-contract: " + oneLine(message));
        if (debug) {
            cause.printStackTrace(err);
        }
        return status;
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    private int execute() throws IOException {
        List<ContractClause> clauses = clauses();
        if (describe) {
            clauses.forEach(this::describe);
            return HELD;
        }
        if (jobs < 1 || raceMillis < 1 || limitSeconds < 1) {
            throw new KitFailure("--jobs, --race and --limit take a number from 1 on");
        }
        if (list) {
            clauses.forEach(clause -> out.println(clause.id() + "  " + clause.promise()));
            out.println("engines: " + String.join(", ", Probing.names(settings(""))));
            return HELD;
        }
        if (engine == null) {
            throw new KitFailure("name an engine with --engine: " + String.join(", ", Probing.names(settings(""))));
        }
        return tryAll(settings(engine), clauses);
    }

    private List<ContractClause> clauses() {
        if (wanted.isEmpty()) {
            return Clauses.all();
        }
        Set<ContractClause> chosen = new LinkedHashSet<>();
        for (String name : wanted) {
            String prefix = name.strip().toUpperCase(Locale.ROOT);
            List<ContractClause> matching = Clauses.all().stream()
                    .filter(clause -> clause.id().equals(prefix) || clause.id().startsWith(prefix + "-"))
                    .toList();
            if (matching.isEmpty()) {
                throw new KitFailure("no clause or group " + name + "; --list shows all");
            }
            chosen.addAll(matching);
        }
        return Clauses.all().stream().filter(chosen::contains).toList();
    }

    private Settings settings(String name) throws IOException {
        Settings here = Settings.here(name, results.resolve(name.replace(':', '-')));
        Path command = java == null ? here.java() : java;
        if (!Files.isExecutable(command)) {
            throw new KitFailure("--java: " + command + " is no command that can be run");
        }
        return new Settings(
                name,
                here.folder(),
                here.classPath() + File.pathSeparator + engines(),
                command,
                java == null ? here.javaFeature() : Probing.feature(command),
                jvmArguments,
                Duration.ofMillis(raceMillis),
                jobs,
                limitSeconds,
                resume,
                "");
    }

    /** The class path of the adapters and engines. */
    private String engines() throws IOException {
        List<String> entries = new ArrayList<>();
        if (enginePath == null) {
            Path beside = besideThisJar();
            if (Files.isDirectory(beside)) {
                addFolder(beside, entries);
            }
        } else {
            for (String entry : enginePath.split(File.pathSeparator, -1)) {
                Path path = Path.of(entry);
                if (!Files.exists(path)) {
                    throw new KitFailure("--engine-path: there is no " + entry);
                }
                addFolder(path, entries);
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    /** A folder stands for the jars in it, and for the classes. */
    private static void addFolder(Path path, List<String> entries) throws IOException {
        entries.add(path.toAbsolutePath().toString());
        if (Files.isDirectory(path)) {
            try (Stream<Path> files = Files.list(path)) {
                files.filter(file -> file.toString().endsWith(".jar"))
                        .sorted()
                        .forEach(file -> entries.add(file.toAbsolutePath().toString()));
            }
        }
    }

    private static Path besideThisJar() {
        try {
            Path jar = Path.of(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return jar.resolveSibling("engines");
        } catch (URISyntaxException e) {
            throw new KitFailure("cannot tell where this jar is", e);
        }
    }

    private int tryAll(Settings settings, List<ContractClause> clauses) throws IOException {
        String version = Probing.version(settings);
        PrintStream human = json ? err : out;
        human.println(settings.engine() + " " + version + ": " + clauses.size() + " clauses");
        List<ClauseResult> done = new ArrayList<>();
        try (KitRun run = new KitRun(settings, version, clauses)) {
            for (ContractClause clause : clauses) {
                ClauseResult result = run.result(clause);
                done.add(result);
                human.println(line(result));
            }
        }
        human.println(summary(done));
        String all = Results.json(settings.engine(), version, done);
        Files.writeString(settings.folder().resolve("contract.json"), all);
        if (json) {
            out.println(all);
        }
        return done.stream().allMatch(result -> isGood(result.verdict())) ? HELD : FAILED;
    }

    private static boolean isGood(Verdict verdict) {
        return verdict == Verdict.HOLDS || verdict == Verdict.UNSUPPORTED;
    }

    private static String line(ClauseResult result) {
        String detail = result.detail().isEmpty() ? "" : "  " + oneLine(result.detail());
        return String.format(
                Locale.ROOT, "%-5s %-11s %5.1f s%s", result.clause(), result.verdict(), result.seconds(), detail);
    }

    private static String summary(List<ClauseResult> results) {
        List<String> counts = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            long count = results.stream().filter(r -> r.verdict() == verdict).count();
            if (count > 0) {
                counts.add(count + " " + verdict);
            }
        }
        return String.join(", ", counts);
    }

    private void describe(ContractClause clause) {
        out.println(clause.id() + ": " + clause.promise());
        out.println("  " + clause.deed());
        out.println("  " + (clause.isNegative() ? "asks for a refusal; " : "") + (clause.isTimed() ? "timed; " : "")
                + "at most " + clause.limitSeconds() + " s; guests: " + String.join(", ", clause.guests()));
        if (!wanted.isEmpty()) {
            for (String guest : clause.guests()) {
                out.println("  " + guest + ".wasm, " + Guests.binary(guest).length + " bytes:");
                Guests.text(guest).lines().forEach(text -> out.println("    " + text));
            }
        }
    }

    /** The version as the jar's manifest has it. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"ferry-contract " + (version == null ? "(not from its jar)" : version)};
        }
    }
}
