package org.ferrywasm.lint;

import com.google.errorprone.VisitorState;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.tree.JCTree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges expressions whose values are to be Sendable. It looks through variables that are set once, into lambdas, anonymous and local
 * classes, host functions and new records; each piece of code is looked into once.
 */
final class HostObjects {
    private static final Set<String> HOLDERS = Set.of("List", "Set", "Map", "Optional");
    private static final Set<String> KEEPING = Set.of("of", "entry", "ofNullable");

    /** Takes what was found. */
    interface Findings {
        /**
         * Takes something that is refused.
         *
         * @param tree where it is used
         * @param what what and of which type it is, the beginning of a sentence
         */
        void add(Tree tree, String what, Refusal refusal, Place place);

        /** Whether what is found in a declaration is not wanted. */
        boolean isSuppressed(Tree declaration);
    }

    private final VisitorState state;
    private final Types types;
    private final Initialisers initialisers;
    private final SendableTypes sendable;
    private final Findings findings;
    private final Set<Tree> seen = new HashSet<>();
    private final Set<VarSymbol> followed = new HashSet<>();

    HostObjects(VisitorState state, Initialisers initialisers, Findings findings) {
        this.state = state;
        this.types = state.getTypes();
        this.initialisers = initialisers;
        this.sendable = new SendableTypes(types, initialisers);
        this.findings = findings;
    }

    /**
     * Judges an expression.
     *
     * @param what what it is, the beginning of a sentence up to and with its verb
     */
    void judge(ExpressionTree expression, String what, Place place) {
        switch (expression) {
            case LambdaExpressionTree lambda -> judgeCaptures(lambda, "this lambda", place);
            case MemberReferenceTree reference -> judgeReference(reference, place);
            case NewClassTree made -> judgeNew(made, what, place);
            case MethodInvocationTree call -> judgeCall(call, what, place);
            case ConditionalExpressionTree choice -> {
                judge(choice.getTrueExpression(), what, place);
                judge(choice.getFalseExpression(), what, place);
            }
            case TypeCastTree cast -> judge(cast.getExpression(), what, place);
            case IdentifierTree name -> judgeName(name, what, place);
            case MemberSelectTree name -> judgeName(name, what, place);
            default -> {
                ExpressionTree inner = ASTHelpers.stripParentheses(expression);
                if (inner != expression) {
                    judge(inner, what, place);
                } else {
                    judgeType(expression, ASTHelpers.getType(expression), what, place);
                }
            }
        }
    }

    private void judgeType(Tree tree, @Nullable Type type, String what, Place place) {
        if (type != null) {
            report(tree, what, type, sendable.ofAny(type, place), place);
        }
    }

    private void report(Tree tree, String what, Type type, @Nullable Refusal refusal, Place place) {
        if (refusal != null) {
            findings.add(tree, what + " " + SendableTypes.aOrAn(type), refusal, place);
        }
    }

    private void judgeName(ExpressionTree name, String what, Place place) {
        if (ASTHelpers.getSymbol(name) instanceof VarSymbol variable) {
            if (variable.name.contentEquals("this")) {
                judgeThis(name, (ClassSymbol) variable.owner, what, place);
            } else {
                judgeVariable(name, variable, what, place);
            }
        }
    }

    private void judgeVariable(Tree tree, VarSymbol variable, String what, Place place) {
        String named = what + " `" + variable.name + "`,";
        Refusal refusal = sendable.ofAny(variable.type, place);
        ExpressionTree value = refusal == null ? initialisers.only(variable) : null;
        if (value == null) {
            report(tree, named, variable.type, refusal, place);
            return;
        }
        Type exact = SendableTypes.exactTypeOf(value);
        refusal = exact == null ? null : sendable.ofExactly(exact, place);
        if (exact != null && refusal != null) {
            report(tree, named, exact, refusal, place);
        } else if (!isSuppressed(variable) && followed.add(variable)) {
            judge(value, named, place);
        }
    }

    private boolean isSuppressed(VarSymbol variable) {
        Tree declaration = initialisers.declaration(variable);
        return declaration != null && findings.isSuppressed(declaration);
    }

