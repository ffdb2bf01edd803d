package org.ferrywasm.lint;

import com.google.errorprone.VisitorState;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the variables of a source file are set to, found by one walk over it; and the fields of other classes as they are asked for. */
final class Initialisers {
    private final VisitorState state;
    private final Map<VarSymbol, VariableTree> declarations = new HashMap<>();
    private final Map<VarSymbol, List<ExpressionTree>> values = new HashMap<>();
    private final Set<ClassSymbol> knownClasses = new HashSet<>();

    Initialisers(CompilationUnitTree unit, VisitorState state) {
        this.state = state;
        new Collector().scan(unit, null);
    }

    /** The expression that a variable is once set to, in its declaration, and never after; null if that is not so or not known. */
    @Nullable
    ExpressionTree only(VarSymbol variable) {
        boolean isSetOnce = (variable.flags() & (Flags.FINAL | Flags.EFFECTIVELY_FINAL)) != 0;
        VariableTree declaration = isSetOnce ? declaration(variable) : null;
        return declaration == null ? null : declaration.getInitializer();
    }

    /** Where a variable is declared; null if that is not known. */
    @Nullable
    VariableTree declaration(VarSymbol variable) {
        if (variable.owner instanceof ClassSymbol owner && knownClasses.add(owner)) {
            ClassTree tree = ASTHelpers.findClass(owner, state);
            if (tree != null) {
                tree.getMembers().forEach(this::declare);
            }
        }
        return declarations.get(variable);
    }

    /** Everything that a variable is set to in the source file. */
    List<ExpressionTree> all(VarSymbol variable) {
        return values.getOrDefault(variable, List.of());
    }

    private void declare(Tree member) {
        if (member instanceof VariableTree declaration) {
            declarations.put(ASTHelpers.getSymbol(declaration), declaration);
        }
    }

    private final class Collector extends TreeScanner<@Nullable Void, @Nullable Void> {
        @Override
        public @Nullable Void visitClass(ClassTree node, @Nullable Void unused) {
            knownClasses.add(ASTHelpers.getSymbol(node));
            return super.visitClass(node, null);
        }

        @Override
        public @Nullable Void visitVariable(VariableTree node, @Nullable Void unused) {
            declare(node);
            ExpressionTree value = node.getInitializer();
            if (value != null) {
                values.computeIfAbsent(ASTHelpers.getSymbol(node), any -> new ArrayList<>())
                        .add(value);
            }
            return super.visitVariable(node, null);
        }

        @Override
        public @Nullable Void visitAssignment(AssignmentTree node, @Nullable Void unused) {
            if (ASTHelpers.getSymbol(node.getVariable()) instanceof VarSymbol variable) {
                values.computeIfAbsent(variable, any -> new ArrayList<>()).add(node.getExpression());
            }
            return super.visitAssignment(node, null);
        }
    }
}
