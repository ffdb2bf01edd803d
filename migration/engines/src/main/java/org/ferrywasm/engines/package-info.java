/** What the adapters of engines have in common. */
@NullMarked
package org.ferrywasm.engines;

import org.jspecify.annotations.NullMarked;
