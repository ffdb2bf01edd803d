package org.ferrywasm.lint;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.CatchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A try statement while its block is walked over: it gathers the states in which control may go to its catch clauses, or leave
 * it. A catch clause gets those before calls that may throw what it catches, so that one for what {@code detach} throws gets the state
 * in which nothing is detached.
 */
final class Protection {
    private static final Set<String> BROAD =
            Set.of("java.lang.Throwable", "java.lang.Exception", "java.lang.RuntimeException", "java.lang.Error");

    private final List<List<Type>> types = new ArrayList<>();
    private final List<FlowState> caught = new ArrayList<>();
    private final boolean hasFinally;
    private FlowState left = FlowState.unreached();
    private FlowState jumped = FlowState.unreached();

    /**
     * What code may throw.
     *
     * @param checked the exceptions that it declares; null if it may throw anything
     * @param isOfVm whether it is a method of Ferry's API, so that Ferry's exceptions may be expected of it
     */
    record Thrown(@Nullable List<Type> checked, @Nullable Types relations, boolean isOfVm) {
        static final Thrown ANYTHING = new Thrown(null, null, true);
    }

    Protection(List<? extends CatchTree> catches, boolean hasFinally) {
        this.hasFinally = hasFinally;
        for (CatchTree clause : catches) {
            Tree type = clause.getParameter().getType();
            List<Type> alternatives = new ArrayList<>();
            for (Tree alternative : type instanceof UnionTypeTree union ? union.getTypeAlternatives() : List.of(type)) {
                alternatives.add(ASTHelpers.getType(alternative));
            }
            types.add(alternatives);
            caught.add(FlowState.unreached());
        }
    }

    /** Whether it catches anything. */
    boolean hasCatches() {
        return !types.isEmpty();
    }

    /** Takes the state before code that may throw; true if nothing that it throws gets past here. */
    boolean take(FlowState state, Thrown thrown) {
        boolean catchesAll = false;
        for (int i = 0; i < caught.size(); i++) {
            for (Type type : types.get(i)) {
                if (isThrown(type, thrown)) {
                    caught.set(i, with(caught.get(i), state));
                }
                catchesAll |= BROAD.contains(JdkTypes.nameOf(type));
            }
        }
        if (hasFinally) {
            left = with(left, state);
        }
        return catchesAll;
    }

    /** Takes the state of a jump out of the statement. */
    void leave(FlowState state) {
        left = with(left, state);
        jumped = with(jumped, state);
    }

    private static FlowState with(FlowState gathered, FlowState state) {
        return gathered.stamp() == state.stamp() ? gathered : FlowState.join(gathered, state.copy());
    }

    /** The state in which a catch clause begins. */
    FlowState caught(int clause) {
        return caught.get(clause);
    }

    /** The state in which the statement is left by a jump or an exception. */
    FlowState left() {
        return left;
    }

    /** The state in which the statement is left by a jump. */
    FlowState jumped() {
        return jumped;
    }

    private static boolean isThrown(Type caught, Thrown thrown) {
        if (BROAD.contains(JdkTypes.nameOf(caught)) || thrown.checked() == null || thrown.relations() == null) {
            return true;
        }
        Types relations = thrown.relations();
        for (Type declared : thrown.checked()) {
            if (relations.isSubtype(declared, caught) || relations.isSubtype(caught, declared)) {
                return true;
            }
        }
        boolean isChecked = relations.closure(caught).stream()
                .noneMatch(type -> JdkTypes.nameOf(type).equals("java.lang.RuntimeException")
                        || JdkTypes.nameOf(type).equals("java.lang.Error"));
        return !isChecked && (thrown.isOfVm() || !VmTypes.isVm(caught.tsym));
    }
}
