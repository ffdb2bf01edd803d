package org.ferrywasm.bench;

import java.util.Locale;
import java.util.function.IntToLongFunction;

/**
 * The programs that are timed: each a module in the text format that exports {@code run: [i32] -> [i64]}, a size at which it takes some
 * milliseconds, and what it must return.
 *
 * <p>The results were first computed by engines that share no code with Ferry; a kernel whose result is wrong is never reported as fast.
 */
public enum Kernel {
    FIB("recursive calls", Needs.CORE, 27, 0x0000_0000_0002_ff42L, 12, 0x0000_0000_0000_0090L),
    ACKERMANN("deep calls", Needs.CORE, 7, 0x0000_0000_0000_03fdL, 3, 0x0000_0000_0000_003dL),
    SIEVE("loop over memory", Needs.CORE, 300_000, 0x0000_0000_0000_658dL, 1_000, 0x0000_0000_0000_00a8L),
    MATMUL("f64 over memory", Needs.CORE, 80, 0xc0c3_50e8_0000_0000L, 9, 0xc01e_0000_0000_0001L),
    MANDELBROT("f64 in locals", Needs.CORE, 96, 0x0000_0000_0002_f390L, 12, 0x0000_0000_0000_0d70L),
    NBODY("f64 in memory, square roots", Needs.CORE, 5_000, 0xbfc6_743a_8843_23d3L, 20, 0xbfc6_7511_64f1_dab1L),
    SHA256("hashing by rounds", Needs.CORE, 1_000, 0x3707_a5b2_9b73_ea3cL, 3, 0x9fbb_9039_2abb_1faeL),
    CRC32("hashing by table", Needs.CORE, 400_000, 0x0000_0000_1830_4be9L, 500, 0x0000_0000_b667_a663L),
    QUICKSORT("sorting", Needs.CORE, 25_000, 0x97d8_31d8_5b7b_5781L, 300, 0x46d6_27f0_c870_1aa1L),
    INDIRECT("indirect calls", Needs.CORE, 4_000, 0xda4a_edcd_f8b4_58a9L, 5, 0x99f5_b10a_cb2f_5858L),
    INTERPRETER("a bytecode loop in the guest", Needs.CORE, 1_500, 0x0000_0000_0000_00efL, 50, 0x0000_0000_0000_000fL),
    MODPOW("64-bit arithmetic, division", Needs.CORE, 8_001, 0x0000_0000_0000_03ecL, 301, 0x0000_0000_0000_003bL),
    COLLATZ("64-bit arithmetic, branches", Needs.CORE, 7_000, 0x21b5_95db_3513_afe8L, 100, 0x1b29_8db4_ea40_02c8L),
    BULK("bulk memory", Needs.CORE, 60, 0x9487_55b9_709d_0169L, 3, 0xa943_1408_938b_0e40L),
    LIST("linked list in memory", Needs.CORE, 20_000, 0x29ab_d2c3_0df8_f8bfL, 100, 0x19fc_b62e_3ce6_d469L),
    SEARCH("byte search", Needs.CORE, 150_000, 0x0ef9_b653_8453_0ebfL, 600, 0x0000_0454_332b_52b3L),
    STENCIL("f32 over memory", Needs.CORE, 100, 0x0000_0000_448f_2477L, 20, 0x0000_0000_41e7_9f74L),
    SIMD("SIMD", Needs.SIMD, 300, 0xbb2e_00a9_9fe0_819fL, 3, 0x0000_0107_07c9_520fL),
    TREES("structs", Needs.GC, 11, 0x4b27_37b8_f1f4_78ceL, 3, 0xfa0d_06e1_be53_5b8eL),
    ARRAYS("arrays", Needs.GC, 450, 0xdcbb_8a3f_d23c_4df3L, 20, 0xbec3_935d_0e0a_ab66L);

    /** What a kernel asks of an engine. */
    public enum Needs {
        /** WebAssembly 2.0 without vectors. */
        CORE,
        /** 128-bit vectors. */
        SIMD,
        /** Structs and arrays. */
        GC
    }

    private final String subject;
    private final Needs needs;
    private final int size;
    private final long result;
    private final int smallSize;
    private final long smallResult;

    Kernel(String subject, Needs needs, int size, long result, int smallSize, long smallResult) {
        this.subject = subject;
        this.needs = needs;
        this.size = size;
        this.result = result;
        this.smallSize = smallSize;
        this.smallResult = smallResult;
    }

    /** The name in tables and on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the kernel exercises, in a few words. */
    public String subject() {
        return subject;
    }

    /** What the kernel asks of an engine. */
    public Needs needs() {
        return needs;
    }

    /** The argument with which the kernel is timed. */
    public int size() {
        return size;
    }

    /** What {@code run(size())} returns. */
    public long result() {
        return result;
    }

    /** An argument with which the kernel is over at once, for tests. */
    public int smallSize() {
        return smallSize;
    }

    /** What {@code run(smallSize())} returns. */
    public long smallResult() {
        return smallResult;
    }

    /** The kernel in the text format. */
    public String text() {
        return Resource.text("kernels/" + label() + ".wat");
    }

    /** The kernel in the binary format, which every engine reads. */
    public byte[] binary() {
        return Assembler.assemble(text());
    }

    /**
     * Runs the kernel at its timed size.
     *
     * @throws IllegalStateException if it does not return what it must
     */
    public long runChecked(IntToLongFunction run) {
        long actual = run.applyAsLong(size);
        if (actual != result) {
            throw new IllegalStateException(label() + "(" + size + ") returned " + Long.toHexString(actual) + ", not "
                    + Long.toHexString(result));
        }
        return actual;
    }
}
