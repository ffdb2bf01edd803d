package org.ferrywasm.transfer;

/**
 * A value that may not go to another thread, and where it was found.
 *
 * @param root the number of the root that the walk came from. What several roots share is looked into once, so others may lead to it
 *     too: whoever leaves out a root must walk anew from those that stay
 * @param path the way from the root to it, its class last
 * @param type its class
 * @param refusal why not
 */
public record Finding(int root, String path, Class<?> type, Refusal refusal) {
    /** The name of its class, as paths have it. */
    public String className() {
        return Paths.nameOf(type);
    }
}
