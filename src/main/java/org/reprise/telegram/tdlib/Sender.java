package org.reprise.telegram.tdlib;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.reprise.message.TextFormat;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;
import org.reprise.telegram.StoredFiles;
import org.reprise.telegram.WaitCause;

/** Hands a message to TDLib. */
final class Sender {
    /** Not sent, and worth another try soon. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private static final Duration LOOK_UP = Duration.ofMillis(300);

    private final TdClients tdlib;
    private final StoredFiles files;

    Sender(TdClients tdlib, StoredFiles files) {
        this.tdlib = tdlib;
        this.files = files;
    }

    /** Waits a moment for TDLib to look the chat up, if it has to: {@link #send} does not. */
    void prepare(TdSession login, OutgoingMessage message) {
        try {
            if (login.isCaughtUp()) {
                login.lookUps.begin(message.recipient(), LOOK_UP);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param patience how long a reply may stay away */
    CompletableFuture<SendOutcome> send(TdSession login, Session session, OutgoingMessage message, Duration patience) {
        long departures = login.authorization.departures();
        if (!login.isCaughtUp()) {
            return later(login.authorization.isInTouch() ? WaitCause.CATCHING_UP : WaitCause.OUT_OF_REACH);
        }
        try {
            var request = new TdMessage(session, message, files).request(formatted(message));
            login.lookUps.require(message.recipient());
            var flight = login.flights.begin(message.recipient(), patience, departures);
            return flight == null
                    ? later(WaitCause.CHAT_BUSY)
                    : hand(login, flight, session, message, request, patience);
        } catch (TdError e) {
            return notHandedOver(login, message, e);
        } catch (TimeoutException e) {
            return later(WaitCause.CATCHING_UP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return later(WaitCause.STOPPING);
        }
    }

    /** Nothing left Reprise, so nothing is uncertain. */
    private CompletableFuture<SendOutcome> notHandedOver(TdSession login, OutgoingMessage message, TdError error) {
        var outcome = TdVerdict.of(error);
        return outcome instanceof SendOutcome.Unknown
                ? later(WaitCause.OUT_OF_REACH)
                : CompletableFuture.completedFuture(known(login, message, outcome));
    }

    private SendOutcome known(TdSession login, OutgoingMessage message, SendOutcome outcome) {
        var known = login.people.withWhoIsGone(message.recipient(), outcome);
        login.noteOf(message.recipient(), known);
        return known;
    }

    private static CompletableFuture<SendOutcome> later(WaitCause cause) {
        return CompletableFuture.completedFuture(new SendOutcome.Unreachable(SOON, cause));
    }

    /** @throws TdError when the marks are none that Telegram takes */
    JsonObject formatted(OutgoingMessage message) {
        if (message.filled() != null) {
            return TdText.of(message.filled());
        }
        if (message.format() == TextFormat.PLAIN) {
            return TdRequest.of("formattedText").add("text", message.text()).build();
        }
        var mode = message.format() == TextFormat.HTML
                ? TdRequest.of("textParseModeHTML")
                : TdRequest.of("textParseModeMarkdown").add("version", 2);
        var parsed = tdlib.execute(TdRequest.of("parseTextEntities")
                .add("text", message.text())
                .add("parse_mode", mode)
                .build());
        if (parsed.getString("@type").equals("error")) {
            throw new TdError(parsed.getInt("code"), parsed.getString("message"));
        }
        return parsed;
    }

    private CompletableFuture<SendOutcome> hand(
            TdSession login,
            InFlightMessages.Flight flight,
            Session session,
            OutgoingMessage message,
            JsonObject request,
            Duration patience) {
        var taken = new CompletableFuture<JsonObject>();
        taken.whenComplete((sending, failure) -> {
            if (failure == null) {
                login.flights.took(flight, sending);
            } else if (failure instanceof TdError error) {
                login.flights.refused(message.recipient(), flight, error);
            }
            // without an answer the flight ends with its own time
        });
        login.client().ask(request, patience, taken);
        return flight.outcome.thenApply(outcome -> known(login, message, outcome));
    }
}
