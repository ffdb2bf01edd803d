package org.ferrywasm.engines.wreck;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * One method of the VM that no longer does what it is there for.
 *
 * @param type the class, by its name below {@code org.ferrywasm}: {@code vm.Confined}
 * @param method the name of the method; all of that name
 * @param manner what becomes of it
 */
record Removal(String type, String method, Manner manner) {
    /** What becomes of a method. */
    enum Manner {
        /** It does nothing, and gives zero, false or null if it gives anything. */
        EMPTY,
        /** It does nothing, and gives true. */
        TRUE,
        /** It sets where it compared and set. */
        SETS
    }

    /** The name of the class. */
    String className() {
        return "org.ferrywasm." + type;
    }

    /**
     * The class without it.
     *
     * @throws IllegalStateException if the class has no such method, or nothing to remove in it: the VM has changed
     */
    byte[] applyTo(byte[] bytes) {
        ClassFile classes = ClassFile.of();
        int[] changes = {0};
        byte[] changed = classes.transformClass(
                classes.parse(bytes),
                ClassTransform.transformingMethods(
                        model -> model.methodName().equalsString(method), (builder, element) -> {
                            if (element instanceof CodeModel code) {
                                switch (manner) {
                                    case EMPTY, TRUE -> {
                                        changes[0]++;
                                        MethodModel parent = code.parent().orElseThrow();
                                        builder.withCode(body -> giveNothing(body, parent));
                                    }
                                    case SETS -> builder.transformCode(code, setting(changes));
                                }
                            } else {
                                builder.with(element);
                            }
                        }));
        if (changes[0] == 0) {
            throw new IllegalStateException("nothing to remove in " + className() + "." + method);
        }
        return changed;
    }

    private void giveNothing(CodeBuilder body, MethodModel of) {
        TypeKind kind = TypeKind.from(of.methodTypeSymbol().returnType());
        switch (kind) {
            case VOID -> {
                // returns
            }
            case REFERENCE -> body.aconst_null();
            case LONG -> body.lconst_0();
            case FLOAT -> body.fconst_0();
            case DOUBLE -> body.dconst_0();
            default -> body.loadConstant(manner == Manner.TRUE ? 1 : 0);
        }
        body.return_(kind);
    }

    private static CodeTransform setting(int[] changes) {
        return (CodeBuilder code, CodeElement element) -> {
            if (element instanceof InvokeInstruction call
                    && (call.name().equalsString("compareAndSet") || call.name().equalsString("weakCompareAndSet"))) {
                changes[0]++;
                set(code, call);
            } else {
                code.with(element);
            }
        };
    }

    /** Leaves the expected value out, which stands below the new one. */
    private static void set(CodeBuilder code, InvokeInstruction call) {
        MethodTypeDesc type = call.typeSymbol();
        int expected = type.parameterCount() - 2;
        if (TypeKind.from(type.parameterType(expected)).slotSize() == 2) {
            code.dup2_x2().pop2().pop2();
        } else {
            code.swap().pop();
        }
        code.invokevirtual(
                        call.owner().asSymbol(),
                        "set",
                        type.dropParameterTypes(expected, expected + 1).changeReturnType(ConstantDescs.CD_void))
                .iconst_1();
    }
}