    private void judgeThis(Tree tree, ClassSymbol type, String what, Place place) {
        boolean isAbstract = (type.flags() & Flags.ABSTRACT) != 0;
        Refusal refusal = isAbstract ? sendable.ofAny(type.type, place) : sendable.ofExactly(type.type, place);
        report(tree, what + " `this`,", type.type, refusal, place);
    }

    private void judgeCaptures(Tree code, String who, Place place) {
        if (!seen.add(code)) {
            return;
        }
        Captures captures = Captures.of(code, types);
        captures.variables().forEach((variable, use) -> judgeVariable(use, variable, who + " captures", place));
        captures.members().forEach((type, use) -> judgeThis(use, type, who + " captures", place));
    }

    private void judgeReference(MemberReferenceTree reference, Place place) {
        ExpressionTree receiver = reference.getQualifierExpression();
        boolean isBound = !(ASTHelpers.getSymbol(receiver) instanceof ClassSymbol)
                && !ASTHelpers.isStatic(ASTHelpers.getSymbol(reference));
        if (!isBound || !seen.add(reference)) {
            return;
        }
        if (ASTHelpers.getSymbol(receiver) instanceof VarSymbol variable && variable.name.contentEquals("super")) {
            judgeThis(reference, (ClassSymbol) variable.owner, "this method reference captures", place);
        } else {
            judge(receiver, "this method reference captures", place);
        }
    }

    private void judgeNew(NewClassTree made, String what, Place place) {
        ClassTree body = made.getClassBody();
        Symbol type = body == null ? ASTHelpers.getSymbol(made).owner : ASTHelpers.getSymbol(body);
        if (sendable.isDeclared(type)) {
            return;
        }
        Refusal refusal = sendable.ofExactly(type.type, place);
        if (refusal != null) {
            report(made, what, type.type, refusal, place);
        } else if (body != null) {
            judgeCaptures(body, "this anonymous class", place);
        } else if (isMadeOfArguments(made)) {
            for (ExpressionTree argument : made.getArguments()) {
                judge(argument, "the new " + type.name + " holds", place);
            }
        } else {
            ClassTree source = ASTHelpers.findClass((ClassSymbol) type, state);
            if (source != null && SendableTypes.isLocal(type)) {
                judgeCaptures(source, "the class " + type.name, place);
            }
        }
    }

    /** Whether a new object is a record whose components are what its constructor is given: nobody has written that. */
    private static boolean isMadeOfArguments(NewClassTree made) {
        MethodSymbol constructor = ASTHelpers.getSymbol(made);
        return ASTHelpers.isRecord(constructor.owner)
                && (constructor.flags() & (Flags.GENERATEDCONSTR | Flags.COMPACT_RECORD_CONSTRUCTOR))
                        == Flags.GENERATEDCONSTR;
    }

    private void judgeCall(MethodInvocationTree call, String what, Place place) {
        MethodSymbol method = ASTHelpers.getSymbol(call);
        List<? extends ExpressionTree> arguments = call.getArguments();
        String owner = method.owner.getQualifiedName().toString();
        String name = method.name.toString();
        if (VmTypes.isMemberOf(method, "HostFunction") && ASTHelpers.isStatic(method)) {
            judge(arguments.getLast(), "this host function is", place);
        } else if (owner.startsWith("java.util.")
                && HOLDERS.contains(method.owner.name.toString())
                && KEEPING.contains(name)) {
            for (ExpressionTree argument : arguments) {
                boolean isSpread = ((JCTree.JCMethodInvocation) call).varargsElement == null && method.isVarArgs();
                if (!isSpread) {
                    judge(argument, "the " + method.owner.name + " holds", place);
                }
            }
        } else if (owner.equals("java.util.Arrays") && name.equals("asList")) {
            report(
                    call,
                    what,
                    ASTHelpers.getType(call),
                    new Refusal("Arrays.asList is a view of an array, which can be changed", "use List.of"),
                    place);
        } else if (owner.equals("java.util.Collections")
                && (name.startsWith("unmodifiable") || name.startsWith("synchronized"))) {
            report(
                    call,
                    what,
                    ASTHelpers.getType(call),
                    new Refusal(
                            "it is a view of a collection that whoever made it can still change",
                            "use List.copyOf, Set.copyOf or Map.copyOf in its place"),
                    place);
        } else {
            judgeType(call, ASTHelpers.getType(call), what, place);
        }
    }
}
