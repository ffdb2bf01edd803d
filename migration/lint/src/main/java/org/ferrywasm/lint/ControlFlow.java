package org.ferrywasm.lint;

import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.BreakTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ContinueTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/**
 * Follows the ways that a method may take, once for each of its statements, and loops a second time for what the first round
 * leaves to the next. Subclasses say what expressions do to the {@linkplain #now state}.
 */
abstract class ControlFlow extends TreeScanner<@Nullable Subject, @Nullable Void> {
    /** Loops that stand deeper in loops than this are gone through once, so that time stays linear in the size of a method. */
    private static final int MAX_REPEATED_DEPTH = 3;

    /** What is known where the walk stands. */
    protected FlowState now = FlowState.initial();

    private Deque<Target> targets = new ArrayDeque<>();
    private Deque<Protection> protections = new ArrayDeque<>();
    private @Nullable Name label;
    private int loopDepth;
    private int finallyDepth;
    private int depth;

    /** Where a jump leads: a loop, a switch, or a labelled statement. */
    private static final class Target {
        final @Nullable Name label;
        final boolean isLoop;
        final boolean needsLabel;
        final int protections;
        FlowState breaks = FlowState.unreached();
        FlowState continues = FlowState.unreached();

        Target(@Nullable Name label, boolean isLoop, boolean needsLabel, int protections) {
            this.label = label;
            this.isLoop = isLoop;
            this.needsLabel = needsLabel;
            this.protections = protections;
        }
    }

    /** What a condition leaves. */
    protected record Outcomes(FlowState whenTrue, FlowState whenFalse) {}

    /** In how many lambdas and classes the walk stands. */
    protected final int depth() {
        return depth;
    }

    /** What a condition leaves that is no operator; {@code now} is the state after it. */
    protected abstract Outcomes outcomes(ExpressionTree condition);

    /** Lets a variable stand for what an expression gives. */
    protected abstract void bind(VariableTree variable, @Nullable Subject value);

    /** Notes that a try statement closes a resource where the walk stands. */
    protected abstract void closes(VariableTree resource);

    /** Whether an exception may be caught where the walk stands. */
    protected final boolean isCaught() {
        return protections.stream().anyMatch(Protection::hasCatches);
    }

    /** Notes that code which may throw these exceptions, or any that is not checked, runs next. */
    protected final void mayThrow(Protection.Thrown thrown) {
        for (Protection protection : protections) {
            if (protection.take(now, thrown)) {
                return;
            }
        }
    }

    /** Walks over code that runs another time, if at all: what it does to the state is not seen after it. */
    protected final void apart(Runnable walk) {
        FlowState before = now.copy();
        Deque<Target> outerTargets = targets;
        Deque<Protection> outerProtections = protections;
        targets = new ArrayDeque<>();
        protections = new ArrayDeque<>();
        depth++;
        walk.run();
        depth--;
        targets = outerTargets;
        protections = outerProtections;
        now = before;
    }

    private Target enter(boolean isLoop, boolean needsLabel) {
        Target target = new Target(label, isLoop, needsLabel, protections.size());
        label = null;
        targets.push(target);
        return target;
    }

    private void jump(@Nullable Target target, boolean isContinue) {
        int inner = protections.size() - (target == null ? 0 : target.protections);
        for (Protection protection : protections) {
            if (inner-- == 0) {
                break;
            }
            protection.leave(now);
        }
        if (target != null && isContinue) {
            target.continues = FlowState.join(target.continues, now);
        } else if (target != null) {
            target.breaks = FlowState.join(target.breaks, now);
        }
        now = FlowState.unreached();
    }

    private @Nullable Target target(@Nullable Name wanted, boolean isContinue) {
        for (Target target : targets) {
            boolean isMeant = wanted == null
                    ? !target.needsLabel && (target.isLoop || !isContinue)
                    : target.label != null && target.label.contentEquals(wanted);
            if (isMeant) {
                return target;
            }
        }
        return null;
    }

    @Override
    public @Nullable Subject visitLabeledStatement(LabeledStatementTree node, @Nullable Void unused) {
        label = node.getLabel();
        if (node.getStatement() instanceof BlockTree block) {
            Target target = enter(false, true);
            scan(block, null);
            targets.pop();
            now = FlowState.join(now, target.breaks);
        } else {
            scan(node.getStatement(), null);
            label = null;
        }
        return null;
    }

    @Override
    public @Nullable Subject visitBreak(BreakTree node, @Nullable Void unused) {
        jump(target(node.getLabel(), false), false);
        return null;
    }

    @Override
    public @Nullable Subject visitContinue(ContinueTree node, @Nullable Void unused) {
        jump(target(node.getLabel(), true), true);
        return null;
    }

