package org.ferrywasm.vm;

/**
 * Declares that the instances of a class may be handed to another thread together with the Store that holds them (contract,
 * "Sendable", rule 2). The one who declares it promises that nothing in them belongs to a thread, and that nobody goes on using
 * them on another one, unless they are safe for that. What is put into a {@link FrozenLinker} is used by several threads at once.
 *
 * <p>The declaration holds for the exact class that names this interface in its own {@code implements} clause: a subclass may
 * add anything and declares it anew, and so does a class that has it from another interface. A lambda declares nothing and is
 * judged by what it captures.
 *
 * <p>Records, enum constants and final classes whose fields are final and hold what may be handed over need no declaration.
 *
 * {@snippet class="org.ferrywasm.examples.SendableExample" region="sendable"}
 */
public interface Sendable {}
