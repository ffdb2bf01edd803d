package org.ferrywasm.text;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.binary.InstrWriter;
import org.ferrywasm.syntax.Expr;
import org.ferrywasm.syntax.InvalidException;
import org.ferrywasm.syntax.Opcode;
import org.jspecify.annotations.Nullable;

/**
 * Assembles instruction sequences, folded and flat (specification, "Instructions", "Folded Instructions"). What is open is
 * kept in a list of frames, so that nesting costs no Java stack. A folded instruction is assembled aside when it is opened and
 * moved behind its operands when it is closed.
 */
final class InstrParser {
    /** What an open construct is, and how far it has come. */
    private enum State {
        /** A folded plain instruction: only its operands may follow. */
        OPERANDS,
        /** A folded block: any instructions. */
        BODY,
        /** One arm of a folded {@code if} or {@code try}: any instructions. */
        ARM,
        /** A folded {@code if} before its {@code then}. */
        CONDITION,
        AFTER_THEN,
        AFTER_ELSE,
        /** A folded {@code try} before its {@code do}. */
        BEFORE_DO,
        AFTER_DO,
        AFTER_CATCH,
        AFTER_CATCH_ALL,
        AFTER_DELEGATE,
        FLAT_BLOCK,
        FLAT_IF,
        FLAT_ELSE,
        FLAT_TRY,
        FLAT_CATCH,
        FLAT_CATCH_ALL;

        boolean isFlat() {
            return compareTo(FLAT_BLOCK) >= 0;
        }

        boolean takesInstructions() {
            return this == BODY || this == ARM || isFlat();
        }
    }

    private static final class Frame {
        State state;
        final @Nullable String label;
        final int asideStart;
        final int hint;

        Frame(State state, @Nullable String label, int asideStart, int hint) {
            this.state = state;
            this.label = label;
            this.asideStart = asideStart;
            this.hint = hint;
        }
    }

    private final Cursor in;
    private final Annotations annotations;
    private final LabelScope labels = new LabelScope();
    private final PlainInstrParser plain;
    private final List<Frame> frames = new ArrayList<>();
    private final InstrWriter out = new InstrWriter();
    private final InstrWriter aside = new InstrWriter();
    private final IdSpace noLocals;
    private List<BranchHint> hints = new ArrayList<>();
    private boolean inFunction;

    /**
     * A branch hint.
     *
     * @param offset the offset of its instruction in the expression
     * @param likely 1 if the branch will probably be taken, 0 if not
     */
    record BranchHint(int offset, int likely) {}

    InstrParser(Cursor in, ModuleScope scope, TypeParser types) {
        this.in = in;
        this.annotations = scope.annotations();
        this.noLocals = new IdSpace("local", annotations);
        this.plain = new PlainInstrParser(in, scope, types, labels, noLocals);
    }

    /** Takes instructions up to a closing parenthesis that closes none of them: a function body. */
    Expr body(IdSpace locals) {
        plain.enter(locals);
        inFunction = true;
        hints = new ArrayList<>();
        Expr body = sequence();
        inFunction = false;
        plain.enter(noLocals);
        return body;
    }

    /** The hints in the body that was taken last, in order. */
    List<BranchHint> hints() {
        return hints;
    }

    /** Takes instructions up to a closing parenthesis that closes none of them. */
    Expr sequence() {
        begin();
        while (!(frames.isEmpty() && in.isClose())) {
            step();
        }
        return end();
    }

    /** Takes one folded instruction with its operands. */
    Expr folded() {
        if (!in.isOpen()) {
            throw in.unexpected();
        }
        begin();
        do {
            step();
        } while (!frames.isEmpty());
        return end();
    }

    private void begin() {
        out.truncate(0);
        aside.truncate(0);
        labels.clear();
        labels.push(null);
    }

    private Expr end() {
        out.op(Opcode.END);
        return out.toExpr();
    }

    private void step() {
        switch (in.kind()) {
            case LEFT_PARENTHESIS -> open();
            case RIGHT_PARENTHESIS -> close();
            case KEYWORD -> flat();
            default -> throw in.unexpected();
        }
    }

    private void push(State state, @Nullable String label, int hint) {
        frames.add(new Frame(state, label, aside.length(), hint));
    }

    private void open() {
        Frame top = frames.isEmpty() ? null : frames.getLast();
        int hintToken = in.position();
        in.open();
        if (top != null && continuesFolded(top)) {
            return;
        }
        int at = in.position();
        Opcode op = Opcode.ofMnemonic(in.keyword());
        if (op == null || isDelimiter(op)) {
            throw in.tokens().unexpected(at);
        }
        int hint = hint(op, hintToken, at);
        switch (op) {
            case BLOCK, LOOP, TRY_TABLE -> {
                String label = header(op, out, hint);
                labels.push(label);
                push(State.BODY, label, -1);
            }
            case TRY -> {
                String label = header(op, out, hint);
                labels.push(label);
                push(State.BEFORE_DO, label, -1);
            }
            case IF -> {
                int start = aside.length();
                String label = header(op, aside, -1);
                frames.add(new Frame(State.CONDITION, label, start, hint));
            }
            default -> {
                push(State.OPERANDS, null, hint);
                plain.instruction(op, aside);
            }
        }
    }

