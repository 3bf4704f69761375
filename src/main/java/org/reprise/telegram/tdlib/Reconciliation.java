package org.reprise.telegram.tdlib;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reprise.message.FormattedText;
import org.reprise.message.TextFormat;
import org.reprise.telegram.Claim;
import org.reprise.telegram.Session;
import org.reprise.telegram.Settlement;

/**
 * Finds out what became of messages that an earlier process may have handed to TDLib. TDLib itself goes on with those
 * it had taken; a user account's chats tell the rest, a bot may not read its chats.
 */
final class Reconciliation {
    private static final Logger LOG = Logger.getLogger(Reconciliation.class.getName());

    /** Nothing can be sent before either, so waiting costs nothing but the operator's patience. */
    private static final Duration CATCH_UP = Duration.ofMinutes(5);

    /** TDLib waits out a flood wait of up to a minute for a message that it took. */
    private static final Duration STILL_SENDING = Duration.ofSeconds(90);

    /** By how much Telegram's clock may be behind ours. */
    private static final Duration CLOCKS = Duration.ofSeconds(30);

    /**
     * So far before a claim a message of the account still casts doubt on it: our clock may have been ahead by hours,
     * and a doubt too many costs an operator's look at the few claims of a crash, one too few a second message.
     */
    private static final Duration DOUBT = Duration.ofDays(1);

    private static final int PAGE = 100;
    private final TdSession login;
    private final Session.Kind kind;

    Reconciliation(TdSession login, Session.Kind kind) {
        this.login = login;
        this.kind = kind;
    }

    static Map<Long, Settlement> unknown(List<Claim> claims) {
        return claims.stream().collect(Collectors.toMap(Claim::recipient, claim -> new Settlement.Unknown()));
    }

    Map<Long, Settlement> of(List<Claim> claims) {
        try {
            if (!login.authorization.await(Authorization::isInTouch, CATCH_UP)) {
                return unknown(claims);
            }
            login.outbox.settle(claims.stream().map(Claim::recipient).toList(), STILL_SENDING);
            var settled = new HashMap<Long, Settlement>();
            for (var claim : claims) {
                settled.put(claim.recipient(), of(claim));
            }
            return settled;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unknown(claims);
        }
    }

    private Settlement of(Claim claim) throws InterruptedException {
        var left = login.outbox.in(claim.recipient());
        if (left != null && left.isPending()) {
            return new Settlement.Unknown();
        }
        if (left != null && left.hasArrived() && !left.at().isBefore(since(claim))) {
            var sent = textOf(claim, left.text());
            if (sent != null) {
                return new Settlement.Delivered(sent, left.id());
            }
        }
        return kind == Session.Kind.BOT ? new Settlement.Unknown() : inHistory(claim);
    }

    /**
     * Back to a day before the claim. What TDLib failed to send at last never left, and the chat is going to lose it.
     * Any other message from the account that is not known for the claim's may be the claim's all the same, written
     * differently by Telegram: only a chat without one tells that it never left. A claim that is later than Telegram's
     * time was made under a clock that was ahead, by how much nobody can tell: no chat tells that of it.
     */
    private Settlement inHistory(Claim claim) throws InterruptedException {
        try {
            lookUp(claim.recipient());
            var horizon = claim.claimedAt().minus(DOUBT);
            boolean clockWasAhead = since(claim).isAfter(telegramsTime());
            Settlement unlessFound = clockWasAhead ? new Settlement.Unknown() : new Settlement.NeverLeft();
            for (var page = before(claim, 0); !page.isEmpty(); page = before(claim, last(page))) {
                for (var message : page) {
                    if (Messages.at(message).isBefore(horizon)) {
                        return unlessFound;
                    } else if (!mayHaveLeft(message)) {
                        continue;
                    }
                    var sent = isArrivedSince(claim, message) ? textOf(claim, Messages.text(message)) : null;
                    if (sent != null) {
                        return new Settlement.Delivered(sent, Messages.id(message));
                    }
                    unlessFound = new Settlement.Unknown();
                }
            }
            return unlessFound;
        } catch (TdError | TimeoutException e) {
            LOG.log(Level.WARNING, "The chat with " + claim.recipient() + " could not be read", e);
            return new Settlement.Unknown();
        }
    }

    private Instant telegramsTime() throws InterruptedException, TimeoutException {
        var option =
                login.ask(TdRequest.of("getOption").add("name", "unix_time").build(), TdSession.TIMEOUT);
        return Instant.ofEpochSecond(Long.parseLong(option.getString("value")));
    }

    private List<JsonObject> before(Claim claim, long message) throws InterruptedException, TimeoutException {
        return login.ask(history(claim.recipient(), message), TdSession.TIMEOUT)
                .getJsonArray("messages")
                .getValuesAs(JsonObject.class);
    }

    private static long last(List<JsonObject> page) {
        return Messages.id(page.get(page.size() - 1));
    }

    private static Instant since(Claim claim) {
        return claim.claimedAt().minus(CLOCKS);
    }

    private static boolean mayHaveLeft(JsonObject message) {
        var sending = message.getJsonObject("sending_state");
        return Messages.isOutgoing(message)
                && (sending == null || !sending.getString("@type").equals("messageSendingStateFailed"));
    }

    private static boolean isArrivedSince(Claim claim, JsonObject message) {
        return !message.containsKey("sending_state") && !Messages.at(message).isBefore(since(claim));
    }

    private void lookUp(long recipient) throws InterruptedException, TimeoutException {
        if (!login.people.hasChat(recipient)) {
            login.ask(
                    TdRequest.of("createPrivateChat")
                            .add("user_id", recipient)
                            .add("force", false)
                            .build(),
                    TdSession.TIMEOUT);
        }
    }

    private static JsonObject history(long chat, long from) {
        return TdRequest.of("getChatHistory")
                .add("chat_id", chat)
                .add("from_message_id", from)
                .add("offset", 0)
                .add("limit", PAGE)
                .add("only_local", false)
                .build();
    }

    /** Which of the claim's texts this is, read in any format; null: none of them, as far as can be told. */
    private static String textOf(Claim claim, String arrived) {
        var wanted = essence(arrived);
        if (wanted.isEmpty()) {
            // a picture, or nothing but marks
            return null;
        }
        return claim.texts().stream()
                .filter(source -> readings(source).map(Reconciliation::essence).anyMatch(wanted::equals))
                .findFirst()
                .orElse(null);
    }

    private static Stream<String> readings(String source) {
        return Stream.of(TextFormat.values()).flatMap(format -> {
            try {
                return Stream.of(FormattedText.parse(source, format).text());
            } catch (TextFormat.Unparsable e) {
                // it was not sent in this format
                return Stream.empty();
            }
        });
    }

    /** Telegram trims and tidies the space in a text, and TDLib leaves out some combining marks. */
    private static String essence(String text) {
        return text.replaceAll("[\\s\\p{Z}\\p{C}\\p{M}]+", "");
    }
}
