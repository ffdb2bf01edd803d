package org.ferrywasm.valid;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import org.ferrywasm.binary.InstrWriter;
import org.ferrywasm.syntax.Expr;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.Func;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.HeapType;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.syntax.ModuleLimits.Limit;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.RecType;
import org.ferrywasm.syntax.StructType;
import org.ferrywasm.syntax.SubType;
import org.ferrywasm.syntax.TypeIndex;
import org.junit.jupiter.api.Test;

/** Modules made to cost more than their size: they are refused, or validated in time and space that fit their size. */
class HostileModulesTest {
    private static final FuncType WIDE =
            new FuncType(Collections.nCopies(1_000, NumType.I32), Collections.nCopies(1_000, NumType.I32));

    @Test
    void nestingIsLimited() {
        InstrWriter body = new InstrWriter();
        int depth = 60_000;
        for (int i = 0; i < depth; i++) {
            body.op(Opcode.BLOCK);
            body.blockType();
        }
        for (int i = 0; i <= depth; i++) {
            body.op(Opcode.END);
        }

        assertThatThrownBy(() -> Funcs.validate("", body)).hasMessageStartingWith(Limit.NESTING_DEPTH.problem());
        Funcs.validate("", FuncType.EMPTY, List.of(), body, ModuleLimits.DEFAULT.with(Limit.NESTING_DEPTH, depth));
        assertThatThrownBy(() -> Funcs.validate(
                        "", FuncType.EMPTY, List.of(), body, ModuleLimits.DEFAULT.with(Limit.NESTING_DEPTH, depth - 1)))
                .hasMessageStartingWith(Limit.NESTING_DEPTH.problem());
    }

    @Test
    void branchTablesAreLimited() {
        InstrWriter body = new InstrWriter();
        body.op(Opcode.UNREACHABLE);
        body.op(Opcode.BR_TABLE);
        body.u32(70_000);
        for (int i = 0; i <= 70_000; i++) {
            body.u32(0);
        }
        body.op(Opcode.END);

        assertThatThrownBy(() -> Funcs.validate("", body)).hasMessageStartingWith(Limit.BR_TABLE_LABELS.problem());
    }

    @Test
    void theOperandStackIsLimited() {
        InstrWriter body = new InstrWriter();
        for (int i = 0; i < 100_000; i++) {
            body.op(Opcode.CALL, 0);
        }
        FuncType giver = new FuncType(List.of(), WIDE.results());
        body.op(Opcode.END);

        assertThatThrownBy(() -> Wat.validate(
                        module(List.of(SubType.of(giver)), List.of(new Func(0, List.of(), body.toExpr()))),
                        EnumSet.allOf(Feature.class),
                        ModuleLimits.DEFAULT))
                .hasMessageStartingWith("too many operands");
    }

    @Test
    void aLongChainOfSubtypesIsRefusedBeforeItIsBuilt() {
        List<SubType> types = new ArrayList<>();
        types.add(new SubType(false, List.of(), new StructType(List.of())));
        for (int i = 0; i < 200_000; i++) {
            List<HeapType> above = List.of(new TypeIndex(i));
            types.add(new SubType(false, above, new StructType(List.of())));
        }

        assertTimeoutPreemptively(
                ofSeconds(10),
                () -> assertThatThrownBy(() -> Wat.validate(
                                module(types, List.of()), EnumSet.allOf(Feature.class), ModuleLimits.DEFAULT))
                        .hasMessageStartingWith(Limit.SUBTYPE_DEPTH.problem()));
    }

    @Test
    void manyFunctionsWithManyLocalsCostNoMoreThanTheirBytes() {
        InstrWriter body = new InstrWriter();
        body.op(Opcode.LOCAL_GET, 49_999);
        body.op(Opcode.DROP);
        body.op(Opcode.END);
        Expr expr = body.toExpr();
        Func func = new Func(0, List.of(new Func.Locals(50_000, NumType.I64)), expr);

        assertTimeoutPreemptively(
                ofSeconds(10),
                () -> Wat.validate(
                        module(List.of(SubType.of(FuncType.EMPTY)), Collections.nCopies(500_000, func)),
                        EnumSet.allOf(Feature.class),
                        ModuleLimits.DEFAULT));
    }

    @Test
    void aBranchTableOfWideLabelsIsCheckedOncePerType() {
        InstrWriter body = new InstrWriter();
        body.op(Opcode.UNREACHABLE);
        for (int i = 0; i < 100; i++) {
            body.op(Opcode.BR_TABLE);
            body.u32(65_520);
            for (int j = 0; j <= 65_520; j++) {
                body.u32(0);
            }
        }
        body.op(Opcode.END);

        assertTimeoutPreemptively(
                ofSeconds(10),
                () -> Wat.validate(
                        module(List.of(SubType.of(WIDE)), List.of(new Func(0, List.of(), body.toExpr()))),
                        EnumSet.allOf(Feature.class),
                        ModuleLimits.DEFAULT));
    }

    private static Module module(List<SubType> types, List<Func> funcs) {
        return new Module(
                List.of(new RecType(types)),
                List.of(),
                funcs,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                OptionalInt.empty(),
                List.of(),
                OptionalInt.empty(),
                List.of(),
                List.of());
    }
}
