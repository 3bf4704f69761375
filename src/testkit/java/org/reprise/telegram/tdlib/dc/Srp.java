package org.reprise.telegram.tdlib.dc;

import static org.reprise.telegram.tdlib.dc.Digest.join;
import static org.reprise.telegram.tdlib.dc.Digest.number;
import static org.reprise.telegram.tdlib.dc.Digest.padded;
import static org.reprise.telegram.tdlib.dc.Digest.sha256;
import static org.reprise.telegram.tdlib.dc.Digest.xor;
import static org.reprise.telegram.tdlib.dc.TlObject.tl;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The server's side of two-step verification: it checks that a client knows the password, and never sees it. */
final class Srp {
    private static final int ROUNDS = 100_000;
    private static final BigInteger P = Handshake.PRIME;
    private static final BigInteger G = BigInteger.valueOf(Handshake.GENERATOR);
    private static final BigInteger K = number(sha256(padded(P), padded(G)));
    private final SecureRandom random = new SecureRandom();
    private final byte[] salt1 = random.generateSeed(8);
    private final byte[] salt2 = random.generateSeed(16);
    private final BigInteger verifier;
    private final BigInteger secret = new BigInteger(2_000, random);
    private final long id = random.nextLong();

    Srp(String password) {
        verifier = G.modPow(number(passwordHash(password)), P);
    }

    /** What the client needs for its proof. */
    TlObject challenge() {
        return tl("account.password")
                .with("current_algo", algorithm(salt1, salt2))
                .with("srp_B", padded(b()))
                .with("srp_id", id)
                .with("hint", "the usual one")
                .with("new_algo", algorithm(salt1, salt2))
                .with("new_secure_algo", tl("securePasswordKdfAlgoUnknown"))
                .with("secure_random", random.generateSeed(32));
    }

    private static TlObject algorithm(byte[] salt1, byte[] salt2) {
        return tl("passwordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow")
                .with("salt1", salt1)
                .with("salt2", salt2)
                .with("g", Handshake.GENERATOR)
                .with("p", padded(P));
    }

    boolean proves(TlObject check) {
        if (!check.is("inputCheckPasswordSRP") || check.number("srp_id") != id) {
            return false;
        }
        var a = check.bytes("A");
        var u = number(sha256(a, padded(b())));
        var shared = number(a).multiply(verifier.modPow(u, P)).modPow(secret, P);
        var expected = sha256(
                xor(sha256(padded(P)), sha256(padded(G))),
                sha256(salt1),
                sha256(salt2),
                a,
                padded(b()),
                sha256(padded(shared)));
        return Arrays.equals(expected, check.bytes("M1"));
    }

    private BigInteger b() {
        return K.multiply(verifier).add(G.modPow(secret, P)).mod(P);
    }

    private byte[] passwordHash(String password) {
        var first = salted(salted(password.getBytes(StandardCharsets.UTF_8), salt1), salt2);
        return salted(stretched(first, salt1), salt2);
    }

    private static byte[] salted(byte[] data, byte[] salt) {
        return sha256(salt, data, salt);
    }

    /** PBKDF2 with HMAC-SHA512: the platform's own takes passwords of characters only. */
    private static byte[] stretched(byte[] password, byte[] salt) {
        try {
            var mac = Mac.getInstance("HmacSHA512");
            mac.init(new SecretKeySpec(password, "HmacSHA512"));
            var round = mac.doFinal(join(salt, new byte[] {0, 0, 0, 1}));
            var all = round;
            for (int i = 1; i < ROUNDS; i++) {
                round = mac.doFinal(round);
                all = xor(all, round);
            }
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
