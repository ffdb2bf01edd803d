/**
 * The official test suite on any engine that has an adapter: {@link org.ferrywasm.engines.suite.SuiteMain} runs it, script by
 * script, in JVMs that may crash or hang.
 */
@NullMarked
package org.ferrywasm.engines.suite;

import org.jspecify.annotations.NullMarked;
