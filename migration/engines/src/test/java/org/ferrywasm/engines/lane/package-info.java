@NullMarked
package org.ferrywasm.engines.lane;

import org.jspecify.annotations.NullMarked;
