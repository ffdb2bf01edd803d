/** The clauses of the contract, a class for each group of CONTRACT.md or for a part of one. */
@NullMarked
package org.ferrywasm.contract.clauses;

import org.jspecify.annotations.NullMarked;
