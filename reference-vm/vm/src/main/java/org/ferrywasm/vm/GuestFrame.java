package org.ferrywasm.vm;

import org.jspecify.annotations.Nullable;

/**
 * A frame of a guest's backtrace.
 *
 * {@snippet class="org.ferrywasm.examples.ExceptionExample" region="frames"}
 *
 * @param moduleName the module's name, from its name section; null if it has none
 * @param funcIndex the function's index in its module
 * @param funcName the function's name, from the name section; null if it has none
 * @param offset the byte offset of the instruction in the module
 */
public record GuestFrame(
        @Nullable String moduleName,
        int funcIndex,
        @Nullable String funcName,
        long offset) {
    /** As in {@code func 12 "copy", offset 0x3f}, with {@code module "m", } before it where the module has a name. */
    @Override
    public String toString() {
        return (moduleName == null ? "" : "module \"" + moduleName + "\", ")
                + "func "
                + funcIndex
                + (funcName == null ? "" : " \"" + funcName + "\"")
                + ", offset 0x"
                + Long.toHexString(offset);
    }
}
