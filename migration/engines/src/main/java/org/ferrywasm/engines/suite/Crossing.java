package org.ferrywasm.engines.suite;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.ferrywasm.binary.ModuleEncoder;
import org.ferrywasm.contract.spi.TestedEngine;
import org.ferrywasm.contract.spi.TestedFunction;
import org.ferrywasm.contract.spi.TestedInstance;
import org.ferrywasm.contract.spi.TestedStore;
import org.ferrywasm.contract.spi.V128;
import org.ferrywasm.syntax.AbsHeapType;
import org.ferrywasm.text.Parser;
import org.ferrywasm.text.script.Action;
import org.ferrywasm.text.script.Const;
import org.ferrywasm.text.script.Result;
import org.jspecify.annotations.Nullable;

/**
 * Which values cross between an engine's guests and its host. It is found by trying: a kind that guests may use, and that cannot
 * be passed to them and back, does not cross, and what asks for it in a script says nothing about the engine's language.
 *
 * @param missing the kinds that do not cross
 */
record Crossing(Set<Kind> missing) {
    /** A kind of values other than numbers. */
    enum Kind {
        V128("v128", "(v128.const i64x2 1 2)"),
        FUNCREF("funcref", "(ref.null func)"),
        EXTERNREF("externref", "(ref.null extern)");

        private final String text;
        private final byte[] sample;

        Kind(String text, String constant) {
            this.text = text;
            String module = "(module (func (export \"there and back\") (param " + text + ") (result " + text
                    + ") (local.get 0)) (func (export \"constant\") (result " + text + ") " + constant + "))";
            sample = ModuleEncoder.encode(Parser.parseModule(module.getBytes(StandardCharsets.UTF_8)));
        }

        /** What is passed, to see whether it comes back. */
        private @Nullable Object value(TestedStore store) {
            return switch (this) {
                case V128 -> new V128(1, 2);
                case FUNCREF -> null;
                case EXTERNREF -> store.reference("object");
            };
        }
    }

    /** Tries an engine. */
    static Crossing of(TestedEngine engine) {
        Set<Kind> missing = EnumSet.noneOf(Kind.class);
        for (Kind kind : Kind.values()) {
            try (TestedStore store = engine.newStore()) {
                if (!crosses(kind, engine, store)) {
                    missing.add(kind);
                }
            }
        }
        return new Crossing(missing);
    }

    private static boolean crosses(Kind kind, TestedEngine engine, TestedStore store) {
        TestedInstance instance;
        try {
            instance = store.instantiate(engine.load(kind.sample), List.of());
        } catch (RuntimeException e) {
            // Guests cannot use it either, which is the engine's own fault.
            return true;
        }
        try {
            ((TestedFunction) instance.export("constant")).call();
            ((TestedFunction) instance.export("there and back")).call(kind.value(store));
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /**
     * Checks what an action takes.
     *
     * @throws Unavailable if something of it does not cross
     */
    void require(Action action) {
        if (action instanceof Action.Invoke invoke) {
            invoke.args().forEach(this::require);
        }
    }

    /**
     * Checks what an action is expected to give.
     *
     * @throws Unavailable if something of it does not cross
     */
    void require(List<Result> results) {
        results.forEach(this::require);
    }

    private void require(Result result) {
        switch (result) {
            case Result.Value(Const constant) -> require(constant);
            case Result.Nan _, Result.Null _ -> {}
            case Result.Lanes _ -> require(Kind.V128);
            case Result.Ref(AbsHeapType kind) -> require(kind);
            case Result.Either(List<Result> alternatives) -> require(alternatives);
        }
    }

    private void require(Const constant) {
        switch (constant) {
            case Const.Num _ -> {}
            case Const.Vec _ -> require(Kind.V128);
            case Const.RefNull(AbsHeapType type) -> require(type);
            case Const.RefExtern _, Const.RefHost _ -> require(Kind.EXTERNREF);
        }
    }

    private void require(AbsHeapType type) {
        switch (type.top()) {
            case FUNC -> require(Kind.FUNCREF);
            case EXTERN -> require(Kind.EXTERNREF);
            default -> {}
        }
    }

    private void require(Kind kind) {
        if (missing.contains(kind)) {
            throw new Unavailable(Judgement.skipped(kind.text + " does not cross between guest and host"));
        }
    }
}
