package org.ferrywasm.lint;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.code.Kinds;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.tree.JCTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which Stores of a source file are opened by {@code Store.sendable}, and which linkers are frozen or used with such Stores. A
 * variable counts as a sendable Store if everything that the file sets it to is one.
 */
final class StoreUses {
    private static final Set<String> FLUENT =
            Set.of("func", "rawFunc", "define", "instance", "module", "allowShadowing");
    private static final Set<String> INSTANTIATING = Set.of("instantiate", "begin", "module", "get");

    private final Initialisers initialisers;
    private final Map<Object, Use> linkers = new HashMap<>();

    /** How a linker is used; {@code last} is the position up to which what it defines counts. */
    private record Use(Place place, int last) {}

    StoreUses(CompilationUnitTree unit, Initialisers initialisers) {
        this.initialisers = initialisers;
        List<MethodInvocationTree> calls = new ArrayList<>();
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitMethodInvocation(MethodInvocationTree node, @Nullable Void unused) {
                if (VmTypes.isMemberOf(ASTHelpers.getSymbol(node), "Linker")) {
                    calls.add(node);
                }
                return super.visitMethodInvocation(node, null);
            }
        }.scan(unit, null);
        calls.forEach(this::note);
    }

    private void note(MethodInvocationTree call) {
        String name = ASTHelpers.getSymbol(call).name.toString();
        Place place = name.equals("freeze")
                ? Place.FROZEN
                : INSTANTIATING.contains(name) && isSendable(call.getArguments().getFirst()) ? Place.STORE : null;
        Object linker = place == null ? null : linker(ASTHelpers.getReceiver(call));
        if (place != null && linker != null) {
            Use use = new Use(place, position(call));
            linkers.merge(linker, use, StoreUses::later);
        }
    }

    private static Use later(Use one, Use other) {
        Place place = one.place == Place.STORE ? one.place : other.place;
        return new Use(place, Math.max(one.last, other.last));
    }

    /** Where what a call on a linker defines is put; null if nothing is known of that. */
    @Nullable
    Place placeOf(MethodInvocationTree definition) {
        Object linker = linker(ASTHelpers.getReceiver(definition));
        Use use = linker == null ? null : linkers.get(linker);
        boolean counts = use != null && (isField(linker) || position(definition) < use.last);
        return counts ? use.place : null;
    }

    /** Whether an expression is certainly a Store that was opened by {@code Store.sendable}. */
    boolean isSendable(ExpressionTree store) {
        return isSendable(store, new HashSet<>());
    }

    private boolean isSendable(ExpressionTree store, Set<VarSymbol> asked) {
        return switch (ASTHelpers.stripParentheses(store)) {
            case MethodInvocationTree call -> VmTypes.isMethod(ASTHelpers.getSymbol(call), "Store", "sendable");
            case TypeCastTree cast -> isSendable(cast.getExpression(), asked);
            case ConditionalExpressionTree choice ->
                isSendable(choice.getTrueExpression(), asked) && isSendable(choice.getFalseExpression(), asked);
            case ExpressionTree name
            when ASTHelpers.getSymbol(name) instanceof VarSymbol variable -> {
                List<ExpressionTree> values = initialisers.all(variable);
                yield asked.add(variable)
                        && !values.isEmpty()
                        && values.stream().allMatch(value -> isSendable(value, asked));
            }
            default -> false;
        };
    }

    /** What stands for a linker: the expression that makes it, or the variable that holds it; null if neither is known. */
    private @Nullable Object linker(@Nullable ExpressionTree expression) {
        ExpressionTree base = expression;
        Set<VarSymbol> asked = new HashSet<>();
        while (base != null) {
            base = ASTHelpers.stripParentheses(base);
            if (base instanceof MethodInvocationTree call) {
                MethodSymbol method = ASTHelpers.getSymbol(call);
                boolean isFluent = VmTypes.isMemberOf(method, "Linker") && FLUENT.contains(method.name.toString());
                base = isFluent ? ASTHelpers.getReceiver(call) : null;
            } else if (base instanceof NewClassTree made) {
                return made;
            } else if (ASTHelpers.getSymbol(base) instanceof VarSymbol variable) {
                ExpressionTree value = asked.add(variable) ? initialisers.only(variable) : null;
                if (value == null) {
                    return variable;
                }
                base = value;
                if (isField(variable)) {
                    return variable;
                }
            } else {
                return null;
            }
        }
        return null;
    }

    private static boolean isField(Object linker) {
        return linker instanceof VarSymbol variable && variable.owner.kind == Kinds.Kind.TYP;
    }

    private static int position(Tree tree) {
        return ((JCTree) tree).getPreferredPosition();
    }
}
