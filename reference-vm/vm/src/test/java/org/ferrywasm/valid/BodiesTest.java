package org.ferrywasm.valid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import org.ferrywasm.binary.InstrWriter;
import org.ferrywasm.syntax.Expr;
import org.ferrywasm.syntax.Feature;
import org.ferrywasm.syntax.Func;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.Module;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.RecType;
import org.ferrywasm.syntax.SubType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many functions, in one thread and in several: the first that is wrong is the one that is reported. */
class BodiesTest {
    private static final int BODY_BYTES = 1_000;

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 2_000})
    void goodFunctionsAreAccepted(int count) {
        assertThat(validate(count).funcTypes()).hasSize(count);
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 2_000})
    void theFirstWrongFunctionIsReported(int count) {
        for (int first : new int[] {0, 7, count / 2, count - 1}) {
            assertThatThrownBy(() -> validate(count, first, count - 1, first + 3))
                    .hasMessageContaining("(in func " + first + ",");
        }
    }

    @Test
    void chunksCoverAllFunctions() {
        for (int wrong = 0; wrong < 400; wrong += 13) {
            int first = wrong;
            assertThatThrownBy(() -> validate(400, first)).hasMessageContaining("(in func " + first + ",");
        }
    }

    private static ValidModule validate(int count, int... wrong) {
        Expr good = body(Opcode.NOP);
        Expr bad = body(Opcode.DROP);
        List<Func> funcs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            funcs.add(new Func(0, List.of(), good));
        }
        for (int i : wrong) {
            if (i >= 0 && i < count) {
                funcs.set(i, new Func(0, List.of(), bad));
            }
        }
        Module module = new Module(
                List.of(new RecType(List.of(SubType.of(FuncType.EMPTY)))),
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
        return Wat.validate(module, EnumSet.allOf(Feature.class), ModuleLimits.DEFAULT);
    }

    private static Expr body(Opcode last) {
        InstrWriter body = new InstrWriter();
        while (body.length() < BODY_BYTES) {
            body.op(Opcode.NOP);
        }
        body.op(last);
        body.op(Opcode.END);
        return body.toExpr();
    }
}
