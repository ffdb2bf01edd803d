/**
 * What starts before the command line does: compiled for Java 11, so that an older Java than Ferry needs can still be told
 * which one it takes. Imports nothing of Ferry's; the command line is named by a string.
 */
@NullMarked
package org.ferrywasm.cli.launch;

import org.jspecify.annotations.NullMarked;
