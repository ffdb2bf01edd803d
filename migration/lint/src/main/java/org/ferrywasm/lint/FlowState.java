package org.ferrywasm.lint;

import com.sun.tools.javac.code.Symbol.VarSymbol;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.ferrywasm.lint.Subject.InTransit;
import org.ferrywasm.lint.Subject.LeftBehind;
import org.ferrywasm.lint.Subject.OfHandle;
import org.ferrywasm.lint.Subject.OfStore;
import org.ferrywasm.lint.Subject.Standing;
import org.ferrywasm.lint.Subject.Tenancy;
import org.jspecify.annotations.Nullable;

/**
 * What is known at a point of a method: what variables stand for, to which tenancy each Store and handle belongs, and which
 * tenancies are over. Where ways meet, the worse is kept, as a compiler does that follows moves: what was detached on one of them may
 * have been.
 */
final class FlowState {
    /** How many variables are followed in one method; those beyond are left to the VM. It bounds what a branch costs. */
    private static final int MAX_FOLLOWED = 128;

    private static final int MAX_SUBJECTS = 4 * MAX_FOLLOWED;

    private final boolean isReached;
    private final Map<VarSymbol, Subject> variables;
    private final Map<Subject, Tenancy> tenancies;
    private final Map<Tenancy, Standing> standings;

    /** Another one after each change, the same in a copy. */
    private Object stamp = new Object();

    private FlowState(
            boolean isReached,
            Map<VarSymbol, Subject> variables,
            Map<Subject, Tenancy> tenancies,
            Map<Tenancy, Standing> standings) {
        this.isReached = isReached;
        this.variables = variables;
        this.tenancies = tenancies;
        this.standings = standings;
    }

    /** The state where a method begins. */
    static FlowState initial() {
        return new FlowState(true, new HashMap<>(), new HashMap<>(), new HashMap<>());
    }

    /** The state of what is never reached: joined with another, it is that one. */
    static FlowState unreached() {
        return new FlowState(false, new HashMap<>(), new HashMap<>(), new HashMap<>());
    }

    FlowState copy() {
        FlowState copy =
                new FlowState(isReached, new HashMap<>(variables), new HashMap<>(tenancies), new HashMap<>(standings));
        copy.stamp = stamp;
        return copy;
    }

    /** Changes with each change, and never back. */
    Object stamp() {
        return stamp;
    }

    boolean isReached() {
        return isReached;
    }

    /** What a variable stands for; null if that is not known. */
    @Nullable
    Subject get(VarSymbol variable) {
        return variables.get(variable);
    }

    /** Lets a variable stand for something, or for nothing known. */
    void set(VarSymbol variable, @Nullable Subject subject) {
        stamp = new Object();
        if (subject == null || (variables.size() >= MAX_FOLLOWED && !variables.containsKey(variable))) {
            variables.remove(variable);
        } else {
            variables.put(variable, subject);
        }
    }

    /** Forgets variables. */
    void forget(Predicate<VarSymbol> forgotten) {
        if (variables.keySet().removeIf(forgotten)) {
            stamp = new Object();
        }
    }

    /** The tenancy of a Store or handle; null if none is known. */
    @Nullable
    Tenancy tenancy(@Nullable Subject subject) {
        return tenancies.get(subject);
    }

    void setTenancy(Subject subject, Tenancy tenancy) {
        stamp = new Object();
        if (tenancies.size() < MAX_SUBJECTS || tenancies.containsKey(subject)) {
            tenancies.put(subject, tenancy);
        }
    }

    /** The standing of a tenancy; null if it goes on. */
    @Nullable
    Standing standing(@Nullable Tenancy tenancy) {
        return standings.get(tenancy);
    }

    void setStanding(Tenancy tenancy, Standing standing) {
        stamp = new Object();
        if (standings.size() < MAX_SUBJECTS || standings.containsKey(tenancy)) {
            standings.put(tenancy, standing);
        }
    }

    /** Lets the tenancies begin that wait in the parcel of a detach. */
    void begin(Object detach) {
        stamp = new Object();
        standings
                .values()
                .removeIf(standing -> standing instanceof InTransit waiting
                        && waiting.detachment().tree() == detach);
    }

    /** Lets all tenancies begin that wait in a parcel. */
    void beginAll() {
        stamp = new Object();
        standings.values().removeIf(InTransit.class::isInstance);
    }

    /** Lets a tenancy go on. */
    void begin(Tenancy tenancy) {
        stamp = new Object();
        standings.remove(tenancy);
    }

    /** The state where two ways meet. It may be one of the two. */
    static FlowState join(FlowState one, FlowState other) {
        if (!one.isReached || one.stamp == other.stamp) {
            return other;
        }
        if (!other.isReached) {
            return one;
        }
        FlowState joined = one.copy();
        joined.stamp = new Object();
        other.standings.forEach((tenancy, standing) -> joined.standings.merge(tenancy, standing, FlowState::worse));
        other.tenancies.forEach((subject, tenancy) -> {
            Tenancy known = one.tenancies.get(subject);
            if (known == null
                    || badness(other.standings.get(tenancy)) > badness(one.standings.get(known))
                    || (badness(other.standings.get(tenancy)) == badness(one.standings.get(known))
                            && badness(joined.standings.get(tenancy)) < badness(joined.standings.get(known)))) {
                joined.tenancies.put(subject, tenancy);
            }
        });
        other.variables.forEach((variable, subject) -> {
            Subject known = one.variables.get(variable);
            if (known == null || other.badness(subject) > one.badness(known)) {
                joined.variables.put(variable, subject);
            }
        });
        return joined;
    }

    private int badness(Subject subject) {
        return switch (subject) {
            case OfStore store -> badness(standings.get(tenancies.get(store)));
            case OfHandle handle -> badness(standings.get(tenancies.get(handle)));
            case Subject.OfParcel parcel -> 0;
        };
    }

    private static Standing worse(Standing one, Standing other) {
        return badness(other) > badness(one) ? other : one;
    }

    private static int badness(@Nullable Standing standing) {
        return switch (standing) {
            case null -> 0;
            case InTransit waiting -> 1;
            case LeftBehind over -> 2;
        };
    }
}
