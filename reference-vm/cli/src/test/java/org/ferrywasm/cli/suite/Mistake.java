package org.ferrywasm.cli.suite;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
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

    /** Writes something else in place of an instruction; false if that is not the one to replace. */
    abstract boolean replace(CodeBuilder builder, CodeElement element);
}
