package org.reprise.telegram.tdlib.dc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A copy of TDLib that trusts the test data centre in place of Telegram's. */
final class PatchedLibrary {
    private static final String KEY = "-----BEGIN RSA PUBLIC KEY-----";

    /** The production key and the one for test servers; the third is for looking up addresses. */
    private static final int KEYS = 2;

    private PatchedLibrary() {}

    /**
     * Writes the copy, unless it is there already.
     *
     * @throws IOException also when the library does not hold the keys where they are looked for
     */
    static void write(Path original, ServerKey key, Path copy) throws IOException {
        if (Files.exists(copy)) {
            return;
        }
        var library = Files.readAllBytes(original);
        var pem = key.publicPem().getBytes(StandardCharsets.US_ASCII);
        int at = -1;
        for (int i = 0; i < KEYS; i++) {
            at = indexOf(library, KEY.getBytes(StandardCharsets.US_ASCII), at + 1);
            if (at < 0) {
                throw new IOException(original + " holds fewer than " + KEYS + " keys of Telegram's servers");
            }
            System.arraycopy(pem, 0, library, at, pem.length);
        }
        var draft = Files.createTempFile(copy.getParent(), "tdjson", ".tmp");
        Files.write(draft, library);
        Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE);
    }

    private static int indexOf(byte[] in, byte[] what, int from) {
        for (int at = from; at <= in.length - what.length; at++) {
            int same = 0;
            while (same < what.length && in[at + same] == what[same]) {
                same++;
            }
            if (same == what.length) {
                return at;
            }
        }
        return -1;
    }
}
