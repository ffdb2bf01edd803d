package org.ferrywasm.engines.suite;

/** Thrown where a command cannot be carried out for a reason that is known already. */
final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Judgement judgement;

    Unavailable(Judgement judgement) {
        super(judgement.reason());
        this.judgement = judgement;
    }

    /** What the command counts as. */
    Judgement judgement() {
        return judgement;
    }
}
