package org.ferrywasm.transfer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.RandomAccessFile;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.Channels;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collections;
import java.util.Formatter;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Scanner;
import java.util.Timer;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** Rows of {@link JdkRow} about what belongs to a thread. */
final class JdkBoundRows {
    private static final String JAVA = System.getProperty("java.home");

    private JdkBoundRows() {}

    static void addTo(JdkRow.Rows rows) {
        bound(rows);
        open(rows);
    }

    private static void bound(JdkRow.Rows rows) {
        Reason bound = Reason.THREAD_BOUND;
        rows.kept(bound, "Thread", Thread::currentThread);
        rows.kept(bound, "ThreadLocal", ThreadLocal::new);
        rows.kept(bound, "a ThreadLocal with a body", () -> new ThreadLocal<String>() {});
        rows.kept(bound, "ThreadLocal.withInitial", () -> ThreadLocal.withInitial(() -> 1));
        rows.kept(bound, "ScopedValue", ScopedValue::newInstance);
        rows.kept(bound, "Arena.ofConfined", () -> {
            try (Arena arena = Arena.ofConfined()) {
                return arena;
            }
        });
        rows.kept(Reason.MUTABLE, "Arena.ofAuto", Arena::ofAuto);
        rows.kept(bound, "a confined segment", JdkBoundRows::confinedSegment);
        rows.kept(Reason.MUTABLE, "an automatic segment", () -> Arena.ofAuto().allocate(8));
        rows.kept(
                bound,
                "a buffer over a confined segment",
                () -> confinedSegment().asByteBuffer());
        rows.kept(bound, "a held ReentrantLock", () -> {
            ReentrantLock lock = new ReentrantLock();
            lock.lock();
            return lock;
        });
        rows.kept(Reason.MUTABLE, "a ReentrantLock that nobody holds", ReentrantLock::new);
        rows.kept(bound, "a held read lock", () -> {
            ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
            lock.readLock().lock();
            return lock;
        });
        rows.kept(bound, "a held StampedLock", () -> {
            StampedLock lock = new StampedLock();
            lock.writeLock();
            return lock;
        });
        rows.kept(bound, "a Condition", () -> new ReentrantLock().newCondition());
        rows.kept(bound, "an InputStream", InputStream::nullInputStream);
        rows.kept(bound, "System.out", () -> System.out);
        rows.kept(
                bound, "a Reader", () -> new InputStreamReader(InputStream.nullInputStream(), StandardCharsets.UTF_8));
        rows.kept(bound, "a Writer", () -> new OutputStreamWriter(new ByteArrayOutputStream(), StandardCharsets.UTF_8));
        rows.kept(bound, "a Scanner", () -> new Scanner("text"));
        rows.kept(bound, "a Formatter", Formatter::new);
        rows.kept(bound, "a Channel", () -> Channels.newChannel(new ByteArrayInputStream(new byte[0])));
        rows.kept(bound, "a Selector", () -> {
            try (Selector selector = Selector.open()) {
                return selector;
            }
        });
        rows.kept(bound, "a DirectoryStream", () -> {
            try (var files = Files.newDirectoryStream(Path.of("."))) {
                return files;
            }
        });
        rows.kept(bound, "a Socket", Socket::new);
        rows.kept(bound, "an Iterator", () -> List.of(1).iterator());
        rows.kept(bound, "an Enumeration", () -> Collections.enumeration(List.of(1)));
        rows.kept(bound, "a Spliterator", () -> List.of(1).spliterator());
        rows.kept(bound, "a Stream", () -> Stream.of(1));
        rows.kept(Reason.NOT_FINAL_CLASS, "a Timer", () -> {
            Timer timer = new Timer(true);
            timer.cancel();
            return timer;
        });
        rows.kept(bound, "ThreadGroup", () -> Thread.currentThread().getThreadGroup());
        rows.kept(bound, "a virtual thread", () -> Thread.ofVirtual().unstarted(() -> {}));
        rows.kept(bound, "ThreadLocalRandom", ThreadLocalRandom::current);
        rows.kept(bound, "a ReadLock", () -> new ReentrantReadWriteLock().readLock());
        rows.kept(Reason.MUTABLE, "a ReentrantReadWriteLock that nobody holds", ReentrantReadWriteLock::new);
        rows.kept(Reason.MUTABLE, "a StampedLock that nobody holds", StampedLock::new);
        rows.kept(bound, "a subclass of ReentrantLock", () -> new ReentrantLock() {});
        rows.kept(bound, "a Lock of the user's", () -> proxy(Lock.class));
        rows.kept(bound, "an AbstractOwnableSynchronizer", () -> new AbstractOwnableSynchronizer() {});
        rows.kept(Reason.MUTABLE, "Arena.global", Arena::global);
        rows.kept(Reason.MUTABLE, "Arena.ofShared", () -> {
            try (Arena arena = Arena.ofShared()) {
                return arena;
            }
        });
        rows.kept(bound, "an Arena of the user's", () -> proxy(Arena.class));
        rows.kept(Reason.MUTABLE, "a segment over an array", () -> MemorySegment.ofArray(new int[1]));
        rows.kept(Reason.MUTABLE, "a direct ByteBuffer", () -> ByteBuffer.allocateDirect(1));
        rows.kept(bound, "a CharBuffer over other text", () -> CharBuffer.wrap("a"));
        rows.kept(bound, "an Iterator of the user's", () -> proxy(Iterator.class));
    }

