package org.ferrywasm.transfer;

import java.io.ByteArrayInputStream;
import java.io.CharArrayReader;
import java.io.CharArrayWriter;
import java.io.StringWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.DecimalFormat;
import java.text.SimpleDateFormat;
import java.time.Clock;
import java.time.Duration;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Phaser;
import java.util.concurrent.SubmissionPublisher;
import java.util.logging.Logger;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Rows of {@link JdkRow} about other objects: what they are made of decides, and most cannot be looked into. */
final class JdkObjectRows {
    private JdkObjectRows() {}

    static void addTo(JdkRow.Rows rows) {
        changing(rows);
        reflection(rows);
        concurrency(rows);
        security(rows);
        formats(rows);
    }

    @SuppressWarnings("JdkObsolete") // the table has the old ones too
    private static void changing(JdkRow.Rows rows) {
        rows.kept(Reason.MUTABLE, "StringBuffer", () -> new StringBuffer("a"));
        rows.kept(Reason.MUTABLE, "StringWriter", StringWriter::new);
        rows.kept(Reason.MUTABLE, "CharArrayReader", () -> new CharArrayReader(new char[1]));
        rows.kept(Reason.MUTABLE, "CharArrayWriter", CharArrayWriter::new);
        rows.kept(Reason.MUTABLE, "ByteArrayInputStream", () -> new ByteArrayInputStream(new byte[1]));
        rows.kept(Reason.MUTABLE, "CRC32", CRC32::new);
        rows.kept(Reason.MUTABLE, "Adler32", Adler32::new);
        rows.kept(Reason.MUTABLE, "SplittableRandom", SplittableRandom::new);
        rows.kept(Reason.MUTABLE, "SecureRandom", SecureRandom::new);
        rows.kept(Reason.MUTABLE, "RandomGenerator", () -> RandomGenerator.of("L64X128MixRandom"));
        rows.keptInBox(Reason.MUTABLE, Reason.OPAQUE, "a subclass of Random", RandomOfUser::new);
        rows.kept(Reason.MUTABLE, "URL", () -> URI.create("http://localhost/").toURL());
        rows.kept(Reason.MUTABLE, "a Matcher", () -> Pattern.compile("a").matcher("a"));
        rows.kept(Reason.MUTABLE, "a Deflater", () -> {
            try (Deflater deflater = new Deflater()) {
                return deflater;
            }
        });
        rows.kept(Reason.MUTABLE, "GregorianCalendar", GregorianCalendar::new);
        rows.kept(Reason.MUTABLE, "TimeZone", TimeZone::getDefault);
        rows.kept(Reason.OPAQUE, "Clock.tick", () -> Clock.tick(Clock.systemUTC(), Duration.ofSeconds(1)));
        rows.kept(Reason.MUTABLE, "WeakReference", () -> new WeakReference<>("a"));
        rows.kept(Reason.MUTABLE, "SoftReference", () -> new SoftReference<>("a"));
        rows.kept(Reason.MUTABLE, "PhantomReference", () -> new PhantomReference<>("a", new ReferenceQueue<>()));
    }

