package org.ferrywasm.gate;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program that ends the build: reads the lanes' results, writes the report, and exits with 1 if there is a gap. */
@Command(name = "gate", description = "Judges what the lanes of a build have recorded.")
public final class Main implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec command;

    @Option(names = "--run", required = true, description = "Id of this build.")
    private String run = "";

    @Option(names = "--ferry-version", required = true, description = "Version of what was built.")
    private String version = "";

    @Option(names = "--root", required = true, description = "The root of the repository.")
    private Path root = Path.of("");

    @Option(names = "--report", required = true, description = "File to write the report to.")
    private Path report = Path.of("");

    @Option(
            names = "--without-suites",
            arity = "1",
            description = "Whether the build goes without the official suites.")
    private boolean withoutSuites;

    @Option(names = "--lane", description = "A lane and the folder of its result file, NAME=FOLDER.")
    private Map<String, Path> lanes = new LinkedHashMap<>();

    private Main() {}

    /**
     * Judges a build and ends the process.
     *
     * @param arguments see the options
     */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    @Override
    public Integer call() throws IOException {
        List<Lane> known = new ArrayList<>();
        for (Map.Entry<String, Path> lane : lanes.entrySet()) {
            known.add(Lane.read(lane.getKey(), root.resolve(lane.getValue()), run));
        }
        List<String> gaps = Gate.gaps(known, withoutSuites);
        Build build = new Build(version, GitCommit.of(root), Runtime.version().toString(), run);
        Report.write(report, build, known, gaps);
        PrintWriter out = out();
        Summary.lines(build, known, gaps).forEach(out::println);
        if (withoutSuites) {
            out.println("The official test suites were NOT RUN, as the build was told to go without them.");
        }
        out.flush();
        return gaps.isEmpty() ? 0 : 1;
    }

    private PrintWriter out() {
        if (command == null) {
            throw new AssertionError("picocli sets the command before it calls it");
        }
        return command.commandLine().getOut();
    }
}
