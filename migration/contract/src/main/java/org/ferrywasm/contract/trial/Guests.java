package org.ferrywasm.contract.trial;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The guests of the kit, as bytes and as text. */
public final class Guests {
    private static final String FOLDER = "/org/ferrywasm/contract/guests/";

    private Guests() {}

    /** A guest's module. */
    public static byte[] binary(String name) {
        return read(name + ".wasm");
    }

    /** The text that it was assembled from. */
    public static String text(String name) {
        return new String(read(name + ".wat"), StandardCharsets.UTF_8);
    }

    private static byte[] read(String file) {
        try (InputStream in = Guests.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalArgumentException("the kit has no guest " + file);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the guest " + file, e);
        }
    }
}
