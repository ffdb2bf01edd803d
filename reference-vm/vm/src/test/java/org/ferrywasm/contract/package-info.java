/** The thread contract, clause by clause, for a Store: tests that bear a clause's id. */
@NullMarked
package org.ferrywasm.contract;

import org.jspecify.annotations.NullMarked;
