package org.ferrywasm.cli.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.ferrywasm.cli.script.CommandResult;
import org.ferrywasm.cli.script.FeatureTable;
import org.ferrywasm.cli.script.ScriptOptions;
import org.ferrywasm.cli.script.ScriptRunner;
import org.ferrywasm.cli.script.Verdict;
import org.ferrywasm.text.script.Script;
import org.ferrywasm.text.script.ScriptParser;

/** Runs a script for the canaries, on the VM of the class loader that has loaded this class. */
public final class FailedLines {
    private FailedLines() {}

    /**
     * Runs a script.
     *
     * @param source the script
     * @param manner the name of the manner to run it in
     * @return the lines of the commands that failed
     * @throws IOException never
     * @throws InterruptedException if the thread is interrupted
     */
    public static Set<Integer> of(String source, String manner) throws IOException, InterruptedException {
        Script script = ScriptParser.parse(source.getBytes(StandardCharsets.UTF_8), "canary.wast");
        ScriptOptions options = ScriptOptions.of(FeatureTable.supported());
        Set<Integer> failed = new TreeSet<>();
        for (CommandResult result :
                LaneManner.of(manner, 0).run(inManner -> new ScriptRunner(options.in(inManner)).run(script))) {
            if (result.verdict() == Verdict.FAILED) {
                failed.add(result.line());
            }
        }
        return failed;
    }
}
