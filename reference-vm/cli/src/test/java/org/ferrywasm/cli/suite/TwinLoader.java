package org.ferrywasm.cli.suite;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.OperatorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import org.jspecify.annotations.Nullable;

/**
 * A class loader that defines all of Ferry's classes afresh, one of them with a mistake: {@code i32.rem_s} gives the
 * remainder with the sign of the divisor instead of the dividend's. Everything else comes from the loader above.
 */
final class TwinLoader extends ClassLoader {
    static final String BROKEN_CLASS = "org.ferrywasm.numeric.I32";

    private static final String FERRY = "org.ferrywasm.";
    private static final String BROKEN_METHOD = "remS";
    private static final ClassDesc MATH = ClassDesc.of("java.lang.Math");
    private static final MethodTypeDesc INT_INT_TO_INT =
            MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_int, ConstantDescs.CD_int);

    static {
        registerAsParallelCapable();
    }

    private int replaced;

    TwinLoader() {
        super(TwinLoader.class.getClassLoader());
    }

    /** {@return how many instructions the mistake replaced: none until the class is used} */
    int replaced() {
        return replaced;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(FERRY)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : define(name);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = bytes(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        byte[] defined = name.equals(BROKEN_CLASS) ? broken(bytes) : bytes;
        return defineClass(name, defined, 0, defined.length);
    }

    private byte @Nullable [] bytes(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private byte[] broken(byte[] bytes) {
        ClassFile classFile = ClassFile.of();
        ClassModel model = classFile.parse(bytes);
        CodeTransform mistake = (builder, element) -> {
            if (element instanceof OperatorInstruction operator && operator.opcode() == Opcode.IREM) {
                replaced++;
                builder.invokestatic(MATH, "floorMod", INT_INT_TO_INT);
            } else {
                builder.with(element);
            }
        };
        return classFile.transformClass(
                model,
                ClassTransform.transformingMethodBodies(
                        method -> method.methodName().equalsString(BROKEN_METHOD), mistake));
    }
}
