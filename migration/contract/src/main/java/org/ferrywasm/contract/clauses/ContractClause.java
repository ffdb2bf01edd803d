package org.ferrywasm.contract.clauses;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import org.ferrywasm.contract.Clause;
import org.ferrywasm.contract.trial.Trial;

/** A clause and what tries it. */
public final class ContractClause {
    private final Clause clause;
    private final Method method;

    ContractClause(Clause clause, Method method) {
        this.clause = clause;
        this.method = method;
    }

    /** Its id, such as {@code A-01}. */
    public String id() {
        return clause.id();
    }

    /** What the engine promises, in a sentence. */
    public String promise() {
        return clause.promise();
    }

    /** What is done, and from which thread. */
    public String deed() {
        return clause.deed();
    }

    /** The names of its guests. */
    public List<String> guests() {
        return List.of(clause.guests());
    }

    /** Whether it asks for a refusal. */
    public boolean isNegative() {
        return clause.negative();
    }

    /** Whether time is part of it. */
    public boolean isTimed() {
        return clause.timed();
    }

    /** How long it may take. */
    public int limitSeconds() {
        return clause.limitSeconds();
    }

    /**
     * Tries it.
     *
     * @throws Throwable what says that it does not hold
     */
    public void run(Trial trial) throws Throwable {
        try {
            method.invoke(null, trial);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public String toString() {
        return id();
    }
}