    private static void open(JdkRow.Rows rows) {
        Reason bound = Reason.THREAD_BOUND;
        for (String type : List.of(
                "java.sql.Connection",
                "java.sql.PreparedStatement",
                "java.sql.Statement",
                "java.sql.ResultSet",
                "java.sql.Blob",
                "java.sql.Clob",
                "java.sql.SQLXML",
                "java.sql.Array",
                "java.sql.Ref",
                "java.sql.DatabaseMetaData",
                "java.sql.Savepoint",
                "javax.sql.PooledConnection")) {
            rows.kept(bound, type, () -> proxy(Class.forName(type)));
        }
        rows.kept(bound, "StructuredTaskScope", JdkBoundRows::scope);
        rows.kept(bound, "an OutputStream", OutputStream::nullOutputStream);
        rows.kept(bound, "a RandomAccessFile", () -> {
            try (RandomAccessFile file = new RandomAccessFile(JAVA + "/release", "r")) {
                return file;
            }
        });
        rows.kept(bound, "a ZipFile", () -> {
            Path path = Files.createTempFile("rows", ".zip");
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(path))) {
                zip.putNextEntry(new ZipEntry("a"));
            }
            try (ZipFile file = new ZipFile(path.toFile())) {
                return file;
            } finally {
                Files.delete(path);
            }
        });
        rows.kept(bound, "a FileChannel", () -> {
            try (FileChannel channel = FileChannel.open(Path.of(JAVA, "release"))) {
                return channel;
            }
        });
        rows.kept(bound, "a FileLock", () -> {
            Path path = Files.createTempFile("rows", ".lock");
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                return lock;
            } finally {
                Files.delete(path);
            }
        });
        rows.kept(bound, "a SelectionKey", () -> {
            try (Selector selector = Selector.open();
                    DatagramChannel channel = DatagramChannel.open()) {
                channel.configureBlocking(false);
                return channel.register(selector, SelectionKey.OP_READ);
            }
        });
        rows.kept(bound, "a WatchService", () -> {
            try (WatchService service = FileSystems.getDefault().newWatchService()) {
                return service;
            }
        });
        rows.kept(bound, "a WatchKey", () -> proxy(WatchKey.class));
        rows.kept(bound, "a ServerSocket", () -> closed(new ServerSocket()));
        rows.kept(bound, "a DatagramSocket", () -> closed(new DatagramSocket(null)));
        rows.kept(bound, "a URLConnection", () -> URI.create("file:a").toURL().openConnection());
        rows.kept(bound, "a Process", () -> {
            Process process = new ProcessBuilder(JAVA + "/bin/java", "--version").start();
            process.destroy();
            return process;
        });
    }

    private static Object closed(Closeable socket) throws IOException {
        socket.close();
        return socket;
    }

    /** The class is a preview in some versions of the JDK. */
    private static @Nullable Object scope() throws ReflectiveOperationException {
        Method open = Class.forName("java.util.concurrent.StructuredTaskScope").getMethod("open");
        AutoCloseable scope = (AutoCloseable) Objects.requireNonNull(open.invoke(null));
        try (scope) {
            return scope;
        } catch (Exception e) {
            throw new ReflectiveOperationException(e);
        }
    }

    private static Object proxy(Class<?> type) {
        return Proxy.newProxyInstance(
                JdkBoundRows.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    throw new AssertionError(method + " was called");
                });
    }

    private static MemorySegment confinedSegment() {
        try (Arena arena = Arena.ofConfined()) {
            return arena.allocate(8);
        }
    }
}
