package org.ferrywasm.results;

/**
 * Whether a lane saw what it must see: a canary is a deliberately broken twin of what the lane tests.
 *
 * @param caught whether the lane found the fault
 * @param seconds how long that took
 * @param detail what was seen, for people
 */
public record CanaryResult(boolean caught, double seconds, String detail) {}
