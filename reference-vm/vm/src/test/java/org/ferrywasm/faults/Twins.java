package org.ferrywasm.faults;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.function.BiFunction;

/** Changes that break the VM, which campaigns and the tests of clauses must see. */
public final class Twins {
    private Twins() {}

    /**
     * One in which a method does nothing.
     *
     * @param type the simple name of a class of {@code org.ferrywasm.vm}
     * @param result what it gives if it gives anything, a boolean
     */
    public static BiFunction<String, byte[], byte[]> withoutMethod(String type, String method, boolean result) {
        return (name, bytes) -> name.equals("org.ferrywasm.vm." + type) ? emptied(bytes, method, result) : bytes;
    }

    private static byte[] emptied(byte[] bytes, String method, boolean result) {
        ClassFile classes = ClassFile.of();
        return classes.transformClass(
                classes.parse(bytes),
                ClassTransform.transformingMethods(
                        model -> model.methodName().equalsString(method), (builder, element) -> {
                            if (element instanceof CodeModel code) {
                                boolean givesNothing = code.parent()
                                        .orElseThrow()
                                        .methodTypeSymbol()
                                        .returnType()
                                        .equals(ConstantDescs.CD_void);
                                builder.withCode(
                                        givesNothing
                                                ? body -> body.return_()
                                                : body -> body.loadConstant(result ? 1 : 0)
                                                        .ireturn());
                            } else {
                                builder.with(element);
                            }
                        }));
    }

    /**
     * One in which a method that compares and sets only sets.
     *
     * @param type the simple name of a class of {@code org.ferrywasm.vm}
     */
    public static BiFunction<String, byte[], byte[]> withoutComparing(String type, String method) {
        return (name, bytes) -> name.equals("org.ferrywasm.vm." + type) ? setting(bytes, method) : bytes;
    }

    private static byte[] setting(byte[] bytes, String method) {
        ClassFile classes = ClassFile.of();
        CodeTransform setting = (code, element) -> {
            if (element instanceof InvokeInstruction call && call.name().equalsString("compareAndSet")) {
                MethodTypeDesc type = call.typeSymbol();
                int expected = type.parameterCount() - 2;
                code.swap()
                        .pop()
                        .invokevirtual(
                                call.owner().asSymbol(),
                                "set",
                                type.dropParameterTypes(expected, expected + 1).changeReturnType(ConstantDescs.CD_void))
                        .iconst_1();
            } else {
                code.with(element);
            }
        };
        return classes.transformClass(
                classes.parse(bytes),
                ClassTransform.transformingMethodBodies(
                        model -> model.methodName().equalsString(method), setting));
    }
}
