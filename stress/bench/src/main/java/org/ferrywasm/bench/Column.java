package org.ferrywasm.bench;

/** What a table sets side by side. */
sealed interface Column permits Competitor, Guard, Cargo {
    /** The name in the heads of tables. */
    String title();

    /** The name on the command line and in the results. */
    String label();
}
