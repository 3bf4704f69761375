package org.reprise.telegram.botapi;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;

/** A request's body, which leaves once at the most, and only while somebody waits for the answer. */
final class Body implements AsyncEntityProducer {
    private final List<ByteBuffer> parts;
    private final int length;
    private final ContentType type;
    private final PendingCall call;

    /** @param parts that follow each other */
    Body(List<ByteBuffer> parts, ContentType type, PendingCall call) {
        this.parts = parts;
        this.length = available(parts);
        this.type = type;
        this.call = call;
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        if (!call.mayLeave()) {
            throw new IOException("given up");
        }
        for (var part : parts) {
            channel.write(part);
            if (part.hasRemaining()) {
                return;
            }
        }
        channel.endStream();
        call.hasLeft();
    }

    private static int available(List<ByteBuffer> parts) {
        return parts.stream().mapToInt(ByteBuffer::remaining).sum();
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public int available() {
        return available(parts);
    }

    @Override
    public long getContentLength() {
        return length;
    }

    @Override
    public String getContentType() {
        return type.toString();
    }

    @Override
    public String getContentEncoding() {
        return null;
    }

    @Override
    public boolean isChunked() {
        return false;
    }

    @Override
    public Set<String> getTrailerNames() {
        return Set.of();
    }

    /** The call hears of it from the client. */
    @Override
    public void failed(Exception cause) {}

    @Override
    public void releaseResources() {}
}
