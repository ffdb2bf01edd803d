package org.ferrywasm.lint;

import com.google.errorprone.VisitorState;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.VariableTree;
import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ferrywasm.lint.Subject.Detachment;
import org.ferrywasm.lint.Subject.InTransit;
import org.ferrywasm.lint.Subject.LeftBehind;
import org.ferrywasm.lint.Subject.OfHandle;
import org.ferrywasm.lint.Subject.OfParcel;
import org.ferrywasm.lint.Subject.OfStore;
import org.ferrywasm.lint.Subject.Standing;
import org.ferrywasm.lint.Subject.Tenancy;
import org.jspecify.annotations.Nullable;

/**
 * Follows Stores, handles and parcels through a method, and says where something is used that its Store has left behind or that is
 * still in a parcel. A handle that was given away before the detach is not spoken of: it may be among the Store's host objects,
 * and then it travels.
 */
final class HandleFlow extends ControlFlow {
    /** What may be asked of everything from any thread. */
    private static final Set<String> SAFE = Set.of(
            "toString", "hashCode", "equals", "getClass", "id", "engine", "isOwnedByCurrentThread", "isSendable");

    /** What gives back what the embedder has put in: it is not the Store's, and handles in it travel. */
    private static final Set<String> GIVING_BACK = Set.of("data", "value");

    /** Takes what was found. */
    interface Findings {
        /**
         * Takes a use.
         *
         * @param tree the use
         * @param standing what has become of what is used
         */
        void add(Tree tree, Standing standing);

        /** Whether what is found in a declaration is not wanted. */
        boolean isSuppressed(Tree declaration);
    }

    private final VisitorState visitor;
    private final Holdings holdings;
    private final Findings findings;
    private final Set<Subject> givenAway = new HashSet<>();

    /** In how many lambdas and classes variables are declared: those that are captured are declared further out. */
    private final Map<VarSymbol, Integer> depths = new HashMap<>();

    private int suppressed;
    private int tenancies;

    HandleFlow(VisitorState visitor, Findings findings) {
        this.visitor = visitor;
        this.holdings = new Holdings(visitor);
        this.findings = findings;
    }

    // What has become of things.

    private @Nullable Standing standing(@Nullable Subject subject) {
        Standing standing = now.standing(now.tenancy(subject));
        return standing instanceof LeftBehind(Detachment detachment, Tenancy next) && givenAway.contains(subject)
                ? now.standing(next) instanceof InTransit waiting ? waiting : null
                : standing;
    }

    /** Notes a use of something; one that waits in a parcel is looked at only where {@code isOperation}. */
    private void use(Tree tree, @Nullable Subject subject, boolean isOperation) {
        Standing standing = now.isReached() && suppressed == 0 ? standing(subject) : null;
        boolean isRefused = switch (standing) {
            case null -> false;
            case LeftBehind over -> true;
            case InTransit waiting -> isOperation && waiting.detachment().depth() == depth();
        };
        if (standing != null && isRefused) {
            findings.add(tree, standing);
        }
    }

    private void giveAway(@Nullable Subject subject) {
        if (subject instanceof OfHandle && standing(subject) == null) {
            givenAway.add(subject);
        }
    }

    private OfStore newStore(Object origin) {
        OfStore store = new OfStore(origin);
        Tenancy tenancy = newTenancy();
        now.setTenancy(store, tenancy);
        return store;
    }

    private Tenancy newTenancy() {
        return new Tenancy(tenancies++);
    }

    // Variables.

    private @Nullable Subject read(VarSymbol variable) {
        Subject known = now.get(variable);
        if (known == null && VmTypes.is(variable.type, "Store")) {
            known = newStore(variable);
            now.set(variable, known);
        }
        if (depths.getOrDefault(variable, 0) < depth()) {
            giveAway(known);
        }
        return known;
    }

    @Override
    public @Nullable Subject visitIdentifier(IdentifierTree node, @Nullable Void unused) {
        return ASTHelpers.getSymbol(node) instanceof VarSymbol variable ? read(variable) : null;
    }

    @Override
    public @Nullable Subject visitMemberSelect(MemberSelectTree node, @Nullable Void unused) {
        Symbol symbol = ASTHelpers.getSymbol(node);
        boolean isOwn = symbol instanceof VarSymbol && (ASTHelpers.isStatic(symbol) || isThis(node.getExpression()));
        if (isOwn) {
            return read((VarSymbol) symbol);
        }
        scan(node.getExpression(), null);
        return null;
    }

