/** Compile-time checks of the thread contract. */
@NullMarked
package org.ferrywasm.lint;

import org.jspecify.annotations.NullMarked;
