/** The lane {@code stress} of the build: how long each test may run, where, and what came of it. */
@NullMarked
package org.ferrywasm.stress.lane;

import org.jspecify.annotations.NullMarked;
