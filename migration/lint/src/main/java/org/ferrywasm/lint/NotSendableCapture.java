package org.ferrywasm.lint;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.errorprone.BugPattern;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.bugpatterns.BugChecker.CompilationUnitTreeMatcher;
import com.google.errorprone.matchers.Description;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Warns where something is put into a Store that takes in only what is Sendable, and its type settles that it is refused: data, host
 * objects, drop actions, host functions, the suppliers of {@code Owned}; and what host functions of a linker that is frozen capture.
 * The value decides when the program runs (contract, "Sendable"); this says it earlier where no value could pass.
 */
@BugPattern(
        summary = "This may not go to another thread, and is put where only what is Sendable may be",
        severity = WARNING,
        linkType = NONE)
public final class NotSendableCapture extends BugChecker implements CompilationUnitTreeMatcher {
    private static final long serialVersionUID = 1L;

    /** Made by Error Prone, which finds it as a service. */
    public NotSendableCapture() {}

    @Override
    public Description matchCompilationUnit(CompilationUnitTree unit, VisitorState state) {
        Initialisers initialisers = new Initialisers(unit, state);
        StoreUses uses = new StoreUses(unit, initialisers);
        new Sinks(state, uses, initialisers).scan(state.getPath(), null);
        return Description.NO_MATCH;
    }

    /** Finds the places where something enters, and judges it. */
    private final class Sinks extends SuppressibleTreePathScanner<@Nullable Void, @Nullable Void>
            implements HostObjects.Findings {
        private final StoreUses uses;
        private final HostObjects objects;
        private final Set<Tree> reported = new HashSet<>();

        Sinks(VisitorState state, StoreUses uses, Initialisers initialisers) {
            super(state);
            this.uses = uses;
            this.objects = new HostObjects(state, initialisers, this);
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree node, @Nullable Void unused) {
            MethodSymbol method = ASTHelpers.getSymbol(node);
            if (VmTypes.isVm(method)) {
                enter(node, method.owner.name + "." + method.name, node.getArguments());
            }
            return super.visitMethodInvocation(node, null);
        }

        private void enter(MethodInvocationTree node, String method, List<? extends ExpressionTree> arguments) {
            switch (method) {
                case "Store.sendable" -> objects.judge(arguments.get(1), "the Store's data is", Place.NEW_STORE);
                case "Owned.of" -> objects.judge(arguments.getLast(), "the supplier is", Place.SUPPLIER);
                case "Store.setData" -> {
                    ExpressionTree store = ASTHelpers.getReceiver(node);
                    if (store != null && uses.isSendable(store)) {
                        objects.judge(arguments.getFirst(), "the Store's data is", Place.STORE);
                    }
                }
                case "ExternRef.of" -> {
                    if (uses.isSendable(arguments.getFirst())) {
                        objects.judge(arguments.get(1), "the host object is", Place.STORE);
                        if (arguments.size() > 2) {
                            objects.judge(arguments.get(2), "the drop action is", Place.STORE);
                        }
                    }
                }
                case "Func.of" -> {
                    if (uses.isSendable(arguments.getFirst())) {
                        objects.judge(arguments.get(1), "the host function is", Place.STORE);
                    }
                }
                case "Linker.func", "Linker.rawFunc" -> {
                    Place place = uses.placeOf(node);
                    if (place != null) {
                        objects.judge(arguments.getLast(), "the host function is", place);
                    }
                }
                case "Linker.define" -> {
                    if (uses.placeOf(node) == Place.FROZEN) {
                        objects.judge(arguments.getLast(), "what is defined is", Place.FROZEN);
                    }
                }
                default -> {}
            }
        }

        @Override
        public void add(Tree tree, String what, Refusal refusal, Place place) {
            if (reported.add(tree)) {
                String message = "%s, which may not go to another thread: %s. At run time, %s. To mend it, %s."
                        .formatted(capitalised(what), refusal.why(), place.words(), refusal.mend());
                state.reportMatch(buildDescription(tree).setMessage(message).build());
            }
        }

        @Override
        public boolean isSuppressed(Tree declaration) {
            return NotSendableCapture.this.isSuppressed(declaration, state);
        }

        private static String capitalised(String sentence) {
            return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
        }
    }
}
