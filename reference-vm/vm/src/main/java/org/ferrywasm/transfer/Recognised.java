package org.ferrywasm.transfer;

/** What an object with a meaning of its own is. */
public sealed interface Recognised {
    /** It may be used by all threads, and holds nothing that may not. */
    record SharedByAll() implements Recognised {}

    /** It is connected to the walk's own store and travels with it. */
    record Handle() implements Recognised {}

    /**
     * It is judged by what is in it.
     *
     * @param field the name of the field that holds it, for paths
     * @param contents what is in it
     */
    record Inside(String field, Object contents) implements Recognised {}

    /** It is a box whose contents may be mutable, and nothing else may reach them. */
    record Box(Object contents) implements Recognised {}

    /** It is trusted, for this reason. */
    record Word(String reason) implements Recognised {}

    /** It may not go. */
    record Refused(Refusal refusal) implements Recognised {}
}
