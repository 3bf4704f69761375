package org.reprise.telegram.tdlib.dc;

import static org.reprise.telegram.tdlib.dc.Digest.join;
import static org.reprise.telegram.tdlib.dc.Digest.number;
import static org.reprise.telegram.tdlib.dc.Digest.padded;
import static org.reprise.telegram.tdlib.dc.Digest.sha1;
import static org.reprise.telegram.tdlib.dc.Digest.sha256;
import static org.reprise.telegram.tdlib.dc.Digest.slice;
import static org.reprise.telegram.tdlib.dc.Digest.xor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** The RSA key that the data centre proves itself with; TDLib knows its public half from {@link PatchedLibrary}. */
final class ServerKey {
    private final RSAPrivateCrtKey key;

    private ServerKey(RSAPrivateCrtKey key) {
        this.key = key;
    }

    /** The key in the file, which is made when there is none: 2,048 bits, exponent 65,537, as Telegram's own. */
    static ServerKey in(Path file) throws IOException {
        try {
            if (Files.notExists(file)) {
                var generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                var draft = Files.createTempFile(file.toAbsolutePath().getParent(), "key", ".tmp");
                Files.write(draft, generator.generateKeyPair().getPrivate().getEncoded());
                keepFirst(draft, file);
            }
            var spec = new PKCS8EncodedKeySpec(Files.readAllBytes(file));
            return new ServerKey(
                    (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(spec));
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    /** Of several processes that make one at the same time, the first's is everybody's. */
    private static void keepFirst(Path draft, Path file) throws IOException {
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // another process was faster
        } finally {
            Files.delete(draft);
        }
    }

    /** PKCS#1 in lines of 64, without a line break at the end. */
    String publicPem() {
        var modulus = der(key.getModulus().toByteArray());
        var exponent = der(key.getPublicExponent().toByteArray());
        var sequence = der(0x30, join(modulus, exponent));
        var base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN RSA PUBLIC KEY-----\n" + base64.encodeToString(sequence) + "\n-----END RSA PUBLIC KEY-----";
    }

    long fingerprint() {
        var modulus = Arrays.copyOfRange(key.getModulus().toByteArray(), 1, 257);
        var written = new TlWriter()
                .raw(new byte[] {(byte) 254, 0, 1, 0})
                .raw(modulus)
                .raw(new byte[] {3, 1, 0, 1})
                .bytes();
        return ByteBuffer.wrap(sha1(written)).order(ByteOrder.LITTLE_ENDIAN).getLong(12);
    }

    /** What a client sealed with RSA_PAD: 192 bytes, the data first. */
    byte[] open(byte[] sealed) {
        var plain = padded(number(sealed).modPow(key.getPrivateExponent(), key.getModulus()));
        var encrypted = Arrays.copyOfRange(plain, 32, plain.length);
        var temporary = xor(slice(plain, 0, 32), sha256(encrypted));
        var opened = Aes.igeDecrypt(temporary, new byte[32], encrypted);
        var data = new byte[192];
        for (int i = 0; i < data.length; i++) {
            data[i] = opened[data.length - 1 - i];
        }
        if (!Arrays.equals(sha256(temporary, data), Arrays.copyOfRange(opened, 192, opened.length))) {
            throw new IllegalArgumentException("not sealed for this key");
        }
        return data;
    }

    private static byte[] der(byte[] integer) {
        return der(2, integer);
    }

    private static byte[] der(int tag, byte[] content) {
        int length = content.length;
        var head = length < 128
                ? new byte[] {(byte) tag, (byte) length}
                : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        return join(head, content);
    }
}
