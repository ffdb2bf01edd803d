/**
 * The official test suites as folders on this machine. {@link org.ferrywasm.suite.OfficialSuite} says which commits are
 * meant and what they contain, {@link org.ferrywasm.suite.SuiteFinder} where to look and in which order, and
 * {@link org.ferrywasm.suite.SuiteDownload} how a missing one is fetched and verified. Every lane that runs the suites asks
 * here, so that they all mean the same files. Imports the JDK alone.
 */
@NullMarked
package org.ferrywasm.suite;

import org.jspecify.annotations.NullMarked;
