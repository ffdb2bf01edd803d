package org.ferrywasm.syntax;

import java.util.Arrays;
import java.util.Optional;

/**
 * A part of the language that can be switched off: a proposal, under the name by which the field knows it. With a feature
 * off, validation refuses its constructs and names it.
 *
 * {@snippet class="org.ferrywasm.examples.ConfigExample" region="feature"}
 */
public enum Feature {
    /** WebAssembly 1.0, which is always on. */
    CORE("core", true),
    MUTABLE_GLOBALS("mutable-globals", true),
    SIGN_EXTENSION("sign-extension", true),
    SATURATING_FLOAT_TO_INT("saturating-float-to-int", true),
    MULTI_VALUE("multi-value", true),
    REFERENCE_TYPES("reference-types", true),
    BULK_MEMORY("bulk-memory", true),
    SIMD("simd", true),
    RELAXED_SIMD("relaxed-simd", true),
    EXTENDED_CONST("extended-const", true),
    TAIL_CALL("tail-call", true),
    MULTI_MEMORY("multi-memory", true),
    MEMORY64("memory64", true),
    FUNCTION_REFERENCES("function-references", true),
    GC("gc", true),
    EXCEPTIONS("exceptions", true),
    LEGACY_EXCEPTIONS("legacy-exceptions", true),
    THREADS("threads", true),
    CUSTOM_PAGE_SIZES("custom-page-sizes", true),
    WIDE_ARITHMETIC("wide-arithmetic", true),
    /** Known by name and not supported. */
    CUSTOM_DESCRIPTORS("custom-descriptors", false),
    /** Known by name and not supported. */
    STACK_SWITCHING("stack-switching", false);

    private final String text;
    private final boolean supported;

    Feature(String text, boolean supported) {
        this.text = text;
        this.supported = supported;
    }

    /** Whether this VM implements it. */
    public boolean isSupported() {
        return supported;
    }

    /** The feature of this name, as {@link #toString} gives it. */
    public static Optional<Feature> ofName(String name) {
        return Arrays.stream(values()).filter(f -> f.text.equals(name)).findFirst();
    }

    @Override
    public String toString() {
        return text;
    }
}
