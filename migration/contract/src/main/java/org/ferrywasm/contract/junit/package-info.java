/** The clauses as tests of JUnit: {@link org.ferrywasm.contract.junit.ContractTests}. */
@NullMarked
package org.ferrywasm.contract.junit;

import org.jspecify.annotations.NullMarked;
