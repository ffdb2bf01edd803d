/** Makes every step of an operation of the VM fail in turn, and so holds clause E-20. */
@NullMarked
package org.ferrywasm.faults;

import org.jspecify.annotations.NullMarked;
