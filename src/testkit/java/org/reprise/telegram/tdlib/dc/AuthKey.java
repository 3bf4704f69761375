package org.reprise.telegram.tdlib.dc;

import static org.reprise.telegram.tdlib.dc.Digest.join;
import static org.reprise.telegram.tdlib.dc.Digest.sha1;
import static org.reprise.telegram.tdlib.dc.Digest.sha256;
import static org.reprise.telegram.tdlib.dc.Digest.slice;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * A key that a client and the data centre agreed on; seals what goes to the client and opens what comes, as MTProto
 * 2.0.
 *
 * @param key 256 bytes
 * @param dc the number of the data centre that the client dialled
 */
record AuthKey(byte[] key, int dc) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int FROM_CLIENT = 0;
    private static final int TO_CLIENT = 8;

    long id() {
        return ByteBuffer.wrap(sha1(key)).order(ByteOrder.LITTLE_ENDIAN).getLong(12);
    }

    /** @throws IllegalArgumentException when it was not sealed with this key */
    byte[] open(byte[] packet) {
        var messageKey = slice(packet, 8, 16);
        var sealed = Arrays.copyOfRange(packet, 24, packet.length);
        var plain = Aes.igeDecrypt(
                aesKey(messageKey, FROM_CLIENT),
                aesIv(messageKey, FROM_CLIENT),
                slice(sealed, 0, sealed.length - sealed.length % 16));
        if (!Arrays.equals(messageKey, messageKey(plain, FROM_CLIENT))) {
            throw new IllegalArgumentException("sealed with another key");
        }
        return plain;
    }

    /** @return the packet: key id, message key and what they seal */
    byte[] seal(byte[] plain) {
        var padding = new byte[12 + (16 - (plain.length + 12) % 16) % 16];
        RANDOM.nextBytes(padding);
        var padded = join(plain, padding);
        var messageKey = messageKey(padded, TO_CLIENT);
        var sealed = Aes.igeEncrypt(aesKey(messageKey, TO_CLIENT), aesIv(messageKey, TO_CLIENT), padded);
        return new TlWriter().number(id()).raw(messageKey).raw(sealed).bytes();
    }

    private byte[] messageKey(byte[] plain, int direction) {
        return slice(sha256(slice(key, 88 + direction, 32), plain), 8, 16);
    }

    private byte[] aesKey(byte[] messageKey, int direction) {
        var a = a(messageKey, direction);
        var b = b(messageKey, direction);
        return join(slice(a, 0, 8), slice(b, 8, 16), slice(a, 24, 8));
    }

    private byte[] aesIv(byte[] messageKey, int direction) {
        var a = a(messageKey, direction);
        var b = b(messageKey, direction);
        return join(slice(b, 0, 8), slice(a, 8, 16), slice(b, 24, 8));
    }

    private byte[] a(byte[] messageKey, int direction) {
        return sha256(messageKey, slice(key, direction, 36));
    }

    private byte[] b(byte[] messageKey, int direction) {
        return sha256(slice(key, 40 + direction, 36), messageKey);
    }
}
