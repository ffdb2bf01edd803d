/** Help for the tests of embedders. */
@NullMarked
package org.ferrywasm.testing;

import org.jspecify.annotations.NullMarked;
