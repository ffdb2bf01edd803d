package org.ferrywasm.lint;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.errorprone.BugPattern;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.bugpatterns.BugChecker.AssignmentTreeMatcher;
import com.google.errorprone.bugpatterns.BugChecker.MethodInvocationTreeMatcher;
import com.google.errorprone.bugpatterns.BugChecker.VariableTreeMatcher;
import com.google.errorprone.matchers.Description;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Warns where a handle, or something that holds one, is kept in a static field, a {@code ThreadLocal} or a {@code ScopedValue}.
 * A static is every thread's, a handle is the owner's; and the transfer of a Store looks into neither of them, so that such a handle
 * is left behind without a word (contract, "Confined" and "Sendable").
 */
@BugPattern(
        summary = "A handle belongs to the thread that owns its Store, and is kept where other threads find it",
        severity = WARNING,
        linkType = NONE)
public final class ConnectedHandleInStatic extends BugChecker
        implements VariableTreeMatcher, AssignmentTreeMatcher, MethodInvocationTreeMatcher {
    private static final long serialVersionUID = 1L;

    private static final Set<String> PUTTING = Set.of(
            "add",
            "addFirst",
            "addLast",
            "compareAndSet",
            "getAndSet",
            "lazySet",
            "offer",
            "push",
            "put",
            "putIfAbsent",
            "replace",
            "set");

    /** Made by Error Prone, which finds it as a service. */
    public ConnectedHandleInStatic() {}

    @Override
    public Description matchVariable(VariableTree tree, VisitorState state) {
        VarSymbol variable = ASTHelpers.getSymbol(tree);
        Holdings holdings = new Holdings(state);
        boolean isField = variable.owner instanceof ClassSymbol;
        boolean isLocal = !isField && (variable.flags() & Flags.PARAMETER) == 0;
        if ((isField || isLocal) && holdings.isThreadLocal(variable.type)) {
            return ofThreadLocal(tree, "`" + variable.name + "`", holdings.handleIn(variable.type));
        }
        if (!isField || !isStatic(variable)) {
            return Description.NO_MATCH;
        }
        String handle = holdings.handleIn(variable.type);
        ExpressionTree value = tree.getInitializer();
        return handle == null && value != null
                ? ofStatic(value, variable, handleIn(value, holdings))
                : ofStatic(tree, variable, handle);
    }

    @Override
    public Description matchAssignment(AssignmentTree tree, VisitorState state) {
        Holdings holdings = new Holdings(state);
        return ASTHelpers.getSymbol(tree.getVariable()) instanceof VarSymbol variable
                        && isStatic(variable)
                        && holdings.handleIn(variable.type) == null
                ? ofStatic(tree, variable, handleIn(tree.getExpression(), holdings))
                : Description.NO_MATCH;
    }

    @Override
    public Description matchMethodInvocation(MethodInvocationTree tree, VisitorState state) {
        MethodSymbol method = ASTHelpers.getSymbol(tree);
        String name = method.name.toString();
        boolean isBinding =
                name.equals("where") && JdkTypes.nameOf(method.owner.type).startsWith("java.lang.ScopedValue");
        if ((!isBinding && !PUTTING.contains(name)) || tree.getArguments().isEmpty()) {
            return Description.NO_MATCH;
        }
        ExpressionTree receiver = isBinding ? tree.getArguments().getFirst() : ASTHelpers.getReceiver(tree);
        Type type = receiver == null ? null : ASTHelpers.getType(receiver);
        Holdings holdings = new Holdings(state);
        if (receiver == null || type == null || !holdings.isContainer(type) || holdings.handleIn(type) != null) {
            return Description.NO_MATCH;
        }
        String handle = handleIn(tree.getArguments().getLast(), holdings);
        if (holdings.isThreadLocal(type)) {
            return ofThreadLocal(tree, "`" + state.getSourceForNode(receiver) + "`", handle);
        }
        return ASTHelpers.getSymbol(receiver) instanceof VarSymbol variable && isStatic(variable)
                ? ofStatic(tree, variable, handle)
                : Description.NO_MATCH;
    }

    /** Whether a variable is a field that there is once: a static one, or one of an enum's constants. */
    private static boolean isStatic(VarSymbol variable) {
        Symbol owner = variable.owner;
        return owner instanceof ClassSymbol
                && !variable.name.contentEquals("this")
                && (ASTHelpers.isStatic(variable) || (owner.flags() & Flags.ENUM) != 0);
    }

    private static @Nullable String handleIn(ExpressionTree value, Holdings holdings) {
        Type type = ASTHelpers.getType(value);
        return type == null ? null : holdings.handleIn(type);
    }

    private Description ofStatic(Tree tree, VarSymbol variable, @Nullable String handle) {
        String kind = ASTHelpers.isStatic(variable) ? "is static" : "is a field of an enum's constants";
        return handle == null
                ? Description.NO_MATCH
                : buildDescription(tree)
                        .setMessage(("`%s` %s and holds %s: every thread finds it there, and all but the owner of its"
                                        + " Store are refused; when the Store moves, it is left behind. Keep the"
                                        + " Module or a FrozenLinker there and open a Store where it is used, or keep"
                                        + " the handle in the Store's data.")
                                .formatted(variable.name, kind, handle))
                        .build();
    }

    private Description ofThreadLocal(Tree tree, String name, @Nullable String handle) {
        return handle == null
                ? Description.NO_MATCH
                : buildDescription(tree)
                        .setMessage(
                                ("%s belongs to a thread and holds %s, which belongs to a Store: when the Store moves,"
                                    + " detach does not look there, and the handle is left behind. Hand the Store on"
                                    + " as an argument, and keep the handle in the Store's data.")
                                        .formatted(name, handle))
                        .build();
    }
}
