package org.ferrywasm.testing;

import java.util.concurrent.ThreadLocalRandom;

/** What a question is about, so that it can be found in a heap dump: the one with the token. */
final class Probe {
    final long token = ThreadLocalRandom.current().nextLong();
    final Object subject;
    final Thread asking = Thread.currentThread();
    final Object[] shared;

    /**
     * A question of the current thread.
     *
     * @param subject a parcel or a Store
     * @param shared what is shared on purpose
     */
    Probe(Object subject, Object[] shared) {
        this.subject = subject;
        this.shared = shared;
    }
}
