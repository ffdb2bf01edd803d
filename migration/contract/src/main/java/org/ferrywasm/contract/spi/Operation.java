package org.ferrywasm.contract.spi;

/**
 * One public operation of one object that is connected to a Store.
 *
 * @param name the type, the method and the types of its parameters, as the engine's documentation has them
 * @param isSafe whether the engine promises that any thread may do it at any time
 * @param isEnding whether, done by the owner, it is meant to end or move the Store
 * @param attempt does it, with whatever arguments; one that is refused never gets to look at them
 */
public record Operation(String name, boolean isSafe, boolean isEnding, Attempt attempt) {
    /** Something to do. */
    @FunctionalInterface
    public interface Attempt {
        /**
         * Does it.
         *
         * @throws Throwable what the engine throws, as the same object
         */
        void run() throws Throwable;
    }
}
