/** The decisions that generators make, apart from who makes them: a seed, a record, jqwik, a fuzzer that watches coverage. */
@NullMarked
package org.ferrywasm.fuzz.choice;

import org.jspecify.annotations.NullMarked;
