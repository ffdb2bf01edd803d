package org.ferrywasm.exec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.ferrywasm.code.Code;
import org.ferrywasm.code.Lop;
import org.ferrywasm.numeric.ArithmeticTrap;
import org.ferrywasm.numeric.I32;
import org.ferrywasm.numeric.I64;
import org.ferrywasm.runtime.Execution;
import org.ferrywasm.runtime.FuncInst;
import org.ferrywasm.runtime.GlobalInst;
import org.ferrywasm.runtime.Heap;
import org.ferrywasm.runtime.HostFunc;
import org.ferrywasm.runtime.Loop;
import org.ferrywasm.runtime.SuspendSignal;
import org.ferrywasm.runtime.TrapKind;
import org.ferrywasm.runtime.TrapSignal;
import org.ferrywasm.runtime.WasmFunc;

/**
 * The loop that executes lowered code (specification, chapter "Execution / Instructions").
 *
 * <p>How HotSpot compiles this one method decides how fast the VM is, hence its form. The program counter, slots, base, fuel
 * and memory are Java variables, read and written back in two places. An instruction is read whole before the switch, so
 * that an arm is short. A conditional branch only computes whether it is taken and meets the others behind the switch, as
 * do the calls. What is long or rare is one static call away. Nothing is allocated, and host calls, traps, exceptions and
 * suspension leave the loop with a reason. The method stays well below 8,000 bytecodes.
 */
final class Interpreter implements Loop {
    /** The outermost frame has returned; its results begin at slot 0. */
    static final int RETURNED = 0;
    /** {@link Execution#host} is to be called. */
    static final int HOST_CALL = 1;
    /** {@link Execution#trap} says why. */
    static final int TRAPPED = 2;
    /** {@link Execution#exception} is to be unwound. */
    static final int THREW = 3;
    /** A checkpoint was reached with no fuel left, or the call is asked to stop. */
    static final int CHECKPOINT = 4;

    /** This copy of the loop was made without the operation that comes next. */
    static final int UNKNOWN = 5;

    /** An instruction has suspended the call in its middle. */
    static final int SUSPENDED = 6;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW = 0xFFFF_FFFFL;

    /** Whether this is a module's own copy of the loop, which has no need to count. */
    private static final boolean IS_COPY = Interpreter.class.isHidden();

    /** The common loop; for copies see {@link Loops}. */
    Interpreter() {}

    @Override
    public int run(Execution x) {
        int frame = x.depth - 1;
        WasmFunc func = x.frameFuncs[frame];
        x.module = func.module();
        return run(x, x.stack, func.code().words, x.framePcs[frame], x.frameBases[frame], x.module.firstBytes());
    }

