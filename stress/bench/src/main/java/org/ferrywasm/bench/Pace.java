package org.ferrywasm.bench;

/**
 * How long one benchmark is warmed up and measured.
 *
 * @param warmups iterations whose result is thrown away
 * @param warmupMillis the length of each
 * @param iterations iterations that are samples
 * @param millis the length of each
 */
record Pace(int warmups, int warmupMillis, int iterations, int millis) {}
