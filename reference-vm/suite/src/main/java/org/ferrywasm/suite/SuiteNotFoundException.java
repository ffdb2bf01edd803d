package org.ferrywasm.suite;

import java.io.IOException;
import java.util.List;

/** A suite is nowhere to be had. The message lists every place that was tried and says how to mend it. */
public final class SuiteNotFoundException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> attempts;

    SuiteNotFoundException(OfficialSuite suite, List<String> attempts) {
        super(message(suite, attempts));
        this.attempts = List.copyOf(attempts);
    }

    /** {@return what was tried, a line each, in order} */
    public List<String> attempts() {
        return attempts;
    }

    private static String message(OfficialSuite suite, List<String> attempts) {
        StringBuilder message = new StringBuilder("the official test suite \"")
                .append(suite.name())
                .append("\" cannot be had; tried:\n");
        attempts.forEach(attempt -> message.append("  - ").append(attempt).append('\n'));
        return message.append("Check out https://github.com/")
                .append(suite.repository())
                .append(" at commit ")
                .append(suite.commit())
                .append(" and name its folder with -D")
                .append(suite.property())
                .append("=FOLDER, or build without the suites: -D")
                .append(SuiteFinder.SKIP)
                .append("=true")
                .toString();
    }
}
