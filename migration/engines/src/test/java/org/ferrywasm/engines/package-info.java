/** Tests of the adapters. */
@NullMarked
package org.ferrywasm.engines;

import org.jspecify.annotations.NullMarked;
