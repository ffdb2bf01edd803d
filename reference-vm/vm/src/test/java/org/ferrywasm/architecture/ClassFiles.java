package org.ferrywasm.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The compiled classes of the VM, without its tests. */
public final class ClassFiles {
    private static final Path CLASSES = Path.of("target", "classes");
    private static final String A_PACKAGE = "org/ferrywasm/vm";
    private static final String A_CLASS = A_PACKAGE + "/Store.class";
    private static final Path SOURCES = Path.of("src", "main", "java");

    private ClassFiles() {}

    /** {@return every class of the VM for which there still is a source file, without descriptors} */
    public static List<ClassModel> all() throws IOException {
        return Files.isDirectory(CLASSES.resolve(A_PACKAGE))
                ? all(CLASSES, ClassFiles::hasSource)
                : allWhereTheVmWasLoadedFrom();
    }

    /** In other modules of the build the VM is on the class path, as a folder or a jar, with nothing left behind in it. */
    private static List<ClassModel> allWhereTheVmWasLoadedFrom() throws IOException {
        URI found = uri(Objects.requireNonNull(
                ClassFiles.class.getClassLoader().getResource(A_CLASS), "the VM is not on the class path"));
        if (!found.getScheme().equals("jar")) {
            Path folder = Path.of(found);
            for (int i = 0; i <= A_CLASS.chars().filter(c -> c == '/').count(); i++) {
                folder = Objects.requireNonNull(folder.getParent());
            }
            return all(folder, file -> true);
        }
        try (FileSystem jar = FileSystems.newFileSystem(found, Map.of())) {
            return all(jar.getPath("/"), file -> true);
        }
    }

    private static URI uri(URL url) {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("not a place of classes: " + url, e);
        }
    }

    private static List<ClassModel> all(Path folder, Predicate<Path> isWanted) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(ClassFiles::isClass)
                    .filter(isWanted)
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
