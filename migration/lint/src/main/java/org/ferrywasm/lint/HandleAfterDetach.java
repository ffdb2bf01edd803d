package org.ferrywasm.lint;

import static com.google.errorprone.BugPattern.LinkType.NONE;
import static com.google.errorprone.BugPattern.SeverityLevel.WARNING;

import com.google.errorprone.BugPattern;
import com.google.errorprone.VisitorState;
import com.google.errorprone.bugpatterns.BugChecker;
import com.google.errorprone.bugpatterns.BugChecker.ClassTreeMatcher;
import com.google.errorprone.matchers.Description;
import com.google.errorprone.util.ASTHelpers;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import java.util.HashSet;
import java.util.Set;
import org.ferrywasm.lint.Subject.Detachment;
import org.ferrywasm.lint.Subject.InTransit;
import org.ferrywasm.lint.Subject.LeftBehind;
import org.ferrywasm.lint.Subject.Standing;
import org.jspecify.annotations.Nullable;

/**
 * Warns where a Store, or a handle into it, is used in the method that has detached it: what is no companion is stale for good, what
 * travels waits in the parcel until that is attached (contract, "Transfer"). It follows all ways through the method and warns if
 * one of them leads from the detach to the use.
 */
@BugPattern(summary = "This is used after its Store was detached", severity = WARNING, linkType = NONE)
public final class HandleAfterDetach extends BugChecker implements ClassTreeMatcher {
    private static final long serialVersionUID = 1L;

    /** Made by Error Prone, which finds it as a service. */
    public HandleAfterDetach() {}

    @Override
    public Description matchClass(ClassTree tree, VisitorState state) {
        if (!SendableTypes.isLocal(ASTHelpers.getSymbol(tree))) {
            for (Tree member : tree.getMembers()) {
                if (!(member instanceof ClassTree) && hasDetach(member)) {
                    new HandleFlow(state, new Reports(state)).scan(member, null);
                }
            }
        }
        return Description.NO_MATCH;
    }

    private static boolean hasDetach(Tree member) {
        boolean[] found = {false};
        new TreeScanner<@Nullable Void, @Nullable Void>() {
            @Override
            public @Nullable Void visitMethodInvocation(MethodInvocationTree node, @Nullable Void unused) {
                MethodSymbol method = ASTHelpers.getSymbol(node);
                found[0] |= VmTypes.isMethod(method, "Store", "detach") || VmTypes.isMethod(method, "Store", "adopt");
                return super.visitMethodInvocation(node, null);
            }
        }.scan(member, null);
        return found[0];
    }

    /** Reports each use once, whatever the ways to it. */
    private final class Reports implements HandleFlow.Findings {
        private final VisitorState state;
        private final Set<Tree> reported = new HashSet<>();

        Reports(VisitorState state) {
            this.state = state;
        }

        @Override
        public void add(Tree tree, Standing standing) {
            if (reported.add(tree)) {
                Detachment detachment = standing.detachment();
                boolean isClose = tree instanceof VariableTree;
                String name = tree instanceof VariableTree resource
                        ? resource.getName().toString()
                        : state.getSourceForNode(tree);
                String message = switch (standing) {
                    case LeftBehind over -> leftBehind(name, detachment);
                    case InTransit waiting -> inTransit(name, isClose, detachment);
                };
                state.reportMatch(buildDescription(tree).setMessage(message).build());
            }
        }

        private static String leftBehind(String name, Detachment detachment) {
            return ("`%s` was left behind when `%s` was detached in line %d, and is refused as stale, by whatever"
                + " thread and also after attach. To keep it, name it as a companion, %s.detach(%s); or ask for it"
                + " anew from the Store that attach gives.")
                    .formatted(name, detachment.name(), detachment.line(), detachment.name(), name);
        }

        private static String inTransit(String name, boolean isClose, Detachment detachment) {
            return ("`%s` is %s after `%s` was detached in line %d: it is in the parcel, and belongs to the thread"
                + " that attaches that. Use it before the detach, or after attach, through the Store that this gives.")
                    .formatted(
                            name,
                            isClose ? "closed at the end of this try statement," : "used",
                            detachment.name(),
                            detachment.line());
        }

        @Override
        public boolean isSuppressed(Tree declaration) {
            return HandleAfterDetach.this.isSuppressed(declaration, state);
        }
    }
}
