package org.reprise.audience;

import java.nio.file.Path;
import org.reprise.LocalizedMessage;
import org.reprise.telegram.Session;

/** One import while it goes on and afterwards, for whoever waits for it. Safe to look at from any thread. */
public final class ImportJob {
    /** What became of it. */
    public enum State {
        RUNNING,
        DONE,
        /** The file cannot be imported; nothing of it was. */
        REFUSED,
        /** It broke off; what was imported before stays, and the file can simply be imported again. */
        BROKEN
    }

    private final Session session;
    private final String fileName;
    private final long bytes;
    private final Path leftOut;
    private volatile long read;
    private volatile ImportReport report;
    private volatile LocalizedMessage reason;
    private volatile State state = State.RUNNING;

    /** @param leftOut where the rows that it leaves out are kept */
    ImportJob(Session session, String fileName, long bytes, Path leftOut) {
        this.session = session;
        this.fileName = fileName;
        this.bytes = bytes;
        this.leftOut = leftOut;
    }

    public Session session() {
        return session;
    }

    /** As the operator calls it. */
    public String fileName() {
        return fileName;
    }

    public State state() {
        return state;
    }

    /** Of the file, 0 to 100; 100 only when it is done. */
    public int percent() {
        return state == State.DONE ? 100 : bytes == 0 ? 0 : (int) Math.min(99, 100 * read / bytes);
    }

    /** Null unless it is done. */
    public ImportReport report() {
        return report;
    }

    /** Why it was refused; else null. */
    public LocalizedMessage reason() {
        return reason;
    }

    void done(ImportReport result) {
        report = result;
        state = State.DONE;
    }

    void refused(LocalizedMessage why) {
        reason = why;
        state = State.REFUSED;
    }

    void broke() {
        state = State.BROKEN;
    }

    /** @param bytes of the file that were read so far */
    void progressed(long bytes) {
        read = bytes;
    }

    Path leftOut() {
        return leftOut;
    }
}
