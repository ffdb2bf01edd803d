package org.ferrywasm.faults;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
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
public enum Mistake {
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

    /** The name of the class that it is in. */
    public String className() {
        return className;
    }

    /**
     * The class with the mistake.
     *
     * @throws IllegalStateException if there is nothing to replace in it: the VM has changed
     */
    public byte[] applyTo(byte[] bytes) {
        ClassFile classFile = ClassFile.of();
        int[] replaced = {0};
        CodeTransform replacement = (builder, element) -> {
            if (replace(builder, element)) {
                replaced[0]++;
            } else {
                builder.with(element);
            }
        };
        byte[] broken = classFile.transformClass(
                classFile.parse(bytes),
                ClassTransform.transformingMethodBodies(
                        method -> method.methodName().equalsString(methodName), replacement));
        if (replaced[0] == 0) {
            throw new IllegalStateException("nothing to replace in " + className + "." + methodName);
        }
        return broken;
    }

    private static boolean isTravelOfHandle(CodeElement element) {
        return element instanceof InvokeInstruction call
                && call.opcode() == Opcode.INVOKESPECIAL
                && call.name().equalsString("travel");
    }

    /** Writes something else in place of an instruction; false if that is not the one to replace. */
    abstract boolean replace(CodeBuilder builder, CodeElement element);
}
