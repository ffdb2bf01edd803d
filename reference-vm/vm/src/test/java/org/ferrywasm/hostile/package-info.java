/**
 * Input made to do harm: every module of the official suites cut short and changed, modules whose numbers promise more than
 * their bytes hold, and what nests too deep. Each ends in a module or a typed error, at a cost that fits its size.
 */
@NullMarked
package org.ferrywasm.hostile;

import org.jspecify.annotations.NullMarked;
