package org.ferrywasm.cli.suite;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** A mistake in one method of the VM, made by replacing instructions of its class file. */
enum Mistake {
    /** {@code i32.rem_s} gives the remainder with the sign of the divisor instead of the dividend's. */
    WRONG_SIGN("org.ferrywasm.numeric.I32", "remS") {
        @Override
        boolean replace(CodeBuilder builder, CodeElement element) {
            if (element instanceof OperatorInstruction operator && operator.opcode() == Opcode.IREM) {
                builder.invokestatic(MATH, "floorMod", INT_INT_TO_INT);
                return true;
            }
            return false;
        }
    },

    /** A call that is suspended in the middle of an instruction on a range goes on behind it. */
    FORGOTTEN_REST("org.ferrywasm.exec.BulkOps", "leave") {
        @Override
        boolean replace(CodeBuilder builder, CodeElement element) {
            if (element instanceof ConstantInstruction constant && constant.opcode() == Opcode.ICONST_1) {
                builder.iconst_0();
                return true;
            }
            return false;
        }
    },

    /** A call that moves loses its first slot: a parameter or a local. */
    LOST_LOCAL("org.ferrywasm.vm.Call", "travel") {
        @Override
        boolean replace(CodeBuilder builder, CodeElement element) {
            if (!isTravelOfHandle(element)) {
                return false;
            }
            Label over = builder.newLabel();
            builder.with(element);
            builder.aload(0).getfield(CALL, "execution", EXECUTION).ifnull(over);
            builder.aload(0).getfield(CALL, "execution", EXECUTION).getfield(EXECUTION, "stack", LONGS);
            builder.iconst_0().lconst_0().lastore();
            builder.labelBinding(over);
            return true;
        }
    },

    /** A call that moves forgets what it has overdrawn of its slice. */
    LOST_DEBT("org.ferrywasm.vm.Call", "travel") {
        @Override
        boolean replace(CodeBuilder builder, CodeElement element) {
            if (!isTravelOfHandle(element)) {
                return false;
            }
            builder.with(element);
            builder.aload(0).lconst_0().putfield(CALL, "carried", ConstantDescs.CD_long);
            return true;
        }
    },

    /** The root of a handle that travels is given back as if the handle stayed behind. */
    LOST_ROOT("org.ferrywasm.vm.HandleRoots", "keep") {
        @Override
        boolean replace(CodeBuilder builder, CodeElement element) {
            if (element instanceof FieldInstruction field && field.opcode() == Opcode.PUTFIELD) {
                builder.pop2().pop();
                return true;
            }
            return false;
        }
    };

    private static final ClassDesc CALL = ClassDesc.of("org.ferrywasm.vm.Call");
    private static final ClassDesc EXECUTION = ClassDesc.of("org.ferrywasm.runtime.Execution");
    private static final ClassDesc LONGS = ConstantDescs.CD_long.arrayType();
    private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
    private static final MethodTypeDesc INT_INT_TO_INT =
            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int);

    private final String className;
    private final String methodName;

    Mistake(String className, String methodName) {
        this.className = className;
        this.methodName = methodName;
    }

    String className() {
        return className;
    }

    String methodName() {
        return methodName;
    }

    private static boolean isTravelOfHandle(CodeElement element) {
        return element instanceof InvokeInstruction call
                && call.opcode() == Opcode.INVOKESPECIAL
                && call.name().equalsString("travel");
    }

    /** Writes something else in place of an instruction; false if that is not the one to replace. */
    abstract boolean replace(CodeBuilder builder, CodeElement element);
}
