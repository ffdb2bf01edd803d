/** Tests of what runs the official suite. */
@NullMarked
package org.ferrywasm.engines.suite;

import org.jspecify.annotations.NullMarked;
