package org.reprise.telegram.tdlib.dc;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Hashes of joined bytes, and numbers as the 256 bytes that Telegram hashes. */
final class Digest {
    private static final int NUMBER = 256;

    private Digest() {}

    static byte[] sha1(byte[]... parts) {
        return hash("SHA-1", parts);
    }

    static byte[] sha256(byte[]... parts) {
        return hash("SHA-256", parts);
    }

    static byte[] join(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        var joined = new byte[length];
        int at = 0;
        for (var part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }

    static byte[] slice(byte[] bytes, int from, int length) {
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    static byte[] xor(byte[] one, byte[] other) {
        var xor = one.clone();
        for (int i = 0; i < xor.length; i++) {
            xor[i] ^= other[i];
        }
        return xor;
    }

    static BigInteger number(byte[] bytes) {
        return new BigInteger(1, bytes);
    }

    /** Big-endian, 256 bytes. */
    static byte[] padded(BigInteger number) {
        var bytes = number.toByteArray();
        var padded = new byte[NUMBER];
        int length = Math.min(bytes.length, NUMBER);
        System.arraycopy(bytes, bytes.length - length, padded, NUMBER - length, length);
        return padded;
    }

    private static byte[] hash(String algorithm, byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance(algorithm);
            for (var part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
