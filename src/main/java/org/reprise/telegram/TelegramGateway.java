package org.reprise.telegram;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** The port to Telegram. One bean for each {@link Session.Via}; safe for use by many threads. */
public interface TelegramGateway {

    /** The sessions that this gateway speaks for. */
    Session.Via via();

    /**
     * Hands a message over. When this returns, the message has left Reprise as far as this gateway can make it: a text
     * that was edited afterwards cannot appear in it any more. It returns within milliseconds; what Telegram answers
     * comes with the stage, on any thread, and always comes: a reply that stays away is {@link SendOutcome.Unknown}
     * after the reply timeout. The stage never completes exceptionally.
     */
    CompletionStage<SendOutcome> send(Session session, OutgoingMessage message);

    /** Messages a second that the session may hand over; 0: no limit but the gateway's own speed. */
    double rate(Session session);

    /**
     * What became of messages that an earlier process may have handed over. Asked before anything else is sent.
     *
     * @return an answer for each of {@code claims}, by recipient
     */
    Map<Long, Settlement> settle(Session session, List<Claim> claims);

    /** The people who wrote to the session, as far as the gateway can list them; the caller closes the stream. */
    Stream<Chat> chats(Session session);
}
