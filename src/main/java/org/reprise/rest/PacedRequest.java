package org.reprise.rest;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/** A request whose body has to come at a pace, and to which a permit to wait for it belongs. */
final class PacedRequest extends HttpServletRequestWrapper implements AutoCloseable {
    private final SlowBodies slowBodies;
    private final BodyPace pace;
    private final Semaphore permits;
    private SlowBodies.Wait wait;
    private ServletInputStream body;
    private BufferedReader reader;
    private boolean permitted;

    PacedRequest(HttpServletRequest request, SlowBodies slowBodies, BodyPace pace, Semaphore permits) {
        super(request);
        this.slowBodies = slowBodies;
        this.pace = pace;
        this.permits = permits;
    }

    /** Whether the whole body has come, so that nobody has to wait for it. */
    boolean isHere() throws IOException {
        long length = getContentLengthLong();
        return length >= 0 && getInputStream().available() >= length;
    }

    /** Takes a permit, if there is one. */
    boolean mayWait() {
        permitted = permits.tryAcquire();
        return permitted;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            wait = slowBodies.open();
            body = new PacedInput(super.getInputStream(), wait, pace);
        }
        return body;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        if (reader == null) {
            var charset = getCharacterEncoding();
            reader = new BufferedReader(new InputStreamReader(
                    getInputStream(), charset == null ? StandardCharsets.ISO_8859_1 : Charset.forName(charset)));
        }
        return reader;
    }

    @Override
    public void close() {
        if (wait != null) {
            wait.close();
        }
        if (permitted) {
            permits.release();
        }
    }
}