    private static void reflection(JdkRow.Rows rows) {
        rows.free("MethodType", () -> MethodType.methodType(int.class));
        rows.keptInBox(
                Reason.OPAQUE,
                Reason.OPAQUE,
                "a MethodHandle",
                () -> MethodHandles.lookup().findVirtual(String.class, "length", MethodType.methodType(int.class)));
        rows.keptInBox(
                Reason.OPAQUE,
                Reason.OPAQUE,
                "a bound MethodHandle",
                () -> MethodHandles.constant(Thread.class, Thread.currentThread()));
        rows.keptInBox(
                Reason.OPAQUE, Reason.OPAQUE, "a VarHandle", () -> MethodHandles.arrayElementVarHandle(int[].class));
        rows.kept(Reason.MUTABLE, "a Lookup", MethodHandles::lookup);
        rows.kept(Reason.MUTABLE, "a Method", () -> String.class.getMethod("length"));
        rows.kept(Reason.OPAQUE, "a Field", () -> String.class.getField("CASE_INSENSITIVE_ORDER"));
        rows.kept(Reason.MUTABLE, "a Constructor", () -> String.class.getConstructor());
        rows.kept(Reason.OPAQUE, "a Module", String.class::getModule);
        rows.kept(Reason.NOT_FINAL_CLASS, "a URLClassLoader", () -> {
            try (URLClassLoader loader = new URLClassLoader(new java.net.URL[0])) {
                return loader;
            }
        });
        rows.keptInBox(Reason.OPAQUE, Reason.OPAQUE, "a class loader of the user's", () -> new ClassLoader() {});
        rows.kept(Reason.OPAQUE, "a StackWalker", StackWalker::getInstance);
        rows.kept(Reason.MUTABLE, "a memory layout", () -> ValueLayout.JAVA_INT);
        rows.kept(
                Reason.MUTABLE,
                "a slicing allocator",
                () -> SegmentAllocator.slicingAllocator(Arena.ofAuto().allocate(8)));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // they are values here
    private static void concurrency(JdkRow.Rows rows) {
        rows.kept(Reason.NOT_FINAL_CLASS, "CountDownLatch", () -> new CountDownLatch(1));
        rows.kept(Reason.MUTABLE, "CyclicBarrier", () -> new CyclicBarrier(1));
        rows.kept(Reason.MUTABLE, "Phaser", Phaser::new);
        rows.kept(Reason.MUTABLE, "FutureTask", () -> new FutureTask<>(() -> 1));
        rows.kept(Reason.MUTABLE, "an ExecutorService", () -> closed(Executors.newFixedThreadPool(1)));
        rows.kept(
                Reason.MUTABLE,
                "an ExecutorService of virtual threads",
                () -> closed(Executors.newVirtualThreadPerTaskExecutor()));
        rows.kept(Reason.MUTABLE, "ForkJoinPool", ForkJoinPool::commonPool);
        rows.kept(Reason.MUTABLE, "a Thread.Builder", Thread::ofPlatform);
        rows.kept(Reason.MUTABLE, "SubmissionPublisher", () -> {
            try (SubmissionPublisher<String> publisher = new SubmissionPublisher<>()) {
                return publisher;
            }
        });
        rows.kept(Reason.ARRAY, "a CompletableFuture of an array", () -> CompletableFuture.completedFuture(new int[1]));
        rows.kept(
                Reason.MUTABLE,
                "a CompletableFuture with an exception that is mutable",
                () -> CompletableFuture.failedFuture(new Counted()));
        rows.free("a CompletableFuture that has completed", () -> CompletableFuture.completedFuture("a"));
        rows.free("a CompletableFuture that was cancelled", () -> {
            CompletableFuture<String> future = new CompletableFuture<>();
            future.cancel(false);
            return future;
        });
        rows.keptInBox(
                Reason.MUTABLE,
                Reason.OPAQUE,
                "a subclass of CompletableFuture",
                () -> new CompletableFuture<String>() {});
    }

    private static void security(JdkRow.Rows rows) {
        rows.kept(Reason.MUTABLE, "MessageDigest", () -> MessageDigest.getInstance("SHA-256"));
        rows.kept(Reason.MUTABLE, "Mac", () -> Mac.getInstance("HmacSHA256"));
        rows.kept(Reason.MUTABLE, "Cipher", () -> Cipher.getInstance("AES/CBC/PKCS5Padding"));
        rows.kept(Reason.MUTABLE, "a secret key", () -> new SecretKeySpec(new byte[16], "AES"));
        rows.kept(
                Reason.OPAQUE,
                "a key pair",
                () -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    }

    private static void formats(JdkRow.Rows rows) {
        rows.kept(Reason.MUTABLE, "SimpleDateFormat", () -> new SimpleDateFormat("yyyy", Locale.ROOT));
        rows.kept(Reason.MUTABLE, "DecimalFormat", () -> new DecimalFormat("#"));
        rows.kept(Reason.MUTABLE, "a CharsetEncoder", StandardCharsets.UTF_8::newEncoder);
        rows.kept(Reason.MUTABLE, "a Logger", () -> Logger.getLogger("a"));
        rows.kept(Reason.OPAQUE, "a System.Logger", () -> System.getLogger("a"));
    }

    private static @Nullable Object closed(ExecutorService executor) {
        executor.shutdownNow();
        return executor;
    }

    @SuppressWarnings({"serial", "UnusedVariable"})
    private static final class Counted extends RuntimeException {
        int count;
    }

    @SuppressWarnings({"serial", "UnusedVariable"})
    private static final class RandomOfUser extends java.util.Random {
        final List<String> seen = List.of();
    }
}
