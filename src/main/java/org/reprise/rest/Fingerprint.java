package org.reprise.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.util.HexFormat;
import org.reprise.Sha256;

/** Tells one request from another by its query and its body, which it reads along while somebody else does. */
final class Fingerprint {
    private final ReadAlong body;

    Fingerprint(String query, InputStream body) {
        this.body = new ReadAlong(body);
        if (query != null) {
            this.body.getMessageDigest().update(query.getBytes(StandardCharsets.UTF_8));
        }
        this.body.getMessageDigest().update((byte) 0);
    }

    /** The body, for whoever reads it. */
    InputStream body() {
        return body;
    }

    /** Reads what nobody has read so far; who closed the body had what it wanted of it. */
    String whole() throws IOException {
        if (!body.closed) {
            body.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(body.getMessageDigest().digest());
    }

    /** Servers close a body once it is read, and refuse to read on. */
    private static final class ReadAlong extends DigestInputStream {
        private boolean closed;

        ReadAlong(InputStream body) {
            super(body, Sha256.begin());
        }

        @Override
        public void close() throws IOException {
            closed = true;
            super.close();
        }
    }
}
