package org.reprise.telegram.botapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.reprise.testing.TestReprise.await;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.reprise.message.TextFormat;
import org.reprise.telegram.Credential.BotToken;
import org.reprise.telegram.Incoming;
import org.reprise.telegram.LoginStep;
import org.reprise.telegram.OutgoingMessage;
import org.reprise.telegram.SendOutcome;
import org.reprise.telegram.Session;

/** What the fake and the gateway could misunderstand alike, somebody else's Bot API server would not. */
class ForeignTelegramTest {
    private static final String TOKEN = "666:a-token-of-theirs";

    @Test
    void aBotIsConnectedHearsAndSends() throws Exception {
        try (var telegram = ForeignTelegram.start();
                var bots = Bots.at(telegram.url())) {
            var session = bots.sessions.open(1, "theirs", Session.Kind.BOT, Session.Via.BOTAPI);
            var step = (LoginStep.Connected) bots.connector.connect(session, new BotToken(TOKEN));
            assertThat(step.identity().username()).isEqualTo("TestNameBot");
            bots.sessions.connected(session.id(), step.identity());
            bots.connector.open(session);
            telegram.write(TOKEN, 5, "Hello", 1_772_366_400);
            await("Hello", () -> !bots.told(Incoming.class).isEmpty());
            var wrote = (Incoming.Wrote)
                    bots.told(Incoming.class).get(0).happenings().get(0);
            assertThat(wrote.chat().userId()).isEqualTo(5);
            assertThat(wrote.at()).isEqualTo(Instant.parse("2026-03-01T12:00:00Z"));

            await("it heard all that was written", () -> bots.hearing.isCaughtUp(session));
            var replies = new ArrayList<CompletionStage<SendOutcome>>();
            for (long user = 1; user <= 200; user++) {
                replies.add(bots.gateway.send(
                        session, new OutgoingMessage(user, "<b>Sale</b> for " + user, TextFormat.HTML, 1)));
            }
            for (var reply : replies) {
                assertThat(reply.toCompletableFuture().get(30, TimeUnit.SECONDS))
                        .isInstanceOf(SendOutcome.Sent.class);
            }
            var sent = telegram.history(TOKEN).getJsonArray("result").getValuesAs(JsonObject.class).stream()
                    .map(each -> each.getJsonObject("message"))
                    .filter(message -> message.containsKey("chat_id"))
                    .toList();
            assertThat(sent).hasSize(200).allSatisfy(message -> {
                assertThat(message.getString("parse_mode")).isEqualTo("HTML");
                assertThat(message.getString("text")).isEqualTo("<b>Sale</b> for " + message.getInt("chat_id"));
            });
            assertThat(sent).extracting(message -> message.getInt("chat_id")).doesNotHaveDuplicates();
        }
    }
}
