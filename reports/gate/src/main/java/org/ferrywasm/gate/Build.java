package org.ferrywasm.gate;

/**
 * What was built and where, for the head of the report.
 *
 * @param version Ferry's version
 * @param git the commit, as {@code git describe} names it
 * @param jdk the Java that ran the lanes
 * @param run the id that all results of this build carry
 */
record Build(String version, String git, String jdk, String run) {}
