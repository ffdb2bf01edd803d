package org.ferrywasm.transfer;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.Reader;
import java.io.Writer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLConnection;
import java.nio.Buffer;
import java.nio.CharBuffer;
import java.nio.channels.Channel;
import java.nio.channels.FileLock;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.DirectoryStream;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Enumeration;
import java.util.Formatter;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Predicate;
import java.util.stream.BaseStream;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The rows of types whose instances belong to a thread or to whatever it is in the middle of (contract, "Sendable", rule 9). A row
 * stands for all subtypes, and is asked before the fields are: a {@code ThreadLocal} has nothing but a final number.
 */
final class ThreadBound {
    private static final Refusal UNBOUND = new Refusal(
            Reason.MUTABLE,
            "it can be changed",
            "make it inside a box, Owned.of(() -> ...), or keep it out of the Store");

    /** A thread that never runs, to ask who may use a segment. */
    private static final Thread NOBODY = new Thread(() -> {}, "nobody");

    /** The scope of an arena that one thread owns; its class is not public. */
    private static final Class<?> CONFINED_SCOPE = confinedScope();

    private static final List<Row> ROWS = rows();

    private ThreadBound() {}

    /**
     * A row.
     *
     * @param type the type, or null where it is known by name because its module need not be there
     * @param name its name
     * @param refusal the words
     * @param isFree whether an instance is bound to no thread now; null if each is bound
     */
    record Row(
            @Nullable Class<?> type,
            String name,
            Refusal refusal,
            @Nullable Predicate<Object> isFree) {
        boolean covers(Class<?> candidate) {
            return type != null ? type.isAssignableFrom(candidate) : hasSupertype(candidate, name);
        }
    }

    /** The rows in the order in which they are asked. */
    static List<Row> table() {
        return ROWS;
    }

    /** What the table says about a class; null if nothing. */
    static @Nullable ClassFacts find(Class<?> type) {
        Row row = row(type);
        return row == null
                ? null
                : new ClassFacts(new Standing.ThreadBound(row.refusal(), UNBOUND, row.isFree()), ClassFacts.NOTHING);
    }

    /** The first row about a class; null if there is none. */
    static @Nullable Row row(Class<?> type) {
        for (Row row : ROWS) {
            if (row.covers(type)) {
                return row;
            }
        }
        return null;
    }

