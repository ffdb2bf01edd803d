@NullMarked
package org.ferrywasm.contract.clauses;

import org.jspecify.annotations.NullMarked;
