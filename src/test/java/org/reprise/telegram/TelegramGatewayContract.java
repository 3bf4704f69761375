package org.reprise.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.reprise.message.Extras;
import org.reprise.message.Message;
import org.reprise.message.TextFormat;

/** What every gateway owes to whoever sends through it. A subclass brings the gateway and a Telegram to look into. */
public abstract class TelegramGatewayContract {
    private static final long REFERENCE = 77;

    protected abstract TelegramGateway gateway();

    /** A session that the gateway speaks for, and that may send now. */
    protected abstract Session session();

    /** Someone who can be reached; someone else each time. */
    protected abstract long aReachablePerson();

    /** Someone who can never be reached by the session. */
    protected abstract long aRefusedPerson();

    /** The texts that the person has received, oldest first. */
    protected abstract List<String> arrivedAt(long person);

    @Test
    void aMessageArrivesOnceWithItsText() throws Exception {
        long anna = aReachablePerson();
        assertThat(send(anna, "Hello, Анна 👋\nsecond line")).isInstanceOf(SendOutcome.Sent.class);
        assertThat(arrivedAt(anna)).containsExactly("Hello, Анна 👋\nsecond line");
    }

    @Test
    void twoMessagesToOnePersonArriveInTheirOrder() throws Exception {
        long anna = aReachablePerson();
        send(anna, "first");
        send(anna, "second");
        assertThat(arrivedAt(anna)).containsExactly("first", "second");
    }

    @Test
    void eachMessageIsKnownByAnIdOfItsOwn() throws Exception {
        long anna = aReachablePerson();
        long first = messageId(send(anna, "first"));
        assertThat(first).isPositive();
        assertThat(messageId(send(anna, "second"))).isGreaterThan(first);
    }

    @Test
    void someoneWhoCannotBeReachedIsRefusedAndReceivesNothing() throws Exception {
        long blocked = aRefusedPerson();
        assertThat(send(blocked, "Hello")).isInstanceOf(SendOutcome.Refused.class);
        assertThat(arrivedAt(blocked)).isEmpty();
    }

    @Test
    void anUnsendableTextIsAnsweredAndNeverThrown() throws Exception {
        long anna = aReachablePerson();
        assertThat(send(anna, "x".repeat(4_097))).isInstanceOf(SendOutcome.MessageRejected.class);
        assertThat(send(anna, " ")).isInstanceOf(SendOutcome.MessageRejected.class);
        assertThat(arrivedAt(anna)).isEmpty();
    }

    @Test
    void theLongestTextArrives() throws Exception {
        long anna = aReachablePerson();
        assertThat(send(anna, "x".repeat(4_096))).isInstanceOf(SendOutcome.Sent.class);
        assertThat(arrivedAt(anna)).containsExactly("x".repeat(4_096));
    }

    @Test
    void settlingNeverFreesWhatArrivedNorFindsWhatDidNot() throws Exception {
        var claimedAt = Instant.now();
        long written = aReachablePerson();
        long missed = aReachablePerson();
        long id = messageId(send(written, "Hello"));
        var settled = gateway().settle(session(), List.of(claim(written, claimedAt), claim(missed, claimedAt)));
        assertThat(settled).containsOnlyKeys(written, missed);
        assertThat(settled.get(written)).isIn(new Settlement.Delivered("Hello", id), new Settlement.Unknown());
        assertThat(settled.get(missed)).isNotInstanceOf(Settlement.Delivered.class);
    }

    /** A name may look like anything; here it stands behind a mark, too. */
    @Test
    void aFilledMessageArrivesAsItWasFilled() throws Exception {
        long anna = aReachablePerson();
        var message = Message.of("<b>Hi</b> {{ name }}!", TextFormat.HTML, Extras.NONE);
        var filled = message.filled(Map.of("name", "</b> _x_ &lt; 👩‍🚀 <i>")).orElseThrow();
        assertThat(sent(new OutgoingMessage(anna, filled, REFERENCE, 1))).isInstanceOf(SendOutcome.Sent.class);
        assertThat(arrivedAt(anna)).containsExactly("Hi </b> _x_ &lt; 👩‍🚀 <i>!");
    }

    @Test
    void settlingNothingAsksNothing() {
        assertThat(gateway().settle(session(), List.of())).isEmpty();
    }

    @Test
    void everyChatHasAUserIdAndTimesInOrder() {
        try (var chats = gateway().chats(session())) {
            assertThat(chats.limit(1_000)).allSatisfy(chat -> {
                assertThat(chat.userId()).isPositive();
                assertThat(chat.lastMessageAt()).isAfterOrEqualTo(chat.firstMessageAt());
            });
        }
    }

    @Test
    void theRateIsNeverNegative() {
        assertThat(gateway().rate(session())).isNotNegative();
    }

    /** Waits for the answer, which always comes. */
    protected SendOutcome send(long recipient, String text) throws Exception {
        return sent(new OutgoingMessage(recipient, text, REFERENCE));
    }

    private SendOutcome sent(OutgoingMessage message) throws Exception {
        return gateway().send(session(), message).toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    protected static long messageId(SendOutcome outcome) {
        return ((SendOutcome.Sent) outcome).messageId().orElseThrow();
    }

    private static Claim claim(long recipient, Instant claimedAt) {
        return new Claim(recipient, REFERENCE, 0, claimedAt, List.of("Hello"));
    }
}
