/** Modules, made of decisions. What is well typed here is so by construction; nothing else of the VM is used than its table of instructions. */
@NullMarked
package org.ferrywasm.fuzz.generate;

import org.jspecify.annotations.NullMarked;
