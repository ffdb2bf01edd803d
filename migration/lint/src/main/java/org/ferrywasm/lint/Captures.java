package org.ferrywasm.lint;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Types;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a lambda or the body of a class captures: local variables from around it, and objects whose members it uses without naming
 * them. Statics are no captures, nor are variables whose value the compiler knows.
 */
final class Captures extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final Types types;
    private final Set<VarSymbol> own = new HashSet<>();
    private final Deque<ClassSymbol> ownClasses = new ArrayDeque<>();
    private final Map<VarSymbol, Tree> variables = new LinkedHashMap<>();
    private final Map<ClassSymbol, Tree> members = new LinkedHashMap<>();

    private Captures(Types types) {
        this.types = types;
    }

    /** Those of a lambda, or of the body of an anonymous or local class. */
    static Captures of(Tree code, Types types) {
        Captures captures = new Captures(types);
        captures.scan(code, null);
        return captures;
    }

    /** The captured variables, each with its first use. */
    Map<VarSymbol, Tree> variables() {
        return variables;
    }

    /** The classes whose members are used of an object around, each with the first use. */
    Map<ClassSymbol, Tree> members() {
        return members;
    }

    @Override
    public @Nullable Void visitClass(ClassTree node, @Nullable Void unused) {
        ownClasses.push(ASTHelpers.getSymbol(node));
        super.visitClass(node, null);
        ownClasses.pop();
        return null;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree node, @Nullable Void unused) {
        own.add(ASTHelpers.getSymbol(node));
        return super.visitVariable(node, null);
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree node, @Nullable Void unused) {
        Symbol symbol = ASTHelpers.getSymbol(node);
        if (symbol instanceof VarSymbol variable) {
            if (variable.owner instanceof ClassSymbol owner) {
                use(variable, owner, node);
            } else if (!own.contains(variable) && variable.getConstValue() == null) {
                variables.putIfAbsent(variable, node);
            }
        } else if (symbol instanceof MethodSymbol method && !method.isConstructor()) {
            use(method, (ClassSymbol) method.owner, node);
        }
        return null;
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree node, @Nullable Void unused) {
        boolean isThisOfOuter = node.getIdentifier().contentEquals("this");
        if (isThisOfOuter && ASTHelpers.getSymbol(node.getExpression()) instanceof ClassSymbol outer) {
            useObject(outer, node);
            return null;
        }
        return super.visitMemberSelect(node, null);
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree node, @Nullable Void unused) {
        Symbol made = ASTHelpers.getSymbol(node).owner;
        if (node.getEnclosingExpression() == null
                && node.getClassBody() == null
                && made.owner instanceof ClassSymbol outer
                && made.hasOuterInstance()) {
            useObject(outer, node);
        }
        return super.visitNewClass(node, null);
    }

    private void use(Symbol member, ClassSymbol owner, Tree tree) {
        if (!ASTHelpers.isStatic(member)) {
            useObject(owner, tree);
        }
    }

    private void useObject(ClassSymbol owner, Tree tree) {
        for (ClassSymbol inside : ownClasses) {
            if (inside.isSubClass(owner, types)) {
                return;
            }
        }
        members.putIfAbsent(owner, tree);
    }
}