    private static boolean isThis(ExpressionTree tree) {
        return tree instanceof IdentifierTree name && name.getName().contentEquals("this");
    }

    @Override
    protected void bind(VariableTree variable, @Nullable Subject value) {
        VarSymbol symbol = ASTHelpers.getSymbol(variable);
        depths.put(symbol, depth());
        boolean isStore = value == null && VmTypes.is(symbol.type, "Store");
        now.set(symbol, isStore ? newStore(variable) : value);
    }

    @Override
    public @Nullable Subject visitVariable(VariableTree node, @Nullable Void unused) {
        boolean isQuiet = findings.isSuppressed(node);
        suppressed += isQuiet ? 1 : 0;
        bind(node, scan(node.getInitializer(), null));
        suppressed -= isQuiet ? 1 : 0;
        return null;
    }

    @Override
    public @Nullable Subject visitAssignment(AssignmentTree node, @Nullable Void unused) {
        Symbol symbol = ASTHelpers.getSymbol(node.getVariable());
        Subject value = scan(node.getExpression(), null);
        boolean isLocal = symbol instanceof VarSymbol && !(symbol.owner instanceof ClassSymbol);
        if (!isLocal) {
            use(node.getExpression(), value, false);
            giveAway(value);
        }
        boolean isFollowed = isLocal
                || node.getVariable() instanceof IdentifierTree
                || (node.getVariable() instanceof MemberSelectTree select && isThis(select.getExpression()));
        if (isFollowed && symbol instanceof VarSymbol variable) {
            boolean isStore = value == null && VmTypes.is(variable.type, "Store");
            now.set(variable, isStore ? newStore(node) : value);
        } else {
            scan(node.getVariable(), null);
        }
        return value;
    }

    @Override
    public @Nullable Subject visitInstanceOf(InstanceOfTree node, @Nullable Void unused) {
        Subject value = scan(node.getExpression(), null);
        if (node.getPattern() instanceof BindingPatternTree pattern) {
            bind(pattern.getVariable(), value);
        } else {
            scan(node.getPattern(), null);
        }
        return null;
    }

    @Override
    public @Nullable Subject visitParenthesized(ParenthesizedTree node, @Nullable Void unused) {
        return scan(node.getExpression(), null);
    }

    @Override
    public @Nullable Subject visitTypeCast(TypeCastTree node, @Nullable Void unused) {
        return scan(node.getExpression(), null);
    }

    @Override
    public @Nullable Subject visitReturn(ReturnTree node, @Nullable Void unused) {
        if (node.getExpression() != null && depth() == 0) {
            // Looked at twice, and said once: the walk over what follows reports the operations in it.
            if (ASTHelpers.stripParentheses(node.getExpression()) instanceof IdentifierTree name) {
                use(name, scan(name, null), false);
            }
        }
        return super.visitReturn(node, null);
    }

    // Code that runs another time.

    @Override
    public @Nullable Subject visitLambdaExpression(LambdaExpressionTree node, @Nullable Void unused) {
        apart(() -> {
            scan(node.getParameters(), null);
            scan(node.getBody(), null);
        });
        return null;
    }

    @Override
    public @Nullable Subject visitMemberReference(MemberReferenceTree node, @Nullable Void unused) {
        Subject subject = scan(node.getQualifierExpression(), null);
        if (!SAFE.contains(node.getName().toString())) {
            use(node, subject, false);
        }
        giveAway(subject);
        return null;
    }

    @Override
    public @Nullable Subject visitClass(ClassTree node, @Nullable Void unused) {
        if (!findings.isSuppressed(node)) {
            node.getMembers().forEach(member -> apart(() -> scan(member, null)));
        }
        return null;
    }

    @Override
    public @Nullable Subject visitMethod(MethodTree node, @Nullable Void unused) {
        if (!findings.isSuppressed(node)) {
            scan(node.getParameters(), null);
            scan(node.getBody(), null);
        }
        return null;
    }

    // Calls.

    @Override
    public @Nullable Subject visitNewClass(NewClassTree node, @Nullable Void unused) {
        scan(node.getEnclosingExpression(), null);
        MethodSymbol constructor = ASTHelpers.getSymbol(node);
        List<@Nullable Subject> arguments = arguments(constructor, node.getArguments());
        scan(node.getClassBody(), null);
        mayThrow(thrown(constructor));
        Type type = ASTHelpers.getType(node);
        if (VmTypes.is(type, "Store")) {
            return newStore(node);
        }
        return VmTypes.isVm(constructor) ? derived(node, type, null, arguments) : null;
    }