    /** Whether what is opened now is the next part of the folded {@code if} or {@code try} around it. */
    private boolean continuesFolded(Frame top) {
        switch (top.state) {
            case CONDITION -> {
                if (!in.takeKeyword("then")) {
                    return false;
                }
                moveFromAside(top);
                labels.push(top.label);
                top.state = State.AFTER_THEN;
                push(State.ARM, null, -1);
            }
            case AFTER_THEN -> {
                takeOrFail("else");
                out.op(Opcode.ELSE);
                top.state = State.AFTER_ELSE;
                push(State.ARM, null, -1);
            }
            case BEFORE_DO -> {
                takeOrFail("do");
                top.state = State.AFTER_DO;
                push(State.ARM, null, -1);
            }
            case AFTER_DO, AFTER_CATCH -> handler(top);
            case AFTER_ELSE, AFTER_CATCH_ALL, AFTER_DELEGATE -> throw in.unexpected();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void takeOrFail(String keyword) {
        if (!in.takeKeyword(keyword)) {
            throw in.unexpected();
        }
    }

    private void handler(Frame top) {
        if (top.state == State.AFTER_DO && in.takeKeyword("delegate")) {
            labels.pop();
            plain.instruction(Opcode.DELEGATE, out);
            in.close();
            top.state = State.AFTER_DELEGATE;
            return;
        }
        if (in.takeKeyword("catch")) {
            plain.instruction(Opcode.CATCH, out);
            top.state = State.AFTER_CATCH;
        } else {
            takeOrFail("catch_all");
            out.op(Opcode.CATCH_ALL);
            top.state = State.AFTER_CATCH_ALL;
        }
        push(State.ARM, null, -1);
    }

    private void close() {
        Frame top = frames.isEmpty() ? null : frames.getLast();
        if (top == null || top.state.isFlat()) {
            throw in.unexpected();
        }
        switch (top.state) {
            case OPERANDS -> moveFromAside(top);
            case BODY, AFTER_THEN, AFTER_ELSE, AFTER_DO, AFTER_CATCH, AFTER_CATCH_ALL -> endBlock();
            case CONDITION, BEFORE_DO -> throw in.unexpected();
            default -> {
                // An arm ends with what is around it, and a delegate ends its block itself.
            }
        }
        frames.removeLast();
        in.close();
    }

    private void moveFromAside(Frame frame) {
        addHint(frame.hint);
        out.append(aside, frame.asideStart);
        aside.truncate(frame.asideStart);
    }

    private void endBlock() {
        out.op(Opcode.END);
        labels.pop();
    }

    private void flat() {
        Frame top = frames.isEmpty() ? null : frames.getLast();
        int at = in.position();
        if (top != null && !top.state.takesInstructions()) {
            throw in.unexpected();
        }
        Opcode op = Opcode.ofMnemonic(in.keyword());
        if (op == null) {
            throw in.tokens().unexpected(at);
        }
        if (isDelimiter(op)) {
            if (top == null || !delimits(op, top)) {
                throw in.tokens().unexpected(at);
            }
            return;
        }
        int hint = hint(op, at, at);
        switch (op) {
            case BLOCK, LOOP, TRY_TABLE -> flatBlock(op, State.FLAT_BLOCK, hint);
            case IF -> flatBlock(op, State.FLAT_IF, hint);
            case TRY -> flatBlock(op, State.FLAT_TRY, hint);
            default -> {
                addHint(hint);
                plain.instruction(op, out);
            }
        }
    }

    private static boolean isDelimiter(Opcode op) {
        return switch (op) {
            case ELSE, END, CATCH, CATCH_ALL, DELEGATE -> true;
            default -> false;
        };
    }

    private void flatBlock(Opcode op, State state, int hint) {
        String label = header(op, out, hint);
        labels.push(label);
        push(state, label, -1);
    }

    /** Takes label, block type and catch clauses of a block and writes its beginning; gives the label. */
    private @Nullable String header(Opcode op, InstrWriter to, int hint) {
        String label = in.takeId();
        addHint(hint);
        to.op(op);
        plain.blockType(to);
        if (op == Opcode.TRY_TABLE) {
            plain.catches(to);
        }
        return label;
    }

    /** Whether a flat block goes on or ends with this instruction; if so, writes it. */
    private boolean delimits(Opcode op, Frame top) {
        State state = top.state;
        if (!state.isFlat()) {
            return false;
        }
        switch (op) {
            case END -> {
                requireLabel(top);
                endBlock();
                frames.removeLast();
                return true;
            }
            case ELSE -> {
                requireLabel(top);
                out.op(op);
                top.state = State.FLAT_ELSE;
                return state == State.FLAT_IF;
            }
            case CATCH -> {
                plain.instruction(op, out);
                top.state = State.FLAT_CATCH;
                return state == State.FLAT_TRY || state == State.FLAT_CATCH;
            }
            case CATCH_ALL -> {
                out.op(op);
                top.state = State.FLAT_CATCH_ALL;
                return state == State.FLAT_TRY || state == State.FLAT_CATCH;
            }
            default -> {
                labels.pop();
                plain.instruction(op, out);
                frames.removeLast();
                return state == State.FLAT_TRY;
            }
        }
    }

    private void requireLabel(Frame frame) {
        int at = in.position();
        String id = in.takeId();
        if (id != null && !id.equals(frame.label)) {
            throw in.tokens().error("mismatching label $" + id, at);
        }
    }

    private int hint(Opcode op, int hintToken, int opToken) {
        if (!inFunction) {
            return -1;
        }
        int hint = annotations.takeBranchHint(hintToken);
        if (hint >= 0 && op != Opcode.IF && op != Opcode.BR_IF) {
            throw new InvalidException(
                    "@metadata.code.branch_hint annotation: invalid target",
                    "line " + in.tokens().line(opToken) + ", " + op);
        }
        return hint;
    }

    private void addHint(int hint) {
        if (hint >= 0) {
            hints.add(new BranchHint(out.length(), hint));
        }
    }
}
