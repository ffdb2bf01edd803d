@NullMarked
package org.ferrywasm.testing;

import org.jspecify.annotations.NullMarked;
