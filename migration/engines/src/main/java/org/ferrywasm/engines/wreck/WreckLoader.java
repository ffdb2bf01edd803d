package org.ferrywasm.engines.wreck;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.ferrywasm.faults.Removal;

/** Loads Ferry a second time, with its adapter, without something. The kit's own classes are the same. */
final class WreckLoader extends ClassLoader {
    private static final String ROOT = "org.ferrywasm.";
    private static final List<String> SHARED = List.of("org.ferrywasm.contract.", "org.ferrywasm.engines.wreck.");

    private final List<Removal> removals;

    WreckLoader(List<Removal> removals) {
        super("wreck", WreckLoader.class.getClassLoader());
        this.removals = removals;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(ROOT) || SHARED.stream().anyMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            for (Removal removal : removals) {
                bytes = removal.applyTo(name, bytes);
            }
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
