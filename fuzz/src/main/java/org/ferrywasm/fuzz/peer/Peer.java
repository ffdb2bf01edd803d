package org.ferrywasm.fuzz.peer;

/** An engine that can be asked. */
public interface Peer extends AutoCloseable {
    /** Its name in the report. */
    String name();

    /** Asks it; whatever it does, there is an answer. */
    Answer ask(Question question);

    @Override
    void close();
}
