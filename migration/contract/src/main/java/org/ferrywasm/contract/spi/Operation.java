package org.ferrywasm.contract.spi;

/**
 * One public operation of one object.
 *
 * @param name the type, the method and the types of its parameters, as the engine's documentation has them
 * @param isSafe whether the engine promises that any thread may do it at any time
 * @param isOfStore whether it ends with the Store: false for what belongs to a thread alone, and for what may be done twice
 * @param attempt does it, with whatever arguments; one that is refused never gets to look at them
 */
public record Operation(String name, boolean isSafe, boolean isOfStore, Attempt attempt) {
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
