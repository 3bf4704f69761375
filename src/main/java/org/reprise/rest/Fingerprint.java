package org.reprise.rest;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells one request from another by its query and its body, which it reads along while somebody else does. */
final class Fingerprint {
    private final DigestInputStream body;

    Fingerprint(String query, InputStream body) {
        this.body = new DigestInputStream(body, sha256());
        if (query != null) {
            this.body.getMessageDigest().update(query.getBytes(StandardCharsets.UTF_8));
        }
        this.body.getMessageDigest().update((byte) 0);
    }

    /** The body, for whoever reads it. */
    InputStream body() {
        return body;
    }

    /** Reads what nobody has read so far. */
    String whole() throws IOException {
        body.transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(body.getMessageDigest().digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has it", e);
        }
    }
}
