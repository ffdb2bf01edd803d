package org.ferrywasm.text;

import java.util.HashMap;
import java.util.Map;
import org.ferrywasm.binary.ByteReader;
import org.ferrywasm.binary.InstrReader;
import org.ferrywasm.binary.InstrWriter;
import org.ferrywasm.syntax.Custom;
import org.ferrywasm.syntax.Func;
import org.ferrywasm.syntax.FuncExtern;
import org.ferrywasm.syntax.MalformedException;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.Opcode;
import org.jspecify.annotations.Nullable;

/** The contents of a custom section {@code metadata.code.branch_hint}: for branches of functions, whether they are likely. */
final class BranchHints {
    private final Map<Integer, Map<Integer, Integer>> byFunction = new HashMap<>();
    private int count;

    private BranchHints() {}

    /**
     * The hints that a custom section gives, or null where it is malformed or a hint is not for a branch, so that annotations
     * could not say the same.
     */
    static @Nullable BranchHints of(Module module, Custom section) {
        if (SectionPlace.rank(section.place()) > SectionPlace.rank(SectionPlace.BEFORE_CODE)) {
            return null;
        }
        BranchHints hints = new BranchHints();
        try {
            return hints.read(new ByteReader(section.bytes(), section.start(), section.end())) && hints.fit(module)
                    ? hints
                    : null;
        } catch (MalformedException e) {
            return null;
        }
    }

    private boolean read(ByteReader in) {
        for (int functions = in.u32(); functions != 0; functions--) {
            Map<Integer, Integer> ofFunction = byFunction.computeIfAbsent(in.u32(), func -> new HashMap<>());
            int left = in.u32();
            if (left == 0) {
                return false;
            }
            for (; left != 0; left--) {
                int offset = in.u32();
                boolean oneByte = in.u32() == 1;
                int likely = in.u8();
                if (!oneByte || likely > 1 || ofFunction.putIfAbsent(offset, likely) != null) {
                    return false;
                }
                count++;
            }
        }
        return !in.hasNext();
    }

    private boolean fit(Module module) {
        int imports = module.importsOf(FuncExtern.class).size();
        int found = 0;
        for (int index : byFunction.keySet()) {
            int defined = index - imports;
            if (index < 0 || defined < 0 || defined >= module.funcs().size()) {
                return false;
            }
            Func func = module.funcs().get(defined);
            int before = localsLength(func) - func.body().start();
            InstrReader instrs = new InstrReader(func.body());
            while (instrs.hasNext()) {
                Opcode op = instrs.next();
                boolean branch = op == Opcode.IF || op == Opcode.BR_IF;
                found += branch && likely(index, before + instrs.offset()) >= 0 ? 1 : 0;
            }
        }
        return found == count;
    }

    /** How many bytes the declarations of a function's locals take. */
    static int localsLength(Func func) {
        InstrWriter declarations = new InstrWriter();
        declarations.u32(func.locals().size());
        for (Func.Locals run : func.locals()) {
            declarations.u32(run.count());
            declarations.valType(run.type());
        }
        return declarations.length();
    }

    /** 1 or 0 where a function has a hint at this offset, else -1. */
    int likely(int funcIndex, int offset) {
        Map<Integer, Integer> ofFunction = byFunction.get(funcIndex);
        return ofFunction == null ? -1 : ofFunction.getOrDefault(offset, -1);
    }
}
