package org.reprise.telegram.botapi;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.reprise.telegram.Hearing.Cause;
import org.reprise.telegram.Session;

/**
 * Asks Telegram for updates again and again. What was brought is confirmed with the next question, when it is on disk.
 * A webhook of another program makes that impossible, so it is removed; another program that asks as well is only told
 * of.
 */
final class Polling implements UpdatePoller.Way {
    private static final Duration POLL = Duration.ofSeconds(25);
    private static final long AT_ONCE = TimeUnit.SECONDS.toNanos(1);
    private static final Duration NEXT_LOOK = Duration.ofSeconds(1);

    private final UpdatePoller reception;
    private final Session session;
    private final ReceptionTools tools;
    private final Conflicts conflicts = new Conflicts();
    private long confirm;

    Polling(UpdatePoller reception) {
        this.reception = reception;
        this.session = reception.session;
        this.tools = reception.tools;
    }

    /** One that an earlier Reprise set, or anybody else. */
    @Override
    public void begin() {
        removeWebhook();
    }

    private void removeWebhook() {
        reception.ask("deleteWebhook", answer -> pollAnew(), this::removeWebhook);
    }

    /** Sends nothing more before what was written meanwhile came in. */
    private void pollAnew() {
        tools.hearing().fallsBehind(session);
        poll();
    }

    private void poll() {
        // until it has heard everything that happened while nobody listened, it does not wait for news
        long seconds = tools.hearing().isCaughtUp(session) ? POLL.toSeconds() : 0;
        var question = JsonFactories.object().add("timeout", seconds).add("allowed_updates", Webhooks.kinds());
        if (confirm > 0) {
            question.add("offset", confirm);
        }
        long asked = tools.time().nanos();
        reception.ask(
                "getUpdates",
                question.build(),
                POLL.plus(UpdatePoller.TIMEOUT),
                answer -> take(answer, tools.time().nanos() - asked),
                this::poll);
    }

    private void take(Reply.Answer answer, long nanos) {
        var updates = answer.body().getJsonArray("result").getValuesAs(JsonObject.class);
        tools.intake().take(session, updates);
        // nothing left to confirm: said again it could refuse updates that begin with a lower number
        confirm = updates.isEmpty() ? 0 : Updates.id(updates.get(updates.size() - 1)) + 1;
        reception.wentWell();
        if (updates.isEmpty() && !tools.hearing().isCaughtUp(session)) {
            tools.hearing().caughtUp(session);
            poll();
        } else if (updates.isEmpty() && nanos < AT_ONCE) {
            // a server that does not wait for news is not to be asked thousands of times a second
            reception.later(this::poll, NEXT_LOOK);
        } else {
            poll();
        }
    }

    /** Whether it is a webhook that is in the way is asked, since Telegram has several sentences for it. */
    @Override
    public void conflict(Reply.Answer answer) {
        conflicts.met(tools.time().now());
        reception.ask(
                "getWebhookInfo",
                info -> conflict(answer, WebhookInfo.of(info.body().getJsonObject("result"))),
                this::poll);
    }

    private void conflict(Reply.Answer answer, WebhookInfo webhook) {
        if (webhook.isSet()) {
            reception.isDeaf(Cause.FOREIGN_WEBHOOK, webhook.host());
            reception.later(this::removeWebhook, conflicts.beforeRemoval());
        } else {
            reception.isDeaf(Cause.OTHER_PROGRAM, null);
            reception.trouble("Another program takes what people write to this bot: " + answer.description());
            reception.later(this::pollAnew, conflicts.beforeAsking());
        }
    }
}
