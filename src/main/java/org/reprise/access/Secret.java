package org.reprise.access;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.reprise.Sha256;

/** 256 random bits that open something, shown once; what is stored of them is their SHA-256. */
public final class Secret {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private Secret() {}

    /** Letters, digits, minus and underscore. */
    static String random() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** By which a secret is looked up: an index of it tells nobody the secret, however long the look-up takes. */
    public static String hash(String secret) {
        return HexFormat.of().formatHex(Sha256.of(secret));
    }
}
