package org.reprise.telegram.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.reprise.telegram.Chat;

/**
 * The people who wrote to one sandbox session, made up as they are read: ten million take no more memory than one.
 * Their user ids rise; the same session, seed and size give the same people.
 */
final class SandboxPopulation {
    /** Fixed, so that a campaign by date selects the same people whenever it is tried. */
    static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    private static final long MAX_CHAT_SECONDS = Duration.ofDays(3 * 365).toSeconds();
    private static final long MIN_ID = 100_000_000L;
    private static final long ID_RANGE = 7_900_000_000L;
    private static final List<String> HANDLES = List.of(
            "sunny", "north", "river", "pixel", "mango", "comet", "tiger", "vinyl", "cedar", "lunar", "amber", "delta");

    private final int size;
    private final Chance id;
    private final Chance language;
    private final Chance firstName;
    private final Chance lastName;
    private final Chance username;
    private final Chance firstMessage;
    private final Chance lastMessage;

    SandboxPopulation(int size, Chance session) {
        this.size = size;
        this.id = session.about("id");
        this.language = session.about("language");
        this.firstName = session.about("first name");
        this.lastName = session.about("last name");
        this.username = session.about("username");
        this.firstMessage = session.about("first message");
        this.lastMessage = session.about("last message");
    }

    Stream<Chat> chats() {
        return LongStream.range(0, size).mapToObj(this::chat);
    }

    private Chat chat(long index) {
        long userId = userId(index);
        var speaks = Language.at(language.fraction(userId));
        var first = EPOCH.minusSeconds(1 + firstMessage.below(userId, MAX_CHAT_SECONDS));
        return new Chat(
                userId,
                username(userId),
                pick(speaks.firstNames, firstName.fraction(userId)),
                lastName.fraction(-userId) < 0.3 ? null : pick(speaks.lastNames, lastName.fraction(userId)),
                null,
                speaks.code(),
                first,
                lastMessage(userId, first));
    }

    /** Each person has a stretch of the range to themselves: distinct and rising without looking back. */
    private long userId(long index) {
        long stretch = ID_RANGE / size;
        return MIN_ID + index * stretch + id.below(index, stretch);
    }

    /** One in three has none. The id in base 36 keeps them apart. */
    private String username(long userId) {
        double share = username.fraction(userId);
        return share < 1.0 / 3 ? null : pick(HANDLES, username.fraction(-userId)) + "_" + Long.toString(userId, 36);
    }

    /** One in five never wrote a second time. */
    private Instant lastMessage(long userId, Instant first) {
        if (lastMessage.fraction(-userId) < 0.2) {
            return first;
        }
        return first.plusSeconds(
                lastMessage.below(userId, Duration.between(first, EPOCH).toSeconds()));
    }

    private static String pick(List<String> from, double share) {
        return from.get((int) (share * from.size()));
    }
}
