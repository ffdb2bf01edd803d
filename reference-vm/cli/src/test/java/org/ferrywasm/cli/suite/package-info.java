/**
 * The lane of the build that runs the official suites through the VM as its users do, and records what held. It stands among
 * the tests, so that the command line does not carry it along. Imports {@code cli.script}, the suites' finder, and the form
 * of result files.
 */
@NullMarked
package org.ferrywasm.cli.suite;

import org.jspecify.annotations.NullMarked;
