package org.reprise.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.reprise.Settings;
import org.reprise.StartRefused;

/**
 * Seals secrets with AES-256 in Galois/Counter Mode. The key comes from a setting, or from a file that only its owner
 * reads, made at the first start.
 */
@ApplicationScoped
public class Vault {
    /** In the data directory: 32 random bytes in base64. Whoever loses it connects the sessions again. */
    static final String KEY_FILE = "secret.key";

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    /** Something sealed that this key does not open. */
    public static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1;

        Broken(String purpose, Throwable cause) {
            super(
                    "The secret " + purpose + " was sealed with another key. Give Reprise that key (REPRISE_SECRET_KEY,"
                            + " or " + KEY_FILE + " in its data directory), or connect the session again.",
                    cause);
        }
    }

    @Inject
    public Vault(Settings settings) {
        this(settings.secretKey()
                .map(Settings.Hidden::value)
                .orElseGet(() -> keyIn(settings.dataDir().resolve(KEY_FILE))));
    }

    private Vault(String base64) {
        this.key = new SecretKeySpec(Base64.getDecoder().decode(base64), "AES");
    }

    /**
     * @param purpose needed again to open it
     * @return base64, other each time
     */
    public String seal(String purpose, String secret) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, purpose, nonce).doFinal(secret.getBytes(UTF_8));
            var all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
            return Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot seal with AES-GCM", e);
        }
    }

    /** @throws Broken when it was changed, or sealed with another key or for another purpose */
    public String open(String purpose, String sealed) {
        try {
            var all = Base64.getDecoder().decode(sealed);
            var nonce = Arrays.copyOf(all, NONCE_BYTES);
            var secret =
                    cipher(Cipher.DECRYPT_MODE, purpose, nonce).doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
            return new String(secret, UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new Broken(purpose, e);
        }
    }

    private Cipher cipher(int mode, String purpose, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(UTF_8));
        return cipher;
    }

    private static String keyIn(Path file) {
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            return checked(Files.readString(file).strip(), file);
        } catch (IOException e) {
            throw new StartRefused("The key of Reprise's secrets, " + file + ", cannot be read or made: " + e, e);
        }
    }

    private static String checked(String key, Path file) {
        try {
            if (Base64.getDecoder().decode(key).length == KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException e) {
            // told below, without the key
        }
        throw new StartRefused(List.of(file + " does not hold the key of Reprise's secrets: 32 bytes in base64. Put the"
                + " key there from a backup, or delete the file and connect the sessions again."));
    }

    /** Whole or not at all: a process that dies here, or two that begin at once, leave one good key. */
    private static void make(Path file) throws IOException {
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        boolean posix = Files.getFileStore(file.getParent()).supportsFileAttributeView("posix");
        var mine = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var draft = posix
                ? Files.createTempFile(file.getParent(), KEY_FILE, null, mine)
                : Files.createTempFile(file.getParent(), KEY_FILE, null);
        try {
            Files.writeString(draft, Base64.getEncoder().encodeToString(bytes));
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // another one was first; its key holds
        } finally {
            Files.delete(draft);
        }
    }
}