    private static boolean hasSupertype(Class<?> type, String name) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (c.getName().equals(name)) {
                return true;
            }
            for (Class<?> implemented : c.getInterfaces()) {
                if (hasSupertype(implemented, name)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Row row(Class<?> type, String why, String mend, @Nullable Predicate<Object> isFree) {
        return new Row(type, type.getName(), new Refusal(Reason.THREAD_BOUND, why, mend), isFree);
    }

    private static Row row(Class<?> type, String why, String mend) {
        return row(type, why, mend, null);
    }

    private static Row named(String name, String why, String mend) {
        return new Row(null, name, new Refusal(Reason.THREAD_BOUND, why, mend), null);
    }

    private static List<Row> rows() {
        String open = "open it where the Store arrives, or keep it out of the Store";
        String database = "take a connection from a pool when it is needed";
        String confined = "use Arena.ofShared or Arena.ofAuto inside a box, Owned.of(() -> ...), or copy the bytes";
        String iteration = "iterate to the end first and keep the collection, unmodifiable";
        String lock = "lock where the Store is used; a Store has one thread at a time and needs no lock for itself";
        return List.of(
                row(Thread.class, "it is a thread", "keep its name or an id"),
                row(ThreadGroup.class, "it stands for running threads", "keep its name"),
                row(ThreadLocal.class, "its value is another one on each thread", "keep the value"),
                row(ScopedValue.class, "its value is bound by the thread that runs the scope", "keep the value"),
                row(Arena.class, "the thread that made it alone may use it", confined, ThreadBound::isUnconfined),
                row(
                        MemorySegment.class,
                        "one thread alone may use its memory",
                        confined,
                        ThreadBound::isAccessibleByAll),
                row(Buffer.class, "one thread alone may use its memory", confined, ThreadBound::isAccessibleByAll),
                row(Lock.class, "the thread that holds it must release it", lock, ThreadBound::isUnheld),
                row(ReadWriteLock.class, "the thread that holds it must release it", lock, ThreadBound::isUnheld),
                row(StampedLock.class, "whoever holds it must release it", lock, ThreadBound::isUnheld),
                row(Condition.class, "threads wait for it", lock),
                row(AbstractOwnableSynchronizer.class, "the thread that holds it must release it", lock),
                row(ThreadLocalRandom.class, "it is the current thread's", "use a SplittableRandom inside a box"),
                named(
                        "java.util.concurrent.StructuredTaskScope",
                        "the thread that opened it must close it",
                        "open it where the Store is used"),
                named(
                        "java.sql.Connection",
                        "it is an open connection, in the middle of a transaction or not",
                        database),
                named("java.sql.Statement", "it is part of an open connection", database),
                named("java.sql.ResultSet", "it is a cursor in an open connection", "read the rows first"),
                named("java.sql.Blob", "it is part of an open connection", "read it first"),
                named("java.sql.Clob", "it is part of an open connection", "read it first"),
                named("java.sql.SQLXML", "it is part of an open connection", "read it first"),
                named("java.sql.Array", "it is part of an open connection", "read it first"),
                named("java.sql.Ref", "it is part of an open connection", "read it first"),
                named("java.sql.DatabaseMetaData", "it is part of an open connection", "read it first"),
                named("java.sql.Savepoint", "it is part of an open transaction", database),
                named("javax.sql.PooledConnection", "it is an open connection", database),
                row(InputStream.class, "it is an open stream", open),
                row(OutputStream.class, "it is an open stream", open),
                row(Reader.class, "it is an open reader", open),
                row(Writer.class, "it is an open writer", open),
                row(RandomAccessFile.class, "it is an open file", open),
                row(ZipFile.class, "it is an open file", open),
                row(Formatter.class, "it writes to something open", open),
                row(Channel.class, "it is an open channel", open),
                row(FileLock.class, "it is a held lock", open),
                row(Selector.class, "it is open, and a thread selects by it", open),
                row(SelectionKey.class, "it is part of an open selector", open),
                row(DirectoryStream.class, "it is an open directory", open),
                row(WatchService.class, "it is open, and a thread waits for it", open),
                row(WatchKey.class, "it is part of an open watch", open),
                row(Socket.class, "it is an open socket", open),
                row(ServerSocket.class, "it is an open socket", open),
                row(DatagramSocket.class, "it is an open socket", open),
                row(URLConnection.class, "it is an open connection", open),
                row(Process.class, "it is a running process with open streams", "keep its pid"),
                row(Iterator.class, "it is an iteration in progress", iteration),
                row(Enumeration.class, "it is an iteration in progress", iteration),
                row(Spliterator.class, "it is an iteration in progress", iteration),
                row(BaseStream.class, "it is an iteration in progress", iteration));
    }

    private static Class<?> confinedScope() {
        try (Arena confined = Arena.ofConfined()) {
            return confined.scope().getClass();
        }
    }

    private static boolean isUnconfined(Object value) {
        return JdkTypes.isPlatform(value.getClass()) && ((Arena) value).scope().getClass() != CONFINED_SCOPE;
    }

    private static boolean isAccessibleByAll(Object value) {
        return switch (value) {
            case MemorySegment segment -> segment.isAccessibleBy(NOBODY);
            case CharBuffer buffer
            when !buffer.isDirect() && !buffer.hasArray() -> false; // may stand for any CharSequence
            case Buffer buffer -> MemorySegment.ofBuffer(buffer).isAccessibleBy(NOBODY);
            default -> throw new AssertionError("neither segment nor buffer: " + value.getClass());
        };
    }

    private static boolean isUnheld(Object value) {
        Class<?> type = value.getClass();
        if (type == ReentrantLock.class) {
            return !((ReentrantLock) value).isLocked();
        }
        if (type == ReentrantReadWriteLock.class) {
            ReentrantReadWriteLock lock = (ReentrantReadWriteLock) value;
            return !lock.isWriteLocked() && lock.getReadLockCount() == 0;
        }
        return type == StampedLock.class
                && !((StampedLock) value).isWriteLocked()
                && !((StampedLock) value).isReadLocked();
    }
}
