/** Schedules as text: what is done to Stores, step by step, and what each step must say. Failures are kept in this form. */
@NullMarked
package org.ferrywasm.fuzz.replay;

import org.jspecify.annotations.NullMarked;
