/** GraalWasm on the JDK as it comes, that is interpreted: a Context for each Store, on one Engine. */
@NullMarked
package org.ferrywasm.engines.graalwasm;

import org.jspecify.annotations.NullMarked;
