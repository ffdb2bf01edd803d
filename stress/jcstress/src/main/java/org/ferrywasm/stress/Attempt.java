package org.ferrywasm.stress;

import org.ferrywasm.vm.NotSendableException;
import org.ferrywasm.vm.StaleHandleException;
import org.ferrywasm.vm.StoreBusyException;
import org.ferrywasm.vm.StoreClosedException;
import org.ferrywasm.vm.StoreInTransitException;

/** Something that an actor tries, and one word for what became of it. */
@FunctionalInterface
public interface Attempt {
    /** It succeeded. */
    String DONE = "done";

    /** It was refused as another thread's. */
    String WRONG_THREAD = "wrong thread";

    /** It was refused: the handle was left behind. */
    String STALE = "stale";

    /** It was refused: its Store is on its way. */
    String IN_TRANSIT = "in transit";

    /** It was refused: its Store is closed. */
    String CLOSED = "closed";

    /** It was refused: its Store has a call on the Java stack. */
    String BUSY = "busy";

    /** It was refused: something is not Sendable. */
    String NOT_SENDABLE = "not sendable";

    /** The actor came before there was anything to try. */
    String EARLY = "early";

    /** Tries. */
    void run() throws Exception;

    /** Tries it, and says in a word what became of it; an exception that is no answer of the contract says its own name. */
    static String at(Attempt attempt) {
        try {
            attempt.run();
            return DONE;
        } catch (WrongThreadException e) {
            return WRONG_THREAD;
        } catch (StaleHandleException e) {
            return STALE;
        } catch (StoreInTransitException e) {
            return IN_TRANSIT;
        } catch (StoreClosedException e) {
            return CLOSED;
        } catch (StoreBusyException e) {
            return BUSY;
        } catch (NotSendableException e) {
            return NOT_SENDABLE;
        } catch (Throwable e) {
            return e.getClass().getSimpleName();
        }
    }
}