    /**
     * The loop. What nearly every instruction needs comes as parameters: HotSpot keeps a parameter in one register, where it
     * would decode a field's compressed reference anew for each use and run out of registers.
     */
    // 32-bit arithmetic is meant to wrap before it fills a slot; two labelled blocks spare every arm a copy of its end.
    @SuppressWarnings({"IntLongMath", "NarrowCalculation", "LabelledBreakTarget"})
    private static int run(Execution x, long[] s, int[] code, int pc, int base, byte[] mem) {
        int exit;
        try {
            loop:
            for (; ; ) {
                FuncInst callee;
                int at;
                call:
                {
                    int w = code[pc];
                    int d = base + code[pc + 1];
                    int a = base + code[pc + 2];
                    int z = code[pc + 3];
                    pc += 4;
                    boolean taken;
                    branch:
                    {
                        switch (w & Lop.MASK) {
                            case Lop.MOVE -> s[d] = s[a];
                            case Lop.MOVE2 -> {
                                long low = s[a];
                                s[d + 1] = s[a + 1];
                                s[d] = low;
                            }
                            case Lop.COPY -> System.arraycopy(s, a, s, d, z);
                            case Lop.CONST -> s[d] = (a - base & LOW) | (long) z << 32;
                            case Lop.SELECT -> {
                                s[d] = (int) s[base + code[pc]] != 0 ? s[a] : s[base + z];
                                pc += 4;
                            }
                            case Lop.SELECT2 -> {
                                int from = (int) s[base + code[pc]] != 0 ? a : base + z;
                                long low = s[from];
                                s[d + 1] = s[from + 1];
                                s[d] = low;
                                pc += 4;
                            }
                            case Lop.GLOBAL_GET -> {
                                GlobalInst global = x.module.globals[a - base];
                                s[d] = z == 0 ? global.value : global.high;
                            }
                            case Lop.GLOBAL_SET -> {
                                GlobalInst global = x.module.globals[a - base];
                                if (z == 0) {
                                    global.value = s[d];
                                } else {
                                    global.high = s[d];
                                }
                            }

                            case Lop.I32_ADD -> s[d] = (int) s[a] + (int) s[base + z];
                            case Lop.I32_SUB -> s[d] = (int) s[a] - (int) s[base + z];
                            case Lop.I32_MUL -> s[d] = (int) s[a] * (int) s[base + z];
                            case Lop.I32_AND -> s[d] = s[a] & s[base + z];
                            case Lop.I32_OR -> s[d] = s[a] | s[base + z];
                            case Lop.I32_XOR -> s[d] = s[a] ^ s[base + z];
                            case Lop.I32_SHL -> s[d] = (int) s[a] << (int) s[base + z];
                            case Lop.I32_SHR_S -> s[d] = (int) s[a] >> (int) s[base + z];
                            case Lop.I32_SHR_U -> s[d] = (int) s[a] >>> (int) s[base + z];
                            case Lop.I32_ROTL -> s[d] = Integer.rotateLeft((int) s[a], (int) s[base + z]);
                            case Lop.I32_ROTR -> s[d] = Integer.rotateRight((int) s[a], (int) s[base + z]);
                            case Lop.I32_DIV_S -> s[d] = I32.divS((int) s[a], (int) s[base + z]);
                            case Lop.I32_DIV_U -> s[d] = I32.divU((int) s[a], (int) s[base + z]);
                            case Lop.I32_REM_S -> s[d] = I32.remS((int) s[a], (int) s[base + z]);
                            case Lop.I32_REM_U -> s[d] = I32.remU((int) s[a], (int) s[base + z]);
                            case Lop.I32_ADD_IMM -> s[d] = (int) s[a] + z;
                            case Lop.I32_MUL_IMM -> s[d] = (int) s[a] * z;
                            case Lop.I32_AND_IMM -> s[d] = (int) s[a] & z;
                            case Lop.I32_OR_IMM -> s[d] = (int) s[a] | z;
                            case Lop.I32_XOR_IMM -> s[d] = (int) s[a] ^ z;
                            case Lop.I32_SHL_IMM -> s[d] = (int) s[a] << z;
                            case Lop.I32_SHR_S_IMM -> s[d] = (int) s[a] >> z;
                            case Lop.I32_SHR_U_IMM -> s[d] = (int) s[a] >>> z;
                            case Lop.I32_ROTL_IMM -> s[d] = Integer.rotateLeft((int) s[a], z);

                            case Lop.I64_ADD -> s[d] = s[a] + s[base + z];
                            case Lop.I64_SUB -> s[d] = s[a] - s[base + z];
                            case Lop.I64_MUL -> s[d] = s[a] * s[base + z];
                            case Lop.I64_AND -> s[d] = s[a] & s[base + z];
                            case Lop.I64_OR -> s[d] = s[a] | s[base + z];
                            case Lop.I64_XOR -> s[d] = s[a] ^ s[base + z];
                            case Lop.I64_SHL -> s[d] = s[a] << (int) s[base + z];
                            case Lop.I64_SHR_S -> s[d] = s[a] >> (int) s[base + z];
                            case Lop.I64_SHR_U -> s[d] = s[a] >>> (int) s[base + z];
                            case Lop.I64_ROTL -> s[d] = Long.rotateLeft(s[a], (int) s[base + z]);
                            case Lop.I64_ROTR -> s[d] = Long.rotateRight(s[a], (int) s[base + z]);
                            case Lop.I64_DIV_S -> s[d] = I64.divS(s[a], s[base + z]);
                            case Lop.I64_DIV_U -> s[d] = I64.divU(s[a], s[base + z]);
                            case Lop.I64_REM_S -> s[d] = I64.remS(s[a], s[base + z]);
                            case Lop.I64_REM_U -> s[d] = I64.remU(s[a], s[base + z]);
                            case Lop.I64_ADD_IMM -> s[d] = s[a] + z;
                            case Lop.I64_MUL_IMM -> s[d] = s[a] * z;
                            case Lop.I64_AND_IMM -> s[d] = s[a] & z;
                            case Lop.I64_OR_IMM -> s[d] = s[a] | z;
                            case Lop.I64_XOR_IMM -> s[d] = s[a] ^ z;
                            case Lop.I64_SHL_IMM -> s[d] = s[a] << z;
                            case Lop.I64_SHR_S_IMM -> s[d] = s[a] >> z;
                            case Lop.I64_SHR_U_IMM -> s[d] = s[a] >>> z;
                            case Lop.I64_ROTL_IMM -> s[d] = Long.rotateLeft(s[a], z);
                            case Lop.I64_EXTEND_I32_S -> s[d] = (int) s[a];
                            case Lop.I64_EXTEND_I32_U -> s[d] = s[a] & LOW;

                            case Lop.F32_ADD -> s[d] = bits(f32(s[a]) + f32(s[base + z]));
                            case Lop.F32_SUB -> s[d] = bits(f32(s[a]) - f32(s[base + z]));
                            case Lop.F32_MUL -> s[d] = bits(f32(s[a]) * f32(s[base + z]));
                            case Lop.F32_DIV -> s[d] = bits(f32(s[a]) / f32(s[base + z]));
                            case Lop.F64_ADD -> s[d] = bits(f64(s[a]) + f64(s[base + z]));
                            case Lop.F64_SUB -> s[d] = bits(f64(s[a]) - f64(s[base + z]));
                            case Lop.F64_MUL -> s[d] = bits(f64(s[a]) * f64(s[base + z]));
                            case Lop.F64_DIV -> s[d] = bits(f64(s[a]) / f64(s[base + z]));
                            case Lop.F64_SQRT -> s[d] = bits(Math.sqrt(f64(s[a])));
                            case Lop.F64_ABS -> s[d] = s[a] & Long.MAX_VALUE;
                            case Lop.F64_NEG -> s[d] = s[a] ^ Long.MIN_VALUE;
                            case Lop.F64_CONVERT_I32_S -> s[d] = bits((double) (int) s[a]);

                            case Lop.I32_EQ -> s[d] = (int) s[a] == (int) s[base + z] ? 1 : 0;
                            case Lop.I32_NE -> s[d] = (int) s[a] != (int) s[base + z] ? 1 : 0;
                            case Lop.I32_LT_S -> s[d] = (int) s[a] < (int) s[base + z] ? 1 : 0;
                            case Lop.I32_LE_S -> s[d] = (int) s[a] <= (int) s[base + z] ? 1 : 0;
                            case Lop.I32_LT_U -> s[d] = ltU((int) s[a], (int) s[base + z]) ? 1 : 0;
                            case Lop.I32_LE_U -> s[d] = ltU((int) s[base + z], (int) s[a]) ? 0 : 1;
                            case Lop.I32_EQ_IMM -> s[d] = (int) s[a] == z ? 1 : 0;
                            case Lop.I32_NE_IMM -> s[d] = (int) s[a] != z ? 1 : 0;
                            case Lop.I32_LT_S_IMM -> s[d] = (int) s[a] < z ? 1 : 0;
                            case Lop.I32_GT_S_IMM -> s[d] = (int) s[a] > z ? 1 : 0;
                            case Lop.I32_LT_U_IMM -> s[d] = ltU((int) s[a], z) ? 1 : 0;
                            case Lop.I32_GT_U_IMM -> s[d] = ltU(z, (int) s[a]) ? 1 : 0;
                            case Lop.I64_EQ -> s[d] = s[a] == s[base + z] ? 1 : 0;
                            case Lop.I64_NE -> s[d] = s[a] != s[base + z] ? 1 : 0;
                            case Lop.I64_LT_S -> s[d] = s[a] < s[base + z] ? 1 : 0;
                            case Lop.I64_LE_S -> s[d] = s[a] <= s[base + z] ? 1 : 0;
                            case Lop.I64_LT_U -> s[d] = ltU(s[a], s[base + z]) ? 1 : 0;
                            case Lop.I64_LE_U -> s[d] = ltU(s[base + z], s[a]) ? 0 : 1;
                            case Lop.I64_EQ_IMM -> s[d] = s[a] == z ? 1 : 0;
                            case Lop.I64_NE_IMM -> s[d] = s[a] != z ? 1 : 0;
                            case Lop.I64_LT_S_IMM -> s[d] = s[a] < z ? 1 : 0;
                            case Lop.I64_GT_S_IMM -> s[d] = s[a] > z ? 1 : 0;
                            case Lop.I64_LT_U_IMM -> s[d] = ltU(s[a], z) ? 1 : 0;
                            case Lop.I64_GT_U_IMM -> s[d] = ltU((long) z, s[a]) ? 1 : 0;
                            case Lop.F32_EQ -> s[d] = f32(s[a]) == f32(s[base + z]) ? 1 : 0;
                            case Lop.F32_NE -> s[d] = f32(s[a]) != f32(s[base + z]) ? 1 : 0;
                            case Lop.F32_LT -> s[d] = f32(s[a]) < f32(s[base + z]) ? 1 : 0;
                            case Lop.F32_LE -> s[d] = f32(s[a]) <= f32(s[base + z]) ? 1 : 0;
                            case Lop.F64_EQ -> s[d] = f64(s[a]) == f64(s[base + z]) ? 1 : 0;
                            case Lop.F64_NE -> s[d] = f64(s[a]) != f64(s[base + z]) ? 1 : 0;
                            case Lop.F64_LT -> s[d] = f64(s[a]) < f64(s[base + z]) ? 1 : 0;
                            case Lop.F64_LE -> s[d] = f64(s[a]) <= f64(s[base + z]) ? 1 : 0;

                            case Lop.BR_I32_EQ -> {
                                taken = (int) s[d] == (int) s[a];
                                break branch;
                            }
                            case Lop.BR_I32_NE -> {
                                taken = (int) s[d] != (int) s[a];
                                break branch;
                            }
                            case Lop.BR_I32_LT_S -> {
                                taken = (int) s[d] < (int) s[a];
                                break branch;
                            }
                            case Lop.BR_I32_LE_S -> {
                                taken = (int) s[d] <= (int) s[a];
                                break branch;
                            }
                            case Lop.BR_I32_LT_U -> {
                                taken = ltU((int) s[d], (int) s[a]);
                                break branch;
                            }
                            case Lop.BR_I32_LE_U -> {
                                taken = !ltU((int) s[a], (int) s[d]);
                                break branch;
                            }
                            case Lop.BR_I32_EQ_IMM -> {
                                taken = (int) s[d] == a - base;
                                break branch;
                            }
                            case Lop.BR_I32_NE_IMM -> {
                                taken = (int) s[d] != a - base;
                                break branch;
                            }
                            case Lop.BR_I32_LT_S_IMM -> {
                                taken = (int) s[d] < a - base;
                                break branch;
                            }
                            case Lop.BR_I32_GT_S_IMM -> {
                                taken = (int) s[d] > a - base;
                                break branch;
                            }
                            case Lop.BR_I32_LT_U_IMM -> {
                                taken = ltU((int) s[d], a - base);
                                break branch;
                            }
                            case Lop.BR_I32_GT_U_IMM -> {
                                taken = ltU(a - base, (int) s[d]);
                                break branch;
                            }
                            case Lop.BR_I64_EQ -> {
                                taken = s[d] == s[a];
                                break branch;
                            }
                            case Lop.BR_I64_NE -> {
                                taken = s[d] != s[a];
                                break branch;
                            }
                            case Lop.BR_I64_LT_S -> {
                                taken = s[d] < s[a];
                                break branch;
                            }
                            case Lop.BR_I64_LE_S -> {
                                taken = s[d] <= s[a];
                                break branch;
                            }
                            case Lop.BR_I64_LT_U -> {
                                taken = ltU(s[d], s[a]);
                                break branch;
                            }
                            case Lop.BR_I64_LE_U -> {
                                taken = !ltU(s[a], s[d]);
                                break branch;
                            }
                            case Lop.BR_I64_EQ_IMM -> {
                                taken = s[d] == a - base;
                                break branch;
                            }
                            case Lop.BR_I64_NE_IMM -> {
                                taken = s[d] != a - base;
                                break branch;
                            }
                            case Lop.BR_I64_LT_S_IMM -> {
                                taken = s[d] < a - base;
                                break branch;
                            }
                            case Lop.BR_I64_GT_S_IMM -> {
                                taken = s[d] > a - base;
                                break branch;
                            }
                            case Lop.BR_I64_LT_U_IMM -> {
                                taken = ltU(s[d], a - base);
                                break branch;
                            }
                            case Lop.BR_I64_GT_U_IMM -> {
                                taken = ltU((long) (a - base), s[d]);
                                break branch;
                            }
                            case Lop.BR_F32_EQ -> {
                                taken = f32(s[d]) == f32(s[a]);
                                break branch;
                            }
                            case Lop.BR_F32_NE -> {
                                taken = f32(s[d]) != f32(s[a]);
                                break branch;
                            }
                            case Lop.BR_F32_LT -> {
                                taken = f32(s[d]) < f32(s[a]);
                                break branch;
                            }
                            case Lop.BR_F32_LE -> {
                                taken = f32(s[d]) <= f32(s[a]);
                                break branch;
                            }
                            case Lop.BR_F64_EQ -> {
                                taken = f64(s[d]) == f64(s[a]);
                                break branch;
                            }
                            case Lop.BR_F64_NE -> {
                                taken = f64(s[d]) != f64(s[a]);
                                break branch;
                            }
                            case Lop.BR_F64_LT -> {
                                taken = f64(s[d]) < f64(s[a]);
                                break branch;
                            }
                            case Lop.BR_F64_LE -> {
                                taken = f64(s[d]) <= f64(s[a]);
                                break branch;
                            }
                            case Lop.BR_F32_NOT_LT -> {
                                taken = !(f32(s[d]) < f32(s[a]));
                                break branch;
                            }
                            case Lop.BR_F32_NOT_LE -> {
                                taken = !(f32(s[d]) <= f32(s[a]));
                                break branch;
                            }
                            case Lop.BR_F64_NOT_LT -> {
                                taken = !(f64(s[d]) < f64(s[a]));
                                break branch;
                            }
                            case Lop.BR_F64_NOT_LE -> {
                                taken = !(f64(s[d]) <= f64(s[a]));
                                break branch;
                            }
                            case Lop.BR -> {
                                taken = true;
                                break branch;
                            }
                            case Lop.BR_TABLE -> {
                                int index = (int) s[d];
                                int count = a - base;
                                z = code[pc + (ltU(index, count) ? index : count)];
                                taken = true;
                                break branch;
                            }
                            case Lop.FUEL -> charge(x, w);
                            case Lop.LOOP -> {
                                charge(x, w);
                                if (x.mustLeave()) {
                                    exit = CHECKPOINT;
                                    break loop;
                                }
                            }

                            case Lop.CALL -> {
                                charge(x, w);
                                callee = x.module.funcs[a - base];
                                at = d;
                                break call;
                            }
                            case Lop.CALL_INDIRECT -> {
                                charge(x, w);
                                callee = CallTargets.indirect(x, x.module, z, s[base + code[pc]], a - base);
                                at = d;
                                pc += 4;
                                break call;
                            }
                            case Lop.CALL_REF -> {
                                charge(x, w);
                                callee = CallTargets.byRef(x, s[a]);
                                at = d;
                                break call;
                            }
                            case Lop.RETURN_CALL, Lop.RETURN_CALL_REF -> {
                                charge(x, w);
                                callee = (w & Lop.MASK) == Lop.RETURN_CALL
                                        ? x.module.funcs[a - base]
                                        : CallTargets.byRef(x, s[a]);
                                System.arraycopy(s, d, s, base, callee.paramSlots());
                                at = base;
                                pc = x.dropFrame();
                                break call;
                            }
                            case Lop.RETURN_CALL_INDIRECT -> {
                                charge(x, w);
                                callee = CallTargets.indirect(x, x.module, z, s[base + code[pc]], a - base);
                                System.arraycopy(s, d, s, base, callee.paramSlots());
                                at = base;
                                pc = x.dropFrame();
                                break call;
                            }
                            case Lop.RETURN, Lop.RETURN0, Lop.RETURN1 -> {
                                charge(x, w);
                                if ((w & Lop.MASK) == Lop.RETURN1) {
                                    s[base] = s[d];
                                } else if ((w & Lop.MASK) == Lop.RETURN) {
                                    System.arraycopy(s, d, s, base, a - base);
                                }
                                int frame = --x.depth - 1;
                                if (frame < 0) {
                                    exit = RETURNED;
                                    break loop;
                                }
                                WasmFunc func = x.frameFuncs[frame];
                                pc = x.framePcs[frame];
                                base = x.frameBases[frame];
                                code = func.code().words;
                                if (func.module() != x.module) {
                                    x.module = func.module();
                                    mem = x.module.firstBytes();
                                }
                            }
                            case Lop.UNREACHABLE -> {
                                charge(x, w);
                                x.trap = TrapKind.UNREACHABLE;
                                exit = TRAPPED;
                                break loop;
                            }
                            case Lop.THROW, Lop.THROW_REF -> {
                                charge(x, w);
                                x.savePc(pc);
                                x.exception = (w & Lop.MASK) == Lop.THROW
                                        ? Exceptions.allocate(x, x.module.tags[a - base], d)
                                        : Exceptions.require(s[d]);
                                exit = THREW;
                                break loop;
                            }

                            case Lop.LOAD8_S -> {
                                long ea = (s[a] & LOW) + (z & LOW);
                                if (ea < mem.length) {
                                    s[d] = mem[(int) ea];
                                } else {
                                    s[d] = x.module.mems[0].load8(ea);
                                    mem = x.module.firstBytes();
                                }
                            }
                            case Lop.LOAD8_U -> {
                                long ea = (s[a] & LOW) + (z & LOW);
                                if (ea < mem.length) {
                                    s[d] = mem[(int) ea] & 0xFF;
                                } else {
                                    s[d] = x.module.mems[0].load8(ea) & 0xFF;
                                    mem = x.module.firstBytes();
                                }
                            }
                            case Lop.LOAD16_S -> {
                                long ea = (s[a] & LOW) + (z & LOW);
                                if (ea <= mem.length - 2) {
                                    s[d] = (short) SHORT.get(mem, (int) ea);
                                } else {
                                    s[d] = x.module.mems[0].load16(ea);
                                    mem = x.module.firstBytes();
                                }
                            }
                            case Lop.LOAD16_U -> {
                                long ea = (s[a] & LOW) + (z & LOW);
                                if (ea <= mem.length - 2) {
                                    s[d] = (short) SHORT.get(mem, (int) ea) & 0xFFFF;
                                } else {
                                    s[d] = x.module.mems[0].load16(ea) & 0xFFFF;
                                    mem = x.module.firstBytes();
                                }
                            }
                            case Lop.LOAD32_S -> {
                                long ea = (s[a] & LOW) + (z & LOW);
                                if (ea <= mem.length - 4) {
                                    s[d] = (int) INT.get(mem, (int) ea);
                                } else {
                                    s[d] = x.module.mems[0].load32(ea);
                                    mem = x.module.firstBytes();
                                }
                            }
                            case Lop.LOAD32_U -> {
                                long ea = (s[a] & LOW) + (z & LOW);
                                if (ea <= mem.length - 4) {
                                    s[d] = (int) INT.get(mem, (int) ea) & LOW;
                                } else {
                                    s[d] = x.module.mems[0].load32(ea) & LOW;
                                    mem = x.module.firstBytes();
                                }
                            }
                            case Lop.LOAD64 -> {
                                long ea = (s[a] & LOW) + (z & LOW);
                                if (ea <= mem.length - 8) {
                                    s[d] = (long) LONG.get(mem, (int) ea);
                                } else {
                                    s[d] = x.module.mems[0].load64(ea);
                                    mem = x.module.firstBytes();
                                }
                            }
                            case Lop.STORE8 -> {
                                long ea = (s[d] & LOW) + (z & LOW);
                                if (ea < mem.length) {
                                    mem[(int) ea] = (byte) s[a];
                                } else {
                                    x.module.mems[0].store8(ea, (byte) s[a]);
                                    mem = x.module.firstBytes();
                                }
                            }
                            case Lop.STORE16 -> {
                                long ea = (s[d] & LOW) + (z & LOW);
                                if (ea <= mem.length - 2) {
                                    SHORT.set(mem, (int) ea, (short) s[a]);
                                } else {
                                    x.module.mems[0].store16(ea, (short) s[a]);
                                    mem = x.module.firstBytes();
                                }
                            }
                            case Lop.STORE32 -> {
                                long ea = (s[d] & LOW) + (z & LOW);
                                if (ea <= mem.length - 4) {
                                    INT.set(mem, (int) ea, (int) s[a]);
                                } else {
                                    x.module.mems[0].store32(ea, (int) s[a]);
                                    mem = x.module.firstBytes();
                                }
                            }
                            case Lop.STORE64 -> {
                                long ea = (s[d] & LOW) + (z & LOW);
                                if (ea <= mem.length - 8) {
                                    LONG.set(mem, (int) ea, s[a]);
                                } else {
                                    x.module.mems[0].store64(ea, s[a]);
                                    mem = x.module.firstBytes();
                                }
                            }

                            case Lop.STRUCT_GET -> s[d] = Structs.fields(x, s[a])[Heap.HEADER_SLOTS + z];
                            case Lop.STRUCT_SET -> Structs.fields(x, s[d])[Heap.HEADER_SLOTS + z] = s[a];
                            case Lop.ARRAY_LEN -> s[d] = Heap.length(Structs.array(x, s[a])[0]);
                            case Lop.ARRAY_GET -> {
                                s[d] = ArrayOps.get(Structs.array(x, s[a]), (int) s[base + z], code[pc]);
                                pc += 4;
                            }
                            case Lop.ARRAY_SET -> {
                                ArrayOps.set(Structs.array(x, s[d]), (int) s[a], code[pc], s[base + z]);
                                pc += 4;
                            }

                            case Lop.UNARY -> s[d] = NumericOps.unary(w >>> Lop.BITS, s[a]);
                            case Lop.BINARY -> s[d] = NumericOps.binary(w >>> Lop.BITS, s[a], s[base + z]);
                            case Lop.VECTOR -> {
                                VectorOps.execute(w >>> Lop.BITS, s, d, a, base + z, base, code, pc);
                                pc += 4;
                            }
                            case Lop.OTHER -> {
                                pc += 4;
                                x.savePc(pc);
                                OtherOps.execute(x, x.module, code, pc - 8, d);
                                mem = x.module.firstBytes();
                            }
                            default -> {
                                pc -= 4;
                                exit = UNKNOWN;
                                break loop;
                            }
                        }
                        continue;
                    }
                    charge(x, w);
                    if (taken) {
                        if (z < pc && (isImpatient(x) || x.mustLeave())) {
                            pc = z;
                            exit = CHECKPOINT;
                            break loop;
                        }
                        pc = z;
                    }
                    continue;
                }
                x.savePc(pc);
                if (!(callee instanceof WasmFunc func)) {
                    x.host = (HostFunc) callee;
                    x.hostBase = at;
                    x.hostCaller = x.module;
                    exit = HOST_CALL;
                    break;
                }
                Code entered = func.code();
                s = x.enter(func, at, at + entered.frameSlots);
                base = at;
                code = entered.words;
                pc = 0;
                for (int i = base + entered.paramSlots, end = base + entered.localSlots; i < end; i++) {
                    s[i] = 0;
                }
                if (entered.constants.length != 0) {
                    System.arraycopy(entered.constants, 0, s, base + entered.localSlots, entered.constants.length);
                }
                if (func.module() != x.module) {
                    x.module = func.module();
                    mem = x.module.firstBytes();
                }
                if (isImpatient(x) || x.mustLeave()) {
                    exit = CHECKPOINT;
                    break;
                }
            }
        } catch (TrapSignal trap) {
            x.trap = trap.kind();
            x.trapDetail = trap.detail();
            exit = TRAPPED;
        } catch (ArithmeticTrap trap) {
            x.trap = NumericOps.kind(trap);
            exit = TRAPPED;
        } catch (SuspendSignal signal) {
            exit = SUSPENDED;
        }
        x.savePc(pc);
        return exit;
    }

    /** Counts a checkpoint in the common loop; whether it is time to ask for a copy of it. */
    private static boolean isImpatient(Execution x) {
        return !IS_COPY && --x.module.patience < 0;
    }

    /** Charges the cost that stands in an instruction's word; there is none where code is not metered. */
    private static void charge(Execution x, int word) {
        int cost = word >>> Lop.BITS;
        if (cost != 0) {
            x.fuel -= cost;
        }
    }

    private static float f32(long slot) {
        return Float.intBitsToFloat((int) slot);
    }

    private static double f64(long slot) {
        return Double.longBitsToDouble(slot);
    }

    private static long bits(float value) {
        return Float.floatToRawIntBits(value);
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }

    private static boolean ltU(int a, int b) {
        return a + Integer.MIN_VALUE < b + Integer.MIN_VALUE;
    }

    private static boolean ltU(long a, long b) {
        return a + Long.MIN_VALUE < b + Long.MIN_VALUE;
    }
}
