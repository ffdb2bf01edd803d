package org.ferrywasm.valid;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.ferrywasm.binary.InstrWriter;
import org.ferrywasm.syntax.Func;
import org.ferrywasm.syntax.FuncType;
import org.ferrywasm.syntax.ModuleLimits;
import org.ferrywasm.syntax.ModuleLimits.Limit;
import org.ferrywasm.syntax.NumType;
import org.ferrywasm.syntax.Opcode;
import org.ferrywasm.syntax.RefType;
import org.junit.jupiter.api.Test;

/** Locals in long runs: their types, whether they are set, and how many there may be. */
class LocalVariablesTest {
    private static final FuncType ONE_PARAM = new FuncType(List.of(NumType.I32), List.of());

    @Test
    void everyLocalOfManyRunsHasItsType() {
        List<Func.Locals> runs = new ArrayList<>();
        InstrWriter body = new InstrWriter();
        int local = 1;
        for (int i = 0; local < 5_000; i++) {
            int count = i * 7 % 23;
            NumType type = NumType.values()[i % NumType.values().length];
            runs.add(new Func.Locals(count, type));
            for (int j = 0; j < count; j++) {
                body.op(Opcode.LOCAL_GET, local++);
                body.op(plainUnary(type));
                body.op(Opcode.DROP);
            }
        }
        body.op(Opcode.END);

        assertThatCode(() -> Funcs.validate("", ONE_PARAM, runs, body, ModuleLimits.DEFAULT))
                .doesNotThrowAnyException();
    }

    private static Opcode plainUnary(NumType type) {
        return switch (type) {
            case I32 -> Opcode.I32_CLZ;
            case I64 -> Opcode.I64_CLZ;
            case F32 -> Opcode.F32_NEG;
            case F64 -> Opcode.F64_NEG;
        };
    }

    @Test
    void theLocalAfterTheLastIsUnknown() {
        InstrWriter body = new InstrWriter();
        body.op(Opcode.LOCAL_GET, 3_001);
        body.op(Opcode.END);

        assertThatThrownBy(() -> Funcs.validate(
                        "", ONE_PARAM, List.of(new Func.Locals(3_000, NumType.I32)), body, ModuleLimits.DEFAULT))
                .hasMessageStartingWith("unknown local 3001");
    }

    @Test
    void aLocalFarDownARunIsSetByItself() {
        List<Func.Locals> locals = List.of(new Func.Locals(3_000, RefType.FUNCREF.nonNull()));

        assertThatCode(() -> Funcs.validate("", ONE_PARAM, locals, setAndGet(2_999), ModuleLimits.DEFAULT))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Funcs.validate("", ONE_PARAM, locals, setAndGet(2_998), ModuleLimits.DEFAULT))
                .hasMessageStartingWith("uninitialized local 2998");
    }

    private static InstrWriter setAndGet(int got) {
        InstrWriter body = new InstrWriter();
        body.op(Opcode.REF_NULL);
        body.heapType(RefType.FUNCREF.heap());
        body.op(Opcode.REF_AS_NON_NULL);
        body.op(Opcode.LOCAL_SET, 2_999);
        body.op(Opcode.LOCAL_GET, got);
        body.op(Opcode.DROP);
        body.op(Opcode.END);
        return body;
    }

    @Test
    void parametersCountAmongTheLocals() {
        InstrWriter body = new InstrWriter();
        body.op(Opcode.END);
        ModuleLimits limits = ModuleLimits.DEFAULT.with(Limit.LOCALS, 10);

        assertThatCode(() -> Funcs.validate("", ONE_PARAM, runs(4, 5), body, limits))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Funcs.validate("", ONE_PARAM, runs(4, 6), body, limits))
                .hasMessageStartingWith("too many locals: 11, more than 10");
    }

    @Test
    void countsAreUnsignedAndDoNotOverflow() {
        InstrWriter body = new InstrWriter();
        body.op(Opcode.END);

        assertThatThrownBy(() -> Funcs.validate("", ONE_PARAM, runs(-1, -1, -1), body, ModuleLimits.DEFAULT))
                .hasMessageStartingWith("too many locals: 4294967296, more than 50000");
    }

    private static List<Func.Locals> runs(int... counts) {
        List<Func.Locals> runs = new ArrayList<>();
        for (int count : counts) {
            runs.add(new Func.Locals(count, NumType.I64));
        }
        return runs;
    }
}
