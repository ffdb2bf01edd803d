/**
 * The form of the files in which the build's lanes record what they found. A lane is one kind of proof (the official suite,
 * a stress test, a fuzzer); it writes one {@link org.ferrywasm.results.LaneResult} into its module's build folder and stops
 * nothing; the gate reads them all at the end. {@code docs/results.md} shows the form. Imports the JDK and Jackson.
 */
@NullMarked
package org.ferrywasm.results;

import org.jspecify.annotations.NullMarked;
