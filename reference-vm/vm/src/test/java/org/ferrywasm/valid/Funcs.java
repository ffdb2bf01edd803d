package org.ferrywasm.valid;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ferrywasm.binary.InstrWriter;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.Func;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.syntax.RecType;
import org.ferrywasm.syntax.SubType;

/** Functions whose bodies are written byte by byte, for what the text format cannot say. */
final class Funcs {
    private Funcs() {}

    /** Validates a module of these fields and a function without parameters and results that has this body. */
    static void validate(String fields, InstrWriter body) {
        validate(fields, FuncType.EMPTY, List.of(), body, ModuleLimits.DEFAULT);
    }

    /** The same with these features. */
    static void validate(String fields, InstrWriter body, Set<Feature> features) {
        Wat.validate(with(Wat.read(fields), FuncType.EMPTY, List.of(), body), features, ModuleLimits.DEFAULT);
    }

    /** Validates a module of these fields and a function of this type that has this body. */
    static void validate(
            String fields, FuncType type, List<Func.Locals> locals, InstrWriter body, ModuleLimits limits) {
        Module module = with(Wat.read(fields), type, locals, body);
        Wat.validate(module, EnumSet.allOf(Feature.class), limits);
    }

    private static Module with(Module module, FuncType type, List<Func.Locals> locals, InstrWriter body) {
        List<RecType> types = new ArrayList<>(module.types());
        int typeIndex = types.stream().mapToInt(t -> t.subTypes().size()).sum();
        types.add(new RecType(List.of(SubType.of(type))));
        List<Func> funcs = new ArrayList<>(module.funcs());
        funcs.add(new Func(typeIndex, locals, body.toExpr()));
        return new Module(
                types,
                module.imports(),
                funcs,
                module.tables(),
                module.mems(),
                module.tags(),
                module.globals(),
                module.exports(),
                module.start(),
                module.elems(),
                module.dataCount(),
                module.datas(),
                module.customs());
    }
}
