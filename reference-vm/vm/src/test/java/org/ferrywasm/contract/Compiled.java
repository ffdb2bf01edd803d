package org.ferrywasm.contract;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.spi.ToolProvider;

/** Classes that a test compiles for itself, because they must be in a module of their own or have neighbours that the build has not. */
public final class Compiled {
    private Compiled() {}

    /**
     * Compiles a module and gives the class loader of a layer with it.
     *
     * @param sources text by path, {@code module-info.java} included
     */
    public static ClassLoader module(Path folder, String module, Map<String, String> sources) {
        Path classes = compile(folder, sources);
        Configuration configuration =
                ModuleLayer.boot().configuration().resolve(ModuleFinder.of(classes), ModuleFinder.of(), Set.of(module));
        return ModuleLayer.boot()
                .defineModulesWithOneLoader(configuration, ClassLoader.getSystemClassLoader())
                .findLoader(module);
    }

    /** Compiles classes of no module and gives a class loader with them. */
    public static URLClassLoader classPath(Path folder, Map<String, String> sources) throws IOException {
        URL url = compile(folder, sources).toUri().toURL();
        return new URLClassLoader(new URL[] {url}, ClassLoader.getSystemClassLoader());
    }

    /** Calls a static method of a compiled class that takes an object and gives one. */
    public static Object call(Class<?> type, String method, Object value) {
        try {
            return type.getMethod(method, Object.class).invoke(null, value);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static Path compile(Path folder, Map<String, String> sources) {
        Path classes = folder.resolve("classes");
        List<String> args = new ArrayList<>(List.of("-nowarn", "-proc:none", "-d", classes.toString()));
        args.addAll(List.of("-cp", System.getProperty("java.class.path")));
        sources.forEach((path, text) -> args.add(write(folder.resolve("src").resolve(path), text)));
        StringWriter messages = new StringWriter();
        PrintWriter writer = new PrintWriter(messages);
        int exit = ToolProvider.findFirst("javac").orElseThrow().run(writer, writer, args.toArray(String[]::new));
        if (exit != 0) {
            throw new AssertionError(messages.toString());
        }
        return classes;
    }

    private static String write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return file.toString();
    }
}