    /** A detach whose parcel nobody takes, where exceptions are caught, is made to see it refused: nothing happens then. */
    @Override
    public @Nullable Subject visitExpressionStatement(ExpressionStatementTree node, @Nullable Void unused) {
        boolean isMadeToFail = isCaught()
                && node.getExpression() instanceof MethodInvocationTree call
                && VmTypes.isMethod(ASTHelpers.getSymbol(call), "Store", "detach");
        FlowState before = isMadeToFail ? now.copy() : now;
        scan(node.getExpression(), null);
        now = isMadeToFail ? before : now;
        return null;
    }

    @Override
    public @Nullable Subject visitMethodInvocation(MethodInvocationTree node, @Nullable Void unused) {
        MethodSymbol method = ASTHelpers.getSymbol(node);
        String name = method.name.toString();
        ExpressionTree receiver =
                node.getMethodSelect() instanceof MemberSelectTree select ? select.getExpression() : null;
        Subject owner = receiver == null || ASTHelpers.isStatic(method) ? null : scan(receiver, null);
        if (VmTypes.isMethod(method, "Store", "detach") || VmTypes.isMethod(method, "Store", "adopt")) {
            return detach(node, receiver, owner, ASTHelpers.isStatic(method));
        }
        List<@Nullable Subject> arguments = arguments(method, node.getArguments());
        if (receiver != null
                && owner != null
                && VmTypes.isConfined(ASTHelpers.getType(receiver))
                && !SAFE.contains(name)) {
            use(receiver, owner, true);
        }
        mayThrow(thrown(method));
        if (VmTypes.isMethod(method, "StoreParcel", "attach")) {
            return attach(node, owner);
        }
        if (receiver == null || isThis(receiver)) {
            now.forget(variable -> variable.owner instanceof ClassSymbol && (variable.flags() & Flags.FINAL) == 0);
        }
        return GIVING_BACK.contains(name) || VmTypes.isMemberOf(method, "Owned")
                ? null
                : derived(node, ASTHelpers.getType(node), owner, arguments);
    }

    private Protection.Thrown thrown(MethodSymbol method) {
        return new Protection.Thrown(
                method.getThrownTypes(),
                visitor.getTypes(),
                VmTypes.isVm(method) && !VmTypes.isMemberOf(method, "StoreParcel"));
    }

