package org.ferrywasm.text;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ferrywasm.binary.InstrWriter;
import org.ferrywasm.syntax.Custom;
import org.ferrywasm.syntax.Func;
import org.ferrywasm.text.InstrParser.BranchHint;

/** The custom sections that annotations bring (specification, appendix "Custom Sections and Annotations"). */
final class CustomParser {
    private static final String PREFIX = "@custom annotation: ";

    private final Annotations annotations;
    private final List<Custom> customs = new ArrayList<>();
    private final SortedMap<Integer, InstrWriter> branchHints = new TreeMap<>();

    CustomParser(Annotations annotations) {
        this.annotations = annotations;
    }

    /** Takes all {@code @custom} annotations before a token that begins a field or ends the module. */
    void takeBefore(int token) {
        for (Annotation next : annotations.takeAll(Annotation.CUSTOM, token)) {
            customs.add(custom(new Cursor(next.contents(), 0)));
        }
    }

    private static Custom custom(Cursor in) {
        if (in.kind() != TokenKind.STRING) {
            throw in.error(PREFIX + "missing section name");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        in.tokens().appendString(in.position(), bytes);
        String name = StringLiteral.utf8(bytes.toByteArray());
        if (name == null) {
            throw in.error(PREFIX + "malformed UTF-8 encoding");
        }
        in.next();
        int place = in.isOpen() ? place(in) : SectionPlace.LAST;
        bytes.reset();
        while (in.kind() == TokenKind.STRING) {
            in.tokens().appendString(in.next(), bytes);
        }
        if (in.kind() != TokenKind.END) {
            throw in.error(PREFIX + "unexpected token");
        }
        return new Custom(name, bytes.toByteArray(), 0, bytes.size(), place);
    }

    private static int place(Cursor in) {
        boolean after = in.takeOpen("after");
        if (!after && !in.takeOpen("before")) {
            throw in.error(PREFIX + "malformed placement");
        }
        Integer place = in.kind() == TokenKind.KEYWORD
                ? SectionPlace.of(after, in.tokens().text(in.position()))
                : null;
        if (place == null) {
            throw in.error(PREFIX + "malformed section kind");
        }
        in.next();
        if (!in.isClose()) {
            throw in.error(PREFIX + "unexpected token");
        }
        in.next();
        return place;
    }

    /** Keeps the branch hints of a function. */
    void branchHints(int funcIndex, Func func, List<BranchHint> hints) {
        if (hints.isEmpty()) {
            return;
        }
        int declarations = BranchHints.localsLength(func);
        InstrWriter vector = new InstrWriter();
        vector.u32(hints.size());
        for (BranchHint hint : hints) {
            vector.u32(declarations + hint.offset());
            vector.u32(1);
            vector.u8(hint.likely());
        }
        branchHints.put(funcIndex, vector);
    }

    /** All custom sections, in the order in which they will stand. */
    List<Custom> finish(ModuleNames names) {
        if (!branchHints.isEmpty()) {
            InstrWriter out = new InstrWriter();
            out.u32(branchHints.size());
            branchHints.forEach((func, vector) -> {
                out.u32(func);
                out.append(vector);
            });
            byte[] bytes = out.toBytes();
            customs.add(new Custom(Annotation.BRANCH_HINT, bytes, 0, bytes.length, SectionPlace.BEFORE_CODE));
        }
        if (!names.isEmpty() && customs.stream().noneMatch(c -> c.name().equals(ModuleNames.SECTION))) {
            customs.add(names.encode());
        }
        customs.sort(Comparator.comparingInt(c -> SectionPlace.rank(c.place())));
        return customs;
    }
}