    @Override
    public @Nullable Subject visitYield(YieldTree node, @Nullable Void unused) {
        scan(node.getValue(), null);
        jump(
                targets.stream()
                        .filter(target -> !target.isLoop && !target.needsLabel)
                        .findFirst()
                        .orElse(null),
                false);
        return null;
    }

    @Override
    public @Nullable Subject visitReturn(ReturnTree node, @Nullable Void unused) {
        scan(node.getExpression(), null);
        jump(null, false);
        return null;
    }

    @Override
    public @Nullable Subject visitThrow(ThrowTree node, @Nullable Void unused) {
        scan(node.getExpression(), null);
        mayThrow(Protection.Thrown.ANYTHING);
        now = FlowState.unreached();
        return null;
    }

    @Override
    public @Nullable Subject visitIf(IfTree node, @Nullable Void unused) {
        Outcomes outcomes = test(node.getCondition());
        now = outcomes.whenTrue().copy();
        scan(node.getThenStatement(), null);
        FlowState afterThen = now;
        now = outcomes.whenFalse().copy();
        scan(node.getElseStatement(), null);
        now = FlowState.join(afterThen, now).copy();
        return null;
    }

    @Override
    public @Nullable Subject visitConditionalExpression(ConditionalExpressionTree node, @Nullable Void unused) {
        Outcomes outcomes = test(node.getCondition());
        now = outcomes.whenTrue().copy();
        Subject one = scan(node.getTrueExpression(), null);
        FlowState afterOne = now;
        now = outcomes.whenFalse().copy();
        Subject other = scan(node.getFalseExpression(), null);
        now = FlowState.join(afterOne, now).copy();
        return one != null && one.equals(other) ? one : null;
    }

    @Override
    public @Nullable Subject visitBinary(BinaryTree node, @Nullable Void unused) {
        if (node.getKind() == Tree.Kind.CONDITIONAL_AND || node.getKind() == Tree.Kind.CONDITIONAL_OR) {
            Outcomes outcomes = test(node);
            now = FlowState.join(outcomes.whenTrue(), outcomes.whenFalse()).copy();
        } else {
            super.visitBinary(node, null);
        }
        return null;
    }

    private Outcomes test(ExpressionTree condition) {
        ExpressionTree plain = ASTHelpers.stripParentheses(condition);
        switch (plain.getKind()) {
            case LOGICAL_COMPLEMENT -> {
                Outcomes negated = test(((UnaryTree) plain).getExpression());
                return new Outcomes(/* whenTrue= */ negated.whenFalse(), /* whenFalse= */ negated.whenTrue());
            }
            case CONDITIONAL_AND -> {
                Outcomes left = test(((BinaryTree) plain).getLeftOperand());
                now = left.whenTrue().copy();
                Outcomes right = test(((BinaryTree) plain).getRightOperand());
                return new Outcomes(right.whenTrue(), FlowState.join(left.whenFalse(), right.whenFalse()));
            }
            case CONDITIONAL_OR -> {
                Outcomes left = test(((BinaryTree) plain).getLeftOperand());
                now = left.whenFalse().copy();
                Outcomes right = test(((BinaryTree) plain).getRightOperand());
                return new Outcomes(FlowState.join(left.whenTrue(), right.whenTrue()), right.whenFalse());
            }
            case BOOLEAN_LITERAL -> {
                boolean isTrue = Boolean.TRUE.equals(((LiteralTree) plain).getValue());
                return new Outcomes(isTrue ? now : FlowState.unreached(), isTrue ? FlowState.unreached() : now);
            }
            default -> {
                return outcomes(plain);
            }
        }
    }

    /** The parts of a loop; a condition that is missing is true. */
    private record Loop(
            @Nullable ExpressionTree condition,
            boolean testsFirst,
            @Nullable VariableTree variable,
            StatementTree body,
            List<? extends Tree> updates) {}

    private void loop(Loop loop) {
        Target target = enter(true, false);
        FlowState entry = now.copy();
        FlowState exit = FlowState.unreached();
        FlowState back = FlowState.unreached();
        int rounds = ++loopDepth <= MAX_REPEATED_DEPTH ? 2 : 1;
        for (int round = 0; round < rounds; round++) {
            now = FlowState.join(entry, back).copy();
            if (loop.variable() != null) {
                exit = FlowState.join(exit, now.copy());
                bind(loop.variable(), null);
            } else if (loop.testsFirst()) {
                exit = FlowState.join(exit, testLoop(loop));
            }
            scan(loop.body(), null);
            now = FlowState.join(now, target.continues).copy();
            if (!loop.testsFirst()) {
                exit = FlowState.join(exit, testLoop(loop));
            }
            scan(loop.updates(), null);
            back = now;
        }
        if (loop.testsFirst()) {
            now = back.copy();
            exit = FlowState.join(exit, loop.variable() == null ? testLoop(loop) : now);
        }
        loopDepth--;
        targets.pop();
        now = FlowState.join(exit, target.breaks).copy();
    }

