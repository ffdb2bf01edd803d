package org.ferrywasm.suite;

import java.io.IOException;
import java.io.PrintStream;

/** The program that says where the official suites lie, downloading what is missing. */
public final class FindSuites {
    /** Stands at the beginning of the last line where a suite cannot be had, for scripts to look for. */
    static final String NONE = "official suites: none";

    private FindSuites() {}

    /**
     * Prints one line for each suite.
     *
     * @param arguments none
     * @throws IOException if a folder that was found cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        run(SuiteFinder.ofThisProcess(), System.out);
    }

    static void run(SuiteFinder finder, PrintStream out) throws IOException {
        boolean all = true;
        for (OfficialSuite suite : OfficialSuite.all()) {
            try {
                out.println(finder.find(suite)
                        .map(FoundSuite::describe)
                        .orElse(suite.name() + ": not wanted (" + SuiteFinder.SKIP + ")"));
            } catch (SuiteNotFoundException e) {
                out.println(e.getMessage());
                all = false;
            }
        }
        out.println(all ? "official suites: settled" : NONE);
    }
}
