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
    /** Import and export of mutable globals. */
    MUTABLE_GLOBALS("mutable-globals", true),
    /** {@code i32.extend8_s} and its kin. */
    SIGN_EXTENSION("sign-extension", true),
    /** Conversions of floats to integers that do not trap. */
    SATURATING_FLOAT_TO_INT("saturating-float-to-int", true),
    /** Several results, and blocks with parameters. */
    MULTI_VALUE("multi-value", true),
    /** References as values, and several tables. */
    REFERENCE_TYPES("reference-types", true),
    /** Copying and filling of memories and tables, and passive segments. */
    BULK_MEMORY("bulk-memory", true),
    /** 128-bit vectors. */
    SIMD("simd", true),
    /** Vector instructions whose results may depend on the machine; here they do not. */
    RELAXED_SIMD("relaxed-simd", true),
    /** Arithmetic in constant expressions. */
    EXTENDED_CONST("extended-const", true),
    /** {@code return_call} and its kin. */
    TAIL_CALL("tail-call", true),
    /** Several memories in a module. */
    MULTI_MEMORY("multi-memory", true),
    /** Memories and tables with 64-bit addresses. */
    MEMORY64("memory64", true),
    /** References to functions of a given type. */
    FUNCTION_REFERENCES("function-references", true),
    /** Structures, arrays, unboxed integers, and recursive types with subtyping. */
    GC("gc", true),
    /** Exceptions, with {@code try_table}. */
    EXCEPTIONS("exceptions", true),
    /** Exceptions in their earlier form, with {@code try} and {@code catch}. */
    LEGACY_EXCEPTIONS("legacy-exceptions", true),
    /** Shared memories and atomic instructions. */
    THREADS("threads", true),
    /** Memories with pages of one byte. */
    CUSTOM_PAGE_SIZES("custom-page-sizes", true),
    /** Integer arithmetic on 128 bits. */
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
