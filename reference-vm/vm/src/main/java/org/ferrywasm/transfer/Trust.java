package org.ferrywasm.transfer;

/**
 * A value that goes to another thread on somebody's word, where the walk cannot see whether the word is good.
 *
 * @param path the way from the root to it, its class last
 * @param value the value
 * @param word what is said about it
 */
public record Trust(String path, Object value, String word) {}
