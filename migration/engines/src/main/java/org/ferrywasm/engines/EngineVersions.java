package org.ferrywasm.engines;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions of the engines that were built in, from the properties that the build fills in. */
public final class EngineVersions {
    private static final String RESOURCE = "versions.properties";

    private EngineVersions() {}

    /**
     * The version of an engine.
     *
     * @param engine its name there
     * @throws IllegalArgumentException if the build knows no such engine
     */
    public static String of(String engine) {
        Properties versions = new Properties();
        try (InputStream in = EngineVersions.class.getResourceAsStream(RESOURCE)) {
            versions.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
        String version = versions.getProperty(engine);
        if (version == null) {
            throw new IllegalArgumentException("no version of " + engine + " in " + RESOURCE);
        }
        return version;
    }
}
