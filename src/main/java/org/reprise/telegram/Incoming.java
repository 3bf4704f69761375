package org.reprise.telegram;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What people did in a session's private chats, oldest first. Fired synchronously: when the event's observers return,
 * it is on disk, and only then does a gateway tell Telegram that it was taken in. Taking the same in twice does no
 * harm.
 */
public record Incoming(Session session, List<Happening> happenings) {

    public Incoming {
        happenings = List.copyOf(happenings);
    }

    public sealed interface Happening {
        long userId();

        Instant at();
    }

    /**
     * Somebody wrote.
     *
     * @param chat as it is now; its last message is this one
     * @param text of the message, or the caption of what they sent; empty without either
     */
    public record Wrote(Chat chat, String text) implements Happening {
        @Override
        public long userId() {
            return chat.userId();
        }

        @Override
        public Instant at() {
            return chat.lastMessageAt();
        }
    }

    /**
     * Somebody changed what they had written.
     *
     * @param chat as it is now; its last message is the one that was changed, at the time it was first sent
     * @param text as it reads now, empty without text or caption
     */
    public record Edited(Chat chat, String text) implements Happening {
        @Override
        public long userId() {
            return chat.userId();
        }

        @Override
        public Instant at() {
            return chat.lastMessageAt();
        }
    }

    /** Somebody wants to hear no more from the session. */
    public record Blocked(long userId, Instant at) implements Happening {}

    /** Somebody took that back. It is no wish to be written to. */
    public record Unblocked(long userId, Instant at) implements Happening {}

    /** Telegram refused a message since somebody's account is gone. */
    public record Deactivated(long userId, Instant at) implements Happening {}

    /** What the answer to a message says of its recipient, for every later message to them; empty for most. */
    public static Optional<Happening> toldBy(SendOutcome outcome, long recipient, Instant at) {
        if (!(outcome instanceof SendOutcome.Refused refused)) {
            return Optional.empty();
        }
        return switch (refused.reason()) {
            case BLOCKED -> Optional.of(new Blocked(recipient, at));
            case DEACTIVATED -> Optional.of(new Deactivated(recipient, at));
            case NEVER_WROTE, PRIVACY_RESTRICTED, WRITE_FORBIDDEN, GROUP, UNRECOGNISED -> Optional.empty();
        };
    }
}