    /** Goes on with the state in which the condition holds, and gives that in which it does not. */
    private FlowState testLoop(Loop loop) {
        if (loop.condition() == null) {
            return FlowState.unreached();
        }
        Outcomes outcomes = test(loop.condition());
        now = outcomes.whenTrue().copy();
        return outcomes.whenFalse().copy();
    }

    @Override
    public @Nullable Subject visitWhileLoop(WhileLoopTree node, @Nullable Void unused) {
        loop(new Loop(node.getCondition(), true, null, node.getStatement(), List.of()));
        return null;
    }

    @Override
    public @Nullable Subject visitDoWhileLoop(DoWhileLoopTree node, @Nullable Void unused) {
        loop(new Loop(node.getCondition(), false, null, node.getStatement(), List.of()));
        return null;
    }

    @Override
    public @Nullable Subject visitForLoop(ForLoopTree node, @Nullable Void unused) {
        scan(node.getInitializer(), null);
        loop(new Loop(node.getCondition(), true, null, node.getStatement(), node.getUpdate()));
        return null;
    }

    @Override
    public @Nullable Subject visitEnhancedForLoop(EnhancedForLoopTree node, @Nullable Void unused) {
        scan(node.getExpression(), null);
        loop(new Loop(null, true, node.getVariable(), node.getStatement(), List.of()));
        return null;
    }

    @Override
    public @Nullable Subject visitSwitch(SwitchTree node, @Nullable Void unused) {
        boolean hasDefault = node.getCases().stream().anyMatch(ASTHelpers::isSwitchDefault);
        choose(node.getExpression(), node.getCases(), hasDefault);
        return null;
    }

    @Override
    public @Nullable Subject visitSwitchExpression(SwitchExpressionTree node, @Nullable Void unused) {
        choose(node.getExpression(), node.getCases(), true);
        return null;
    }

    private void choose(ExpressionTree selector, List<? extends CaseTree> cases, boolean isExhaustive) {
        scan(selector, null);
        Target target = enter(false, false);
        FlowState entry = now.copy();
        FlowState end = isExhaustive ? FlowState.unreached() : entry;
        FlowState fallen = FlowState.unreached();
        for (CaseTree branch : cases) {
            now = FlowState.join(entry, fallen).copy();
            scan(branch.getLabels(), null);
            if (branch.getGuard() != null) {
                now = test(branch.getGuard()).whenTrue().copy();
            }
            if (branch.getCaseKind() == CaseTree.CaseKind.RULE) {
                scan(branch.getBody(), null);
                end = FlowState.join(end, now);
            } else {
                scan(branch.getStatements(), null);
                fallen = now;
            }
        }
        targets.pop();
        now = FlowState.join(FlowState.join(end, fallen), target.breaks).copy();
    }

    @Override
    public @Nullable Subject visitTry(TryTree node, @Nullable Void unused) {
        Protection whole = new Protection(List.of(), node.getFinallyBlock() != null);
        Protection body = new Protection(node.getCatches(), false);
        protections.push(whole);
        protections.push(body);
        FlowState end = protectedBlock(node);
        protections.pop();
        for (int i = 0; i < node.getCatches().size(); i++) {
            now = body.caught(i).copy();
            scan(node.getCatches().get(i), null);
            end = FlowState.join(end, now);
        }
        protections.pop();
        now = end.copy();
        if (node.getFinallyBlock() != null) {
            finish(node.getFinallyBlock(), whole.left());
        }
        return null;
    }

    /** Walks over the resources and the block, and gives the state after the resources are closed. */
    private FlowState protectedBlock(TryTree node) {
        Protection resources = new Protection(List.of(), true);
        protections.push(resources);
        scan(node.getResources(), null);
        scan(node.getBlock(), null);
        protections.pop();
        FlowState end = now;
        now = FlowState.join(now, resources.jumped()).copy();
        for (Tree resource : node.getResources()) {
            if (resource instanceof VariableTree variable && now.isReached()) {
                closes(variable);
            }
        }
        now = end.copy();
        return now;
    }

    /** Walks over a finally block, for those who come to it by a jump or an exception too. */
    private void finish(BlockTree block, FlowState left) {
        FlowState end = now;
        finallyDepth++;
        if (left.isReached()) {
            now = FlowState.join(end, left).copy();
            scan(block, null);
        }
        if (!left.isReached() || finallyDepth <= MAX_REPEATED_DEPTH) {
            now = end.copy();
            scan(block, null);
        }
        finallyDepth--;
    }
}
