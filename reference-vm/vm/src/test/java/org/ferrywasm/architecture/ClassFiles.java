package org.ferrywasm.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The compiled classes of the VM, without its tests. */
public final class ClassFiles {
    private static final Path CLASSES = Path.of("target", "classes");
    private static final Path SOURCES = Path.of("src", "main", "java");

    private ClassFiles() {}

    /** {@return every class of the VM for which there still is a source file, without descriptors} */
    public static List<ClassModel> all() throws IOException {
        try (Stream<Path> files = Files.walk(CLASSES)) {
            return files.filter(ClassFiles::isClass)
                    .filter(ClassFiles::hasSource)
                    .sorted()
                    .map(ClassFiles::parse)
                    .toList();
        }
    }

    private static boolean isClass(Path file) {
        return file.toString().endsWith(".class")
                && !file.getFileName().toString().contains("-info");
    }

    /** An incremental build leaves the class files of renamed sources behind. */
    private static boolean hasSource(Path file) {
        String name = CLASSES.relativize(file).toString();
        int nested = name.indexOf('$');
        String top = name.substring(0, nested < 0 ? name.length() - ".class".length() : nested);
        return Files.exists(SOURCES.resolve(top + ".java"));
    }

    private static ClassModel parse(Path file) {
        try {
            return ClassFile.of().parse(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
