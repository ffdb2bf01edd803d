/** What must hold of whatever the generators make. An oracle knows neither jqwik nor where its decisions come from. */
@NullMarked
package org.ferrywasm.fuzz.oracle;

import org.jspecify.annotations.NullMarked;
