package org.ferrywasm.transfer;

/**
 * Why a value may not go to another thread, in words.
 *
 * @param reason the kind of reason
 * @param why what is wrong, as a clause that follows the name of the class: "it is an array"
 * @param mend what to do about it, as a command
 */
public record Refusal(Reason reason, String why, String mend) {}
