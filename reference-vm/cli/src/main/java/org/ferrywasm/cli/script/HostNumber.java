package org.ferrywasm.cli.script;

/**
 * The host object behind {@code (ref.extern n)} and {@code (ref.host n)}.
 *
 * @param number the number by which scripts know it
 */
record HostNumber(int number) {}
