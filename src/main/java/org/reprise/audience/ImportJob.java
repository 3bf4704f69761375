package org.reprise.audience;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.reprise.Said;
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
    private final AtomicLong read = new AtomicLong();
    private volatile ImportReport report;
    private volatile Said reason;
    private volatile State state = State.RUNNING;

    ImportJob(Session session, String fileName, long bytes) {
        this.session = session;
        this.fileName = fileName;
        this.bytes = bytes;
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
        return state == State.DONE ? 100 : bytes == 0 ? 0 : (int) Math.min(99, 100 * read.get() / bytes);
    }

    /** Null unless it is done. */
    public ImportReport report() {
        return report;
    }

    /** Why it was refused; else null. */
    public Said reason() {
        return reason;
    }

    void done(ImportReport result) {
        report = result;
        state = State.DONE;
    }

    void refused(Said why) {
        reason = why;
        state = State.REFUSED;
    }

    void broke() {
        state = State.BROKEN;
    }

    /** {@code file}, counted as it is read. */
    InputStream counting(InputStream file) {
        return new FilterInputStream(file) {
            @Override
            public int read() throws IOException {
                int b = super.read();
                read.addAndGet(b < 0 ? 0 : 1);
                return b;
            }

            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                int n = super.read(buffer, from, length);
                read.addAndGet(Math.max(0, n));
                return n;
            }
        };
    }
}
