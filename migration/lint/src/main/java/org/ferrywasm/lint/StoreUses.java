package org.ferrywasm.lint;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.code.Kinds;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.tree.JCTree;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final Map<VarSymbol, Boolean> sendable = new HashMap<>();

    /** What stands for the linkers of expressions that were asked for, so that a chain of calls is walked along once. */
    private final Map<ExpressionTree, @Nullable Object> origins = new HashMap<>();

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
        return switch (ASTHelpers.stripParentheses(store)) {
            case MethodInvocationTree call -> VmTypes.isMethod(ASTHelpers.getSymbol(call), "Store", "sendable");
            case TypeCastTree cast -> isSendable(cast.getExpression());
            case ConditionalExpressionTree choice ->
                isSendable(choice.getTrueExpression()) && isSendable(choice.getFalseExpression());
            case ExpressionTree name
            when ASTHelpers.getSymbol(name) instanceof VarSymbol variable -> isSendable(variable);
            default -> false;
        };
    }

    private boolean isSendable(VarSymbol variable) {
        Boolean known = sendable.putIfAbsent(variable, false); // for one that is set to itself
        if (known == null) {
            List<ExpressionTree> values = initialisers.all(variable);
            known = !values.isEmpty() && values.stream().allMatch(this::isSendable);
            sendable.put(variable, known);
        }
        return known;
    }

    /** What stands for a linker: the expression that makes it, or the variable that holds it; null if there is none. */
    private @Nullable Object linker(@Nullable ExpressionTree expression) {
        List<ExpressionTree> chain = new ArrayList<>();
        Object origin = null;
        ExpressionTree next = expression;
        while (origin == null && next != null) {
            ExpressionTree base = ASTHelpers.stripParentheses(next);
            chain.add(base);
            Symbol symbol = ASTHelpers.getSymbol(base);
            next = symbol instanceof VarSymbol variable && !isField(variable)
                    ? initialisers.only(variable)
                    : isFluent(symbol) ? ASTHelpers.getReceiver(base) : null;
            Object known = origins.get(base);
            origin = known == null && next == null ? (symbol instanceof VarSymbol ? symbol : base) : known;
        }
        for (ExpressionTree passed : chain) {
            origins.put(passed, origin);
        }
        return origin;
    }

    private static boolean isFluent(@Nullable Symbol symbol) {
        return symbol instanceof MethodSymbol method
                && VmTypes.isMemberOf(method, "Linker")
                && FLUENT.contains(method.name.toString());
    }

    private static boolean isField(Object linker) {
        return linker instanceof VarSymbol variable && variable.owner.kind == Kinds.Kind.TYP;
    }

    private static int position(Tree tree) {
        return ((JCTree) tree).getPreferredPosition();
    }
}
