package org.ferrywasm.bench;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.ferrywasm.vm.Store;

/**
 * A VM with or without the check of the tenancy that every public operation begins with. The one without is a twin: the
 * compiled class that has the check, with a body that returns at once. A copy of the class stands before the VM on the class
 * path in both, so that they differ in nothing else.
 */
public enum Guard implements Column {
    /** The VM as it is. */
    CHECKED("with the check"),
    /** The twin. */
    UNCHECKED("without it");

    private static final String GUARDED = "Confined.class";
    private static final String CHECK = "check";

    private final String title;

    Guard(String title) {
        this.title = title;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The folder of class files that belongs before the VM on the class path, written anew below another folder. */
    Path writeTo(Path parent) throws IOException {
        Path folder = parent.resolve(label());
        Path file =
                folder.resolve(Store.class.getPackageName().replace('.', '/')).resolve(GUARDED);
        Files.createDirectories(file.getParent());
        Files.write(file, bytes());
        return folder;
    }

    private byte[] bytes() throws IOException {
        byte[] original;
        try (InputStream in = Store.class.getResourceAsStream(GUARDED)) {
            if (in == null) {
                throw new IOException("the VM has no class file " + GUARDED);
            }
            original = in.readAllBytes();
        }
        return switch (this) {
            case CHECKED -> original;
            case UNCHECKED -> withoutCheck(original);
        };
    }

    private static byte[] withoutCheck(byte[] original) throws IOException {
        // the frames and names of variables belong to the body that goes
        ClassFile classFile = ClassFile.of(ClassFile.DebugElementsOption.DROP_DEBUG);
        ClassModel model = classFile.parse(original);
        if (model.methods().stream().filter(Guard::isCheck).count() != 1) {
            throw new IOException(GUARDED + " does not have one method " + CHECK);
        }
        return classFile.transformClass(
                model, ClassTransform.transformingMethods(Guard::isCheck, (builder, element) -> {
                    if (element instanceof CodeModel) {
                        builder.withCode(CodeBuilder::return_);
                    } else {
                        builder.with(element);
                    }
                }));
    }

    private static boolean isCheck(MethodModel method) {
        return method.methodName().equalsString(CHECK);
    }
}
