package org.reprise.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.UUID;
import org.reprise.OwnProcess;

/**
 * A file that one process at a time holds, and that says who. The operating system frees it when that process ends,
 * however it ends, and not while it is only frozen. The file stays when it is freed: removing it would let two
 * processes hold two files of the same name.
 */
final class LockFile {
    /** Far behind what is written: where a lock keeps others from reading, they can still read who has it. */
    private static final long LOCKED_BYTE = 1L << 40;

    private static final int MAX_BYTES = 8_192;

    private final WatchedFile file;
    private final boolean isNew;
    private final String owner;
    private final FileChannel channel;
    private String id = "";

    private LockFile(WatchedFile file, boolean isNew, String owner, FileChannel channel) {
        this.file = file;
        this.isNew = isNew;
        this.owner = owner;
        this.channel = channel;
    }

    /**
     * @param what the file stands for, such as {@code this database}
     * @throws HeldByAnother when another process has it, or another deployment in this one
     * @throws IOException when the file cannot be made, locked or written
     */
    static LockFile take(Path path, String what, Holder me) throws IOException {
        boolean isNew = make(path);
        var file = WatchedFile.of(path);
        var owner = me.text("");
        // closing any channel of a file frees this process's lock on it: where it has one, none may be opened
        var other = OwnProcess.claim(file.key().toString(), owner);
        if (other != null) {
            throw HeldByAnother.by(Holder.parse(other), what);
        }
        var lock = new LockFile(file, isNew, owner, open(file, owner));
        try {
            lock.lock(what, me);
            return lock;
        } catch (IOException | RuntimeException e) {
            lock.release();
            throw e;
        }
    }

    private static FileChannel open(WatchedFile file, String owner) throws IOException {
        try {
            return FileChannel.open(file.path(), READ, WRITE);
        } catch (IOException e) {
            OwnProcess.giveBack(file.key().toString(), owner);
            throw e;
        }
    }

    private static boolean make(Path path) throws IOException {
        try {
            FileChannel.open(path, CREATE_NEW, WRITE).close();
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private void lock(String what, Holder me) throws IOException {
        if (!isLocked()) {
            throw HeldByAnother.by(Holder.parse(read()), what);
        }
        if (!file.isInPlace()) {
            throw new IOException(file.path() + " was replaced while Reprise opened it");
        }
        id = Holder.id(read());
        if (id.isEmpty()) {
            id = UUID.randomUUID().toString();
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(me.text(id).getBytes(UTF_8)), 0);
    }

    private boolean isLocked() throws IOException {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false) != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private String read() throws IOException {
        var bytes = ByteBuffer.allocate(MAX_BYTES);
        channel.read(bytes, 0);
        return new String(bytes.array(), 0, bytes.position(), UTF_8);
    }

    WatchedFile file() {
        return file;
    }

    /** Whether it was not there before: nobody else can have known it. */
    boolean isNew() {
        return isNew;
    }

    /** Random, and the same as long as the file is there. */
    String id() {
        return id;
    }

    /** Frees it for others. */
    void release() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            OwnProcess.giveBack(file.key().toString(), owner);
        }
    }
}
