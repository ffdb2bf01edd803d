package org.ferrywasm.vm;

import org.ferrywasm.transfer.Finding;
import org.ferrywasm.transfer.Refusal;

/**
 * A host object that may not go to another thread (contract, "Sendable").
 *
 * {@snippet class="org.ferrywasm.examples.SendableExample" region="refused"}
 *
 * @param path the way from where the Store holds it: {@code data -> com.example.Session.cache -> java.util.HashMap}
 * @param className its class
 * @param reason the kind of reason
 * @param why what is wrong with it
 * @param mend what to do about it
 */
public record Violation(String path, String className, Reason reason, String why, String mend) {
    /** Kinds of reasons. */
    public enum Reason {
        /** It can be changed: a field is not final, or it is an ordinary collection. */
        MUTABLE,
        /** It is an array. */
        ARRAY,
        /** It is a view of something that can be changed. */
        VIEW,
        /** It is an atomic or concurrent container, into which another thread could put anything: see {@link Shared}. */
        CONCURRENT_CONTAINER,
        /** All its fields are final, its class is not, and it does not say that it is {@link Sendable}. */
        NOT_FINAL_CLASS,
        /** It belongs to a thread: a thread, a thread's variable, a held lock, something open, an iteration. */
        THREAD_BOUND,
        /** Its fields cannot be read: see {@link Config#lookIn}. */
        OPAQUE,
        /** It is connected to another Store, or to one where it should be free of any. */
        FOREIGN_HANDLE,
        /** It is an {@link Owned} of another Store. */
        OWNED_ELSEWHERE
    }

    static Violation of(Finding finding) {
        return of(finding.path(), finding.className(), finding.refusal());
    }

    static Violation of(String path, String className, Refusal refusal) {
        return new Violation(path, className, reason(refusal), refusal.why(), refusal.mend());
    }

    private static Reason reason(Refusal refusal) {
        return switch (refusal.reason()) {
            case MUTABLE -> Reason.MUTABLE;
            case ARRAY -> Reason.ARRAY;
            case VIEW -> Reason.VIEW;
            case CONCURRENT_CONTAINER -> Reason.CONCURRENT_CONTAINER;
            case NOT_FINAL_CLASS -> Reason.NOT_FINAL_CLASS;
            case THREAD_BOUND -> Reason.THREAD_BOUND;
            case OPAQUE -> Reason.OPAQUE;
            case FOREIGN_HANDLE -> Reason.FOREIGN_HANDLE;
            case OWNED_ELSEWHERE -> Reason.OWNED_ELSEWHERE;
        };
    }

    /** The path, what is wrong and what to do about it. */
    @Override
    public String toString() {
        return path + ": " + why + "; to mend it, " + mend;
    }
}
