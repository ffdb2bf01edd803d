/** What docs/lint.md shows: each check with an example that it warns of and one that it does not. */
@NullMarked
package org.ferrywasm.lint.examples;

import org.jspecify.annotations.NullMarked;
