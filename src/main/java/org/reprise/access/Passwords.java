package org.reprise.access;

import com.nulabinc.zxcvbn.Zxcvbn;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.reprise.LocalizedMessage;

/**
 * Passwords: which may be chosen, and what is stored of them, {@code PBKDF2WithHmacSHA512:210000:salt:hash}. To hash
 * one takes a processor for a good part of a second, so two are hashed at a time at the most, and of those one for
 * strangers: however many guess, whoever is known waits for one of them at the most. Who comes later waits for a while,
 * and is then told to come again.
 */
@ApplicationScoped
public class Passwords {
    static final int MIN_LENGTH = 12;
    static final int MAX_LENGTH = 128;

    /** As many guesses as a password has to withstand: safely beyond what a throttled guesser can do (zxcvbn's 3). */
    private static final int MIN_SCORE = 3;

    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
    private static final int ITERATIONS = 210_000;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int AT_A_TIME = 2;
    private static final int STRANGERS_WAITING = 10;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final SecureRandom random = new SecureRandom();
    private final Semaphore hashing = new Semaphore(AT_A_TIME, true);
    private final Semaphore strangers = new Semaphore(AT_A_TIME - 1, true);

    private final int iterations;

    /** Compared with where there is none: an unknown name takes as long as a wrong password. */
    private final String nobodys;

    Passwords() {
        this(ITERATIONS);
    }

    /** @param iterations fewer only where nobody guesses */
    Passwords(int iterations) {
        this.iterations = iterations;
        this.nobodys = stored(new byte[SALT_BYTES], new byte[HASH_BYTES]);
    }

    /**
     * Refuses what is guessed early.
     *
     * @param known of the person, such as their name: what contains it is guessed early, too
     * @throws AccessRefused invalid
     */
    void check(String password, List<String> known) {
        int length = password.codePointCount(0, password.length());
        if (length < MIN_LENGTH || length > MAX_LENGTH) {
            throw AccessRefused.invalid("password", LocalizedMessage.of("password.length", MIN_LENGTH, MAX_LENGTH));
        }
        // as much as it reads in a moment; what is longer is no weaker
        var beginning = password.substring(0, Math.min(password.length(), 64));
        if (new Zxcvbn().measure(beginning, known).getScore() < MIN_SCORE) {
            throw AccessRefused.invalid("password", LocalizedMessage.of("password.common"));
        }
    }

    /** Who asks for a password to be hashed. */
    enum Asking {
        /** Somebody with a sign-in, a browser or a link that is theirs. */
        KNOWN,
        STRANGER
    }

    /**
     * For somebody who is known.
     *
     * @throws AccessRefused too often, when too many are hashed at the same time
     */
    String hash(String password) {
        var salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return stored(salt, derive(password, ALGORITHM, iterations, salt));
    }

    private String stored(byte[] salt, byte[] hash) {
        return ALGORITHM + ":" + iterations + ":" + encoded(salt) + ":" + encoded(hash);
    }

    /**
     * Takes the same time whether it is right, wrong, or nobody's.
     *
     * @param stored null: nobody's
     * @throws AccessRefused too often, when too many are hashed at the same time
     */
    boolean isRight(String password, String stored, Asking asking) {
        return asking == Asking.KNOWN
                ? isRight(password, stored)
                : afterOtherStrangers(() -> isRight(password, stored));
    }

    private boolean isRight(String password, String stored) {
        var parts = (stored == null ? nobodys : stored).split(":");
        var hash = derive(
                password,
                parts[0],
                Integer.parseInt(parts[1]),
                Base64.getDecoder().decode(parts[2]));
        return MessageDigest.isEqual(hash, Base64.getDecoder().decode(parts[3])) && stored != null;
    }

    /** Whether it was stored when less was thought to be enough. */
    boolean isOutdated(String stored) {
        return !stored.startsWith(ALGORITHM + ":" + iterations + ":");
    }

    private boolean afterOtherStrangers(BooleanSupplier guess) {
        if (strangers.getQueueLength() >= STRANGERS_WAITING) {
            throw AccessRefused.tooOften(LONGEST_WAIT);
        }
        return inTurn(strangers, guess::getAsBoolean);
    }

    private byte[] derive(String password, String algorithm, int iterations, byte[] salt) {
        return inTurn(hashing, () -> derived(password, algorithm, iterations, salt));
    }

    private static byte[] derived(String password, String algorithm, int iterations, byte[] salt) {
        var chars = password.toCharArray();
        try {
            return SecretKeyFactory.getInstance(algorithm)
                    .generateSecret(new PBEKeySpec(chars, salt, iterations, HASH_BYTES * 8))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java cannot hash passwords by " + algorithm, e);
        } finally {
            Arrays.fill(chars, '\0');
        }
    }

    private static <T> T inTurn(Semaphore turns, Supplier<T> work) {
        boolean isNext = false;
        try {
            isNext = turns.tryAcquire(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            if (!isNext) {
                throw AccessRefused.tooOften(LONGEST_WAIT);
            }
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AccessRefused.tooOften(LONGEST_WAIT);
        } finally {
            if (isNext) {
                turns.release();
            }
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
