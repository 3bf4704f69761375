package org.reprise.access;

import java.time.Duration;
import java.util.Optional;
import org.reprise.LocalizedMessage;
import org.reprise.Refused;

/** A use case of this room that was refused; nothing was changed. What it says tells people what to do. */
public final class AccessRefused extends Refused {
    private static final long serialVersionUID = 1;

    public enum Code {
        /** There is no such person, token or account, or no longer. */
        UNKNOWN,
        /** The name and password, or the link or setup token, do not open anything. */
        WRONG_SECRET,
        /** What was asked for makes no sense. */
        INVALID,
        /** The state forbids it, such as of the last owner. */
        CONFLICT,
        /** Too often; {@link #after()} says when to try again. */
        TOO_OFTEN
    }

    private final Code code;
    private final transient Duration after;

    private AccessRefused(Code code, String member, LocalizedMessage said, Duration after) {
        super(member, said);
        this.code = code;
        this.after = after;
    }

    public Code code() {
        return code;
    }

    /** When to try again, if that is why. */
    public Optional<Duration> after() {
        return Optional.ofNullable(after);
    }

    static AccessRefused unknown(String key) {
        return new AccessRefused(Code.UNKNOWN, null, LocalizedMessage.of(key), null);
    }

    static AccessRefused wrongSecret(String key) {
        return new AccessRefused(Code.WRONG_SECRET, null, LocalizedMessage.of(key), null);
    }

    static AccessRefused invalid(String member, LocalizedMessage said) {
        return new AccessRefused(Code.INVALID, member, said, null);
    }

    static AccessRefused conflict(LocalizedMessage said) {
        return new AccessRefused(Code.CONFLICT, null, said, null);
    }

    static AccessRefused tooOften(Duration after) {
        long seconds = Math.max(1, after.plusMillis(999).toSeconds());
        return new AccessRefused(
                Code.TOO_OFTEN, null, LocalizedMessage.of("access.too-often", seconds), Duration.ofSeconds(seconds));
    }
}
