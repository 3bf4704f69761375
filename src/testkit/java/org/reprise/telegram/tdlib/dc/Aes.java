package org.reprise.telegram.tdlib.dc;

import static org.reprise.telegram.tdlib.dc.Digest.slice;
import static org.reprise.telegram.tdlib.dc.Digest.xor;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-256 in the two modes of Telegram: IGE for messages, CTR for the stream. */
final class Aes {
    private static final int BLOCK = 16;

    private Aes() {}

    /** @param iv 32 bytes: the cipher block and the plain block before the first */
    static byte[] igeEncrypt(byte[] key, byte[] iv, byte[] plain) {
        return ige(Cipher.ENCRYPT_MODE, key, slice(iv, 0, BLOCK), slice(iv, BLOCK, BLOCK), plain);
    }

    /** @param iv as for {@link #igeEncrypt} */
    static byte[] igeDecrypt(byte[] key, byte[] iv, byte[] sealed) {
        return ige(Cipher.DECRYPT_MODE, key, slice(iv, BLOCK, BLOCK), slice(iv, 0, BLOCK), sealed);
    }

    /** Both directions are alike: mix in the last result, transform, mix in the last input. */
    private static byte[] ige(int mode, byte[] key, byte[] lastResult, byte[] lastInput, byte[] data) {
        try {
            var cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"));
            var result = new byte[data.length];
            for (int at = 0; at < data.length; at += BLOCK) {
                var input = slice(data, at, BLOCK);
                lastResult = xor(cipher.update(xor(input, lastResult)), lastInput);
                lastInput = input;
                System.arraycopy(lastResult, 0, result, at, BLOCK);
            }
            return result;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A stream: each update goes on where the last one ended. */
    static Cipher ctr(byte[] key, byte[] iv) {
        try {
            var cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
