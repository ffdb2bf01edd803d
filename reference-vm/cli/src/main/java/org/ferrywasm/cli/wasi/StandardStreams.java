package org.ferrywasm.cli.wasi;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The three standard streams of a program under their file descriptors. There are no other descriptors. */
final class StandardStreams {
    private static final int STDIN = 0;
    private static final int STDOUT = 1;
    private static final int DESCRIPTORS = 3;

    private static final int MAX_VECTORS = 1024;
    private static final int VECTOR_BYTES = 8;
    private static final int CHUNK_BYTES = 1 << 16;

    private static final byte FILE_TYPE_UNKNOWN = 0;
    private static final byte FILE_TYPE_CHARACTER_DEVICE = 2;
    private static final long RIGHT_FD_READ = 1L << 1;
    private static final long RIGHT_FD_WRITE = 1L << 6;
    private static final long RIGHT_POLL = 1L << 27;
    private static final int FLAG_NONBLOCK = 1 << 2;
    private static final int FLAG_APPEND = 1;

    private final InputStream in;
    private final OutputStream out;
    private final OutputStream err;
    private final byte fileType;
    private final boolean[] closed = new boolean[DESCRIPTORS];

    StandardStreams(WasiConfig config) {
        in = config.in();
        out = config.out();
        err = config.err();
        fileType = config.interactive() ? FILE_TYPE_CHARACTER_DEVICE : FILE_TYPE_UNKNOWN;
    }

    /** {@code fd_write}: writes a list of buffers, all of which are checked first. */
    Errno write(GuestMemory memory, int descriptor, int vectors, int vectorCount, int writtenPointer) {
        requireOpen(descriptor);
        if (descriptor == STDIN) {
            return Errno.BADF;
        }
        long total = totalLength(memory, vectors, vectorCount);
        memory.checked(writtenPointer, Integer.BYTES);
        OutputStream stream = descriptor == STDOUT ? out : err;
        try {
            for (int i = 0; i < vectorCount; i++) {
                int vector = vectors + i * VECTOR_BYTES;
                copy(memory, memory.readInt(vector), memory.readInt(vector + Integer.BYTES), stream);
            }
            stream.flush();
        } catch (IOException e) {
            return Errno.IO;
        }
        memory.writeInt(writtenPointer, (int) total);
        return Errno.SUCCESS;
    }

    /** {@code fd_read}: waits for at least one byte, then takes what is there without waiting. */
    Errno read(GuestMemory memory, int descriptor, int vectors, int vectorCount, int readPointer) {
        requireOpen(descriptor);
        if (descriptor != STDIN) {
            return Errno.BADF;
        }
        totalLength(memory, vectors, vectorCount);
        memory.checked(readPointer, Integer.BYTES);
        int total = 0;
        try {
            for (int i = 0; i < vectorCount; i++) {
                int vector = vectors + i * VECTOR_BYTES;
                int length = memory.readInt(vector + Integer.BYTES);
                int count = fill(memory, memory.readInt(vector), length, total > 0);
                total += count;
                if (count != length) {
                    break;
                }
            }
        } catch (IOException e) {
            return Errno.IO;
        }
        memory.writeInt(readPointer, total);
        return Errno.SUCCESS;
    }

    /** {@code fd_close}. The process's own stream stays open. */
    Errno close(int descriptor) {
        requireOpen(descriptor);
        closed[descriptor] = true;
        return Errno.SUCCESS;
    }

    /** {@code fd_sync} and {@code fd_datasync}: what was written is flushed already. */
    Errno sync(int descriptor) {
        requireOpen(descriptor);
        return Errno.SUCCESS;
    }

    /** {@code fd_seek} and {@code fd_tell}: a stream has no position. */
    Errno seek(int descriptor) {
        requireOpen(descriptor);
        return Errno.SPIPE;
    }

    /** {@code fd_fdstat_get}: kind, flags and rights. */
    Errno status(GuestMemory memory, int descriptor, int pointer) {
        requireOpen(descriptor);
        byte[] status = new byte[24];
        status[0] = fileType;
        LittleEndian.LONG.set(status, 8, RIGHT_POLL | (descriptor == STDIN ? RIGHT_FD_READ : RIGHT_FD_WRITE));
        memory.write(pointer, status);
        return Errno.SUCCESS;
    }

    /** {@code fd_fdstat_set_flags}: appending is what the streams do anyway, and they always block. */
    Errno setFlags(int descriptor, int flags) {
        requireOpen(descriptor);
        if ((flags & FLAG_NONBLOCK) != 0) {
            return Errno.NOTSUP;
        }
        return (flags & ~FLAG_APPEND) == 0 ? Errno.SUCCESS : Errno.INVAL;
    }

    /** {@code fd_filestat_get}: the kind; a stream has no size and no times. */
    Errno fileStatus(GuestMemory memory, int descriptor, int pointer) {
        requireOpen(descriptor);
        byte[] status = new byte[64];
        status[16] = fileType;
        LittleEndian.LONG.set(status, 24, 1L);
        memory.write(pointer, status);
        return Errno.SUCCESS;
    }

    /** {@return whether a descriptor is open and is for reading, if that is asked for, or else for writing} */
    boolean isOpen(int descriptor, boolean reading) {
        return descriptor >= 0 && descriptor < DESCRIPTORS && !closed[descriptor] && reading == (descriptor == STDIN);
    }

    private void requireOpen(int descriptor) {
        if (descriptor < 0 || descriptor >= DESCRIPTORS || closed[descriptor]) {
            throw new WasiException(Errno.BADF);
        }
    }

    /** Checks a list of buffers, and adds up their lengths; a guest may name the same bytes many times. */
    private static long totalLength(GuestMemory memory, int vectors, int vectorCount) {
        if (Integer.compareUnsigned(vectorCount, MAX_VECTORS) > 0) {
            throw new WasiException(Errno.INVAL);
        }
        memory.checked(vectors, (long) vectorCount * VECTOR_BYTES);
        long total = 0;
        for (int i = 0; i < vectorCount; i++) {
            int vector = vectors + i * VECTOR_BYTES;
            long length = Integer.toUnsignedLong(memory.readInt(vector + Integer.BYTES));
            memory.checked(memory.readInt(vector), length);
            total += length;
        }
        if (total > Integer.MAX_VALUE) {
            throw new WasiException(Errno.INVAL);
        }
        return total;
    }

    private static void copy(GuestMemory memory, int pointer, int length, OutputStream stream) throws IOException {
        long offset = memory.checked(pointer, length);
        byte[] chunk = new byte[Math.min(length, CHUNK_BYTES)];
        for (int done = 0; done < length; done += chunk.length) {
            int count = Math.min(chunk.length, length - done);
            memory.get(offset + done, chunk, 0, count);
            stream.write(chunk, 0, count);
        }
    }

    private int fill(GuestMemory memory, int pointer, int length, boolean onlyAvailable) throws IOException {
        long offset = memory.checked(pointer, length);
        byte[] chunk = new byte[Math.min(length, CHUNK_BYTES)];
        int done = 0;
        while (done < length) {
            int wanted = Math.min(chunk.length, length - done);
            if (onlyAvailable || done > 0) {
                wanted = Math.min(wanted, in.available());
            }
            int count = wanted == 0 ? 0 : in.read(chunk, 0, wanted);
            if (count <= 0) {
                break;
            }
            memory.put(offset + done, chunk, 0, count);
            done += count;
        }
        return done;
    }
}
