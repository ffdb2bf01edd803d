package org.ferrywasm.code;

import org.jspecify.annotations.Nullable;

/**
 * The slots above the locals that hold references at a safepoint, as a list from the topmost down. Lists share their ends,
 * so that the maps of a function take space in proportion to its code however high its operand stack is.
 *
 * @param slot a slot, counted from the frame's base
 * @param below the rest
 */
public record RefSlots(int slot, @Nullable RefSlots below) {}
