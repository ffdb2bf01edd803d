package org.ferrywasm.cli.suite;

import java.io.IOException;
import java.io.InputStream;
import org.ferrywasm.faults.Mistake;
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
    private volatile boolean hasMistake;

    TwinLoader(Mistake mistake) {
        super(TwinLoader.class.getClassLoader());
        this.mistake = mistake;
    }

    /** Whether the mistake is made: not until the class is used. */
    boolean hasMistake() {
        return hasMistake;
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
        boolean isBroken = name.equals(mistake.className());
        byte[] defined = isBroken ? mistake.applyTo(bytes) : bytes;
        hasMistake |= isBroken;
        return defineClass(name, defined, 0, defined.length);
    }

    private byte @Nullable [] bytes(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
