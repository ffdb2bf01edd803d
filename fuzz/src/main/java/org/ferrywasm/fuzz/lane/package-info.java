/** The lane {@code fuzz} of the build: each oracle for its share of the budget, and mistakes that they must find. */
@NullMarked
package org.ferrywasm.fuzz.lane;

import org.jspecify.annotations.NullMarked;
