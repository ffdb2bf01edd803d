package org.ferrywasm.cli.suite;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import org.jspecify.annotations.Nullable;

/**
 * A class loader that defines all of Ferry's classes afresh, one of them with a mistake. Everything else comes from the
 * loader above.
 */
final class TwinLoader extends ClassLoader {
    private static final String FERRY = "org.ferrywasm.";

    static {
        registerAsParallelCapable();
    }

    private final Mistake mistake;
    private int replaced;

    TwinLoader(Mistake mistake) {
        super(TwinLoader.class.getClassLoader());
        this.mistake = mistake;
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
        byte[] defined = name.equals(mistake.className()) ? broken(bytes) : bytes;
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
        CodeTransform replacement = (builder, element) -> {
            if (mistake.replace(builder, element)) {
                replaced++;
            } else {
                builder.with(element);
            }
        };
        return classFile.transformClass(
                model,
                ClassTransform.transformingMethodBodies(
                        method -> method.methodName().equalsString(mistake.methodName()), replacement));
    }
}
