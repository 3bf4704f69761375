package org.reprise.testing.fakebot;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Serves one connection, a request at a time. Of the selecting thread, but for an answer that waits. */
final class Connection {
    private static final ThreadLocal<ByteBuffer> READ =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(65_536));

    private final SelectionKey key;
    private final SocketChannel channel;
    private final Site site;
    private final Executor patient;
    private final Consumer<Connection> whenServed;

    /** What came and is no whole request yet, and how many bytes of it there have to be. */
    private byte[] came = new byte[1_024];

    private int length;
    private int needed = 1;

    private long lastCame = System.currentTimeMillis();
    private boolean waits;
    private boolean kept;

    /** @param whenServed told when an answer that waited is given, on any thread */
    Connection(SelectionKey key, Site site, Executor patient, Consumer<Connection> whenServed) throws IOException {
        this.key = key;
        this.channel = (SocketChannel) key.channel();
        this.site = site;
        this.patient = patient;
        this.whenServed = whenServed;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    /** What answers a request when somebody waits first. */
    interface Patient {
        void serve() throws IOException, InterruptedException;
    }

    /** There is something to read. */
    void read() throws InterruptedException {
        try {
            var bytes = READ.get().clear();
            if (channel.read(bytes) < 0) {
                close();
                return;
            }
            int more = bytes.flip().remaining();
            if (length + more > came.length) {
                came = Arrays.copyOf(came, Math.max(length + more, came.length * 2));
            }
            bytes.get(came, length, more);
            length += more;
            lastCame = System.currentTimeMillis();
            serve();
        } catch (IOException e) {
            // the client went away, which some tests do on purpose
            close();
        }
    }

    private void serve() throws IOException, InterruptedException {
        while (!waits && channel.isOpen() && length >= needed) {
            var in = new ByteArrayInputStream(came, 0, length);
            try {
                var request = Request.read(in);
                System.arraycopy(came, length - in.available(), came, 0, in.available());
                length = in.available();
                needed = 1;
                site.serve(request, this);
            } catch (Request.CutShort e) {
                needed = length + e.missing();
            }
        }
    }

    /** On a thread that may wait; until it is done, nothing more is read. */
    void later(Patient what) {
        waits = true;
        key.interestOps(0);
        patient.execute(() -> {
            try {
                what.serve();
            } catch (IOException e) {
                close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                whenServed.accept(this);
            }
        });
    }

    /** What waited is done. */
    void goOn() throws InterruptedException {
        waits = false;
        lastCame = System.currentTimeMillis();
        if (!key.isValid()) {
            return;
        }
        try {
            serve();
            if (!waits && key.isValid()) {
                key.interestOps(SelectionKey.OP_READ);
            }
        } catch (IOException e) {
            close();
        }
    }

    /** However long it is idle: it is a test's, not a bot's. */
    void keep() {
        kept = true;
    }

    /** Closed without a word, as servers do. */
    void closeIfIdle(long since) {
        if (!waits && !kept && lastCame < since) {
            close();
        }
    }

    private void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void answer(Answer answer) throws IOException {
        write(answer.bytes());
    }

    private void write(byte[] bytes) throws IOException {
        var left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            if (channel.write(left) == 0) {
                LockSupport.parkNanos(100_000);
            }
        }
    }

    /** @param answer what would have been answered; null: nothing was asked of the Bot API */
    void suffer(Fault fault, Answer answer) throws IOException, InterruptedException {
        switch (fault.kind()) {
            case ANSWER -> answer(fault.answer());
            case RESET -> {
                // no farewell: what is still under way is thrown away, and the client hears "connection reset"
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                channel.close();
            }
            case CLOSE -> {
                answer(answer);
                channel.close();
            }
            case HANG -> {
                Thread.sleep(fault.millis());
                channel.close();
            }
            case LATE -> {
                Thread.sleep(fault.millis());
                answer(answer);
            }
            case SLOW -> {
                for (byte each : answer.bytes()) {
                    write(new byte[] {each});
                    Thread.sleep(fault.millis());
                }
            }
        }
    }
}
