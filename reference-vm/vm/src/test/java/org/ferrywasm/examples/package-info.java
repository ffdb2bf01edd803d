/**
 * The examples of the documentation, which are tests: what stands between {@code @start} and {@code @end} is shown by the
 * Javadoc of the types that it is about, and the rest of the test asserts that it does what it says. {@code ExamplesTest} finds
 * the types that have none.
 */
@NullMarked
package org.ferrywasm.examples;

import org.jspecify.annotations.NullMarked;
