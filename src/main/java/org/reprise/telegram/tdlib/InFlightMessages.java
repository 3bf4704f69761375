package org.reprise.telegram.tdlib;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.reprise.TimeSource;
import org.reprise.telegram.SendOutcome;

/**
 * The messages that were handed to TDLib and wait for Telegram's word, at most one in a chat: TDLib's temporary ids do
 * not survive a restart, so only the chat says then which message is meant.
 */
final class InFlightMessages {
    private static final Logger LOG = Logger.getLogger(InFlightMessages.class.getName());
    private final Map<Long, Flight> byChat = new ConcurrentHashMap<>();
    private final LongSupplier departures;
    private final TimeSource time;

    /** @param departures how often Telegram was lost sight of */
    InFlightMessages(LongSupplier departures, TimeSource time) {
        this.departures = departures;
        this.time = time;
    }

    /** A message on its way. */
    static final class Flight {
        final CompletableFuture<SendOutcome> outcome = new CompletableFuture<>();
        private final long endsAt;
        private final long departuresBefore;
        private volatile long temporaryId;

        private Flight(long endsAt, long departuresBefore) {
            this.endsAt = endsAt;
            this.departuresBefore = departuresBefore;
        }
    }

    /**
     * @param departuresBefore the count of them, taken before Telegram was last seen to be in touch
     * @return null when another one is on its way to the chat
     */
    Flight begin(long chat, Duration patience, long departuresBefore) {
        var flight = new Flight(time.nanos() + patience.toNanos(), departuresBefore);
        return byChat.putIfAbsent(chat, flight) == null ? flight : null;
    }

    /** TDLib took it. On the receiving thread, so before its outcome is heard. */
    void took(Flight flight, JsonObject message) {
        flight.temporaryId = message.getJsonNumber("id").longValue();
    }

    /** It did not get as far as that. */
    void refused(long chat, Flight flight, TdError error) {
        end(chat, flight, TdVerdict.of(error));
    }

    private void end(long chat, Flight flight, SendOutcome outcome) {
        byChat.remove(chat, flight);
        flight.outcome.complete(outcome);
    }

    /** @param messageId Telegram's own, which takes the place of TDLib's temporary one */
    void sent(long chat, long temporaryId, long messageId) {
        var flight = flight(chat, temporaryId);
        if (flight != null) {
            end(chat, flight, new SendOutcome.Sent(messageId));
        }
    }

    /** @return null when an earlier process sent it */
    private Flight flight(long chat, long temporaryId) {
        var flight = byChat.get(chat);
        return flight == null || flight.temporaryId != temporaryId ? null : flight;
    }

    /**
     * A message that TDLib took is repeated by it when the connection breaks: what is refused then may be the
     * repetition of one that has arrived.
     */
    void failed(long chat, long temporaryId, TdError error) {
        var flight = flight(chat, temporaryId);
        if (flight == null) {
            return;
        }
        if (departures.getAsLong() != flight.departuresBefore) {
            end(chat, flight, new SendOutcome.Unknown(SendOutcome.LostReply.CONNECTION_BROKE, error.getMessage()));
        } else {
            refused(chat, flight, error);
        }
    }

    /** A message whose outcome stays away is uncertain; it may still arrive. */
    void passed(long now) {
        byChat.forEach((chat, flight) -> {
            if (now - flight.endsAt > 0) {
                LOG.log(Level.WARNING, "No word from Telegram of a message in chat {0}", Long.toString(chat));
                end(chat, flight, new SendOutcome.Unknown(SendOutcome.LostReply.NO_REPLY_IN_TIME));
            }
        });
    }

    /** Nothing more will be heard. */
    void closed(SendOutcome outcome) {
        byChat.forEach((chat, flight) -> end(chat, flight, outcome));
    }
}
