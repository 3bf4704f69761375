package org.reprise.rest;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** A body that has to come at a pace; one that does not ends with {@link SlowBodies.TooSlow}. */
final class PacedInput extends ServletInputStream {
    private final ServletInputStream body;
    private final SlowBodies.Wait wait;
    private final BodyPace pace;
    private long waited;
    private long came;

    PacedInput(ServletInputStream body, SlowBodies.Wait wait, BodyPace pace) {
        this.body = body;
        this.wait = wait;
        this.pace = pace;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (waited >= pace.window()) {
            if (came < pace.leastBytes()) {
                throw new SlowBodies.TooSlow();
            }
            waited = 0;
            came = 0;
        }
        long begun = wait.now();
        int read = wait.within(pace.window() - waited, () -> body.read(into, offset, length));
        waited += wait.now() - begun;
        came += Math.max(0, read);
        return read;
    }

    @Override
    public int available() throws IOException {
        return body.available();
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
