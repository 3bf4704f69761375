package org.reprise.rest;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes an answer for as long as somebody reads it. Whoever went away is no news: servers would tell each of them with
 * a stack trace or two, and strangers could fill a disk with them. What was asked for is done all the same.
 */
final class AbandonedOutput extends ServletOutputStream {
    private static final Logger LOG = Logger.getLogger(AbandonedOutput.class.getName());

    private final ServletOutputStream out;
    private boolean abandoned;

    AbandonedOutput(ServletOutputStream out) {
        this.out = out;
    }

    private interface Write {
        void write() throws IOException;
    }

    private void unlessAbandoned(Write write) {
        if (abandoned) {
            return;
        }
        try {
            write.write();
        } catch (IOException e) {
            abandoned = true;
            LOG.log(Level.FINE, e, () -> "Nobody reads an answer any more");
        }
    }

    @Override
    public void write(int one) {
        unlessAbandoned(() -> out.write(one));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        unlessAbandoned(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() {
        unlessAbandoned(out::flush);
    }

    @Override
    public void close() {
        unlessAbandoned(out::close);
    }

    @Override
    public boolean isReady() {
        return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        out.setWriteListener(listener);
    }
}
