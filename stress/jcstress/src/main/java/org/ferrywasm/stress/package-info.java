/**
 * The thread contract under real reordering: what the tests have in common.
 *
 * <p>A test is a class of jcstress. Its actors run at the same time on threads of their own, over and over, and what they saw is
 * counted. {@link org.ferrywasm.stress.Tries} says which clauses it tries; {@link org.ferrywasm.stress.Twin} marks its broken
 * twins.
 */
@NullMarked
package org.ferrywasm.stress;

import org.jspecify.annotations.NullMarked;