    /** Walks over arguments, notes what is used by giving it there, and gives what they stand for. */
    private List<@Nullable Subject> arguments(MethodSymbol method, List<? extends ExpressionTree> arguments) {
        boolean isVm = VmTypes.isVm(method);
        boolean isOwn = !method.isConstructor()
                && (ASTHelpers.isStatic(method) || method.owner.isSubClass(enclosingClass(), visitor.getTypes()));
        List<@Nullable Subject> subjects = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            ExpressionTree argument = arguments.get(i);
            Subject subject = scan(argument, null);
            subjects.add(subject);
            boolean isTakenAsHandle = VmTypes.mayBeConnected(parameterType(method, i));
            if (isVm ? !SAFE.contains(method.name.toString()) : isTakenAsHandle) {
                use(argument, subject, isVm);
            }
            if (!isTakenAsHandle || !(isVm || isOwn)) {
                giveAway(subject);
            }
        }
        return subjects;
    }

    private Symbol enclosingClass() {
        return ASTHelpers.getSymbol(visitor.findEnclosing(ClassTree.class));
    }

    private static Type parameterType(MethodSymbol method, int index) {
        List<VarSymbol> parameters = method.params();
        Type type = parameters.get(Math.min(index, parameters.size() - 1)).type;
        return method.isVarArgs() && index >= parameters.size() - 1 && type instanceof Type.ArrayType array
                ? array.elemtype
                : type;
    }

    /** What a call gives: something of the Store of what it is asked of, or of the one that is given to it. */
    private @Nullable Subject derived(
            Tree tree, Type type, @Nullable Subject owner, List<@Nullable Subject> arguments) {
        boolean isFollowed = VmTypes.mayBeConnected(type) || (holdings.isContainer(type) && holdsHandles(type));
        if (!isFollowed) {
            return null;
        }
        Subject source = owner;
        for (Subject argument : arguments) {
            if (source == null && !(argument instanceof OfParcel)) {
                source = argument;
            } else if (argument != null && owner == null && !sameStore(source, argument)) {
                return VmTypes.is(type, "Store") ? newStore(tree) : null;
            }
        }
        Tenancy tenancy = now.tenancy(source);
        if (VmTypes.is(type, "Store")) {
            return source instanceof OfStore store ? store : newStore(tree);
        }
        if (tenancy == null) {
            return null;
        }
        OfHandle handle = new OfHandle(tree);
        now.setTenancy(handle, tenancy);
        return handle;
    }

    private boolean sameStore(@Nullable Subject one, @Nullable Subject other) {
        Tenancy tenancy = now.tenancy(one);
        return tenancy != null && tenancy.equals(now.tenancy(other));
    }

    private static boolean holdsHandles(Type type) {
        return type.getTypeArguments().stream().anyMatch(VmTypes::mayBeConnected);
    }

    // Transfer.

    private @Nullable Subject detach(
            MethodInvocationTree node, @Nullable ExpressionTree receiver, @Nullable Subject owner, boolean isAdoption) {
        List<? extends ExpressionTree> companions = node.getArguments();
        Subject detached = isAdoption ? scan(companions.getFirst(), null) : owner;
        if (isAdoption) {
            companions = companions.subList(1, companions.size());
        }
        ExpressionTree named = isAdoption ? node.getArguments().getFirst() : receiver;
        if (!(detached instanceof OfStore store) || named == null) {
            scan(companions, null);
            return null;
        }
        use(named, store, !isAdoption);
        long line =
                visitor.getPath().getCompilationUnit().getLineMap().getLineNumber(ASTHelpers.getStartPosition(node));
        Detachment detachment = new Detachment(node, line, store, visitor.getSourceForNode(named), depth());
        Tenancy last = now.tenancy(store);
        Tenancy next = newTenancy();
        List<Subject> travelling = new ArrayList<>();
        boolean isEachKnown = companions(companions, travelling);
        mayThrow(new Protection.Thrown(List.of(), visitor.getTypes(), true));
        if (last != null && !isEachKnown) {
            now.setStanding(last, new InTransit(detachment));
        } else if (last != null) {
            now.setStanding(last, new LeftBehind(detachment, next));
            now.setStanding(next, new InTransit(detachment));
            now.setTenancy(store, next);
            travelling.stream()
                    .filter(handle -> last.equals(now.tenancy(handle)))
                    .forEach(handle -> now.setTenancy(handle, next));
        }
        if (isAdoption) {
            now.begin(node);
            return store;
        }
        return new OfParcel(detachment);
    }

    /** Walks over the companions of a detach; false if one of them may be several that are not known. */
    private boolean companions(List<? extends ExpressionTree> companions, List<Subject> known) {
        boolean isEachKnown = true;
        for (ExpressionTree companion : companions) {
            if (companion instanceof NewArrayTree array && array.getInitializers() != null) {
                isEachKnown &= companions(array.getInitializers(), known);
                continue;
            }
            Subject subject = scan(companion, null);
            use(companion, subject, false);
            if (subject != null) {
                known.add(subject);
            }
            isEachKnown &= subject != null || VmTypes.mayBeConnected(ASTHelpers.getType(companion));
        }
        return isEachKnown;
    }

    private Subject attach(MethodInvocationTree node, @Nullable Subject parcel) {
        if (parcel instanceof OfParcel(Detachment detachment)) {
            now.begin(detachment.tree());
            return detachment.store();
        }
        now.beginAll(); // a parcel that was in a queue may be any of them
        return newStore(node);
    }

    @Override
    protected Outcomes outcomes(ExpressionTree condition) {
        boolean asksOwner = condition instanceof MethodInvocationTree call
                && VmTypes.isMethod(ASTHelpers.getSymbol(call), "Store", "isOwnedByCurrentThread");
        Subject asked = scan(asksOwner ? ASTHelpers.getReceiver(condition) : condition, null);
        FlowState whenFalse = now.copy();
        Tenancy tenancy = now.tenancy(asked);
        if (asksOwner && tenancy != null) {
            now.begin(tenancy);
        }
        return new Outcomes(now, whenFalse);
    }

    @Override
    protected void closes(VariableTree resource) {
        VarSymbol variable = ASTHelpers.getSymbol(resource);
        boolean isQuiet = findings.isSuppressed(resource);
        if (VmTypes.isConfined(variable.type) && !isQuiet) {
            use(resource, now.get(variable), true);
        }
    }
}
